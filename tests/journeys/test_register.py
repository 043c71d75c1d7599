"""A 15-year-old joins without e-mail, keeps the recovery words, and gets in again with them."""

import pytest
from playwright.sync_api import expect

from core.people.models import User
from tests.factories.areas import AreaFactory, PartnershipFactory

pytestmark = pytest.mark.browser


def fill(page, **changes):
    values = {"name": "Quiet Otter", "age": "13 to 15", "password": "three odd words", **changes}
    page.get_by_label("Name people see").fill(values["name"])
    page.get_by_label(values["age"]).check()
    page.get_by_label("Make up a password").fill(values["password"])
    page.get_by_label("I will follow the house rules").check()


def journey(page, site_url, check_axe):
    PartnershipFactory()
    AreaFactory(slug="kestrel-bay", name="Kestrel Bay")
    page.goto(site_url + "/account/signup/")
    check_axe(page)
    expect(page.get_by_text("ten sets of recovery words")).to_be_visible()  # said before joining
    fill(page, name="Police Officer Sam")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".errors")).to_contain_text("One thing to check")
    check_axe(page)
    fill(page)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/account/words/")
    check_axe(page)
    expect(page.locator(".words li")).to_have_count(10)
    words = page.locator(".words li").all_inner_texts()
    page.reload()  # a slip of the thumb loses nothing
    expect(page.locator(".words li")).to_have_text(words)
    page.get_by_role("button", name="I have kept them safe").click()
    expect(page.get_by_role("heading", level=1, name="Hello, Quiet Otter")).to_be_visible()
    check_axe(page)
    page.goto(site_url + "/account/words/")
    expect(page.locator(".words")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    get_in_again(page, site_url, check_axe, words[0])


def get_in_again(page, site_url, check_axe, words):
    page.goto(site_url + "/account/login/")
    check_axe(page)
    page.get_by_role("link", name="I forgot my password").click()
    expect(page.get_by_role("link", name="Use my recovery words")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Use my recovery words").click()
    expect(page.get_by_label("One set of your recovery words")).to_be_visible()
    check_axe(page)
    page.get_by_label("Your name here").fill("quiet otter")
    page.get_by_label("One set of your recovery words").fill(words.upper())
    page.get_by_label("New password").fill("four new odd words")
    page.get_by_role("button", name="Set my new password").click()
    page.wait_for_url("**/account/")
    assert User.objects.get(username="quietotter").check_password("four new odd words")


def test_a_15_year_old_joins_without_email_and_gets_in_again_with_words(page, site_url, check_axe):
    journey(page, site_url, check_axe)


def test_the_same_without_scripts(noscript_page, site_url, check_axe):
    journey(noscript_page, site_url, check_axe)


def test_somebody_under_13_is_told_kindly_and_nothing_is_kept(page, site_url, check_axe):
    PartnershipFactory()
    page.goto(site_url + "/account/signup/")
    fill(page, age="Under 13")
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/account/under-13/")
    check_axe(page)
    expect(page.get_by_text("We have not kept anything that you wrote")).to_be_visible()
    assert not User.objects.exists()
    assert "sayso_session" not in {cookie["name"] for cookie in page.context.cookies()}
