"""Find help on a phone: two taps to a number, and a postcode that leads to the right place."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.areas.models import Postcode, PostcodeDistrict
from support.demo import load
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import small_site

pytestmark = pytest.mark.browser
AREAS = ["marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross"]


@pytest.fixture
def help_loaded(site_url):
    """The demo's help, in five areas with a postcode sector each."""
    PartnershipFactory()
    for sector, slug in enumerate(AREAS, start=1):
        area = AreaFactory(slug=slug, name=slug.replace("-", " ").title(), position=sector)
        Postcode.objects.create(code=f"ZZ99{sector}", area=area)
        PostcodeDistrict.objects.create(outward="ZZ99", area=area)
    load(timezone.localdate())


@pytest.fixture(params=["scripts", "no scripts"])
def phone(request):
    """A phone of 390 px, with and without JavaScript."""
    return request.getfixturevalue("page" if request.param == "scripts" else "noscript_page")


def test_from_find_help_two_taps_reach_a_phone_number(phone, help_loaded, check_axe):
    phone.goto("/support/")
    check_axe(phone)
    phone.get_by_role("link", name="Being pushed to carry or sell").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Being pushed to carry or sell")
    check_axe(phone)
    number = phone.locator("main .card a[href^='tel:']").first
    expect(number).to_be_visible()
    expect(number).to_have_attribute("href", re.compile(r"^tel:\d+$"))


def test_a_postcode_finds_the_local_service_and_its_page(phone, help_loaded, check_axe):
    phone.goto("/support/")
    phone.get_by_label("Your postcode").fill("zz99 2lt")
    phone.locator("main button:has-text('Search')").click()
    phone.wait_for_url("**/support/?area=kestrel-bay&near=ZZ99#list")
    check_axe(phone)
    phone.reload()
    assert "2LT" not in phone.url
    phone.goto("/support/?area=kestrel-bay&near=ZZ99&channel=visit&age=13-15#list")
    phone.get_by_role("link", name="The Landing", exact=True).click()
    expect(phone.get_by_role("heading", level=1, name="The Landing")).to_be_visible()
    check_axe(phone)
    expect(phone.locator("main a[href='tel:01632960118']")).to_be_visible()
    phone.go_back()
    expect(phone).to_have_url(re.compile(r"/support/\?area=kestrel-bay&near=ZZ99&channel=visit&age=13-15#list$"))


def test_a_wrong_postcode_keeps_what_was_typed(phone, help_loaded, check_axe):
    phone.goto("/support/")
    phone.get_by_label("Your postcode").fill("my house")
    phone.locator("main button:has-text('Search')").click()
    expect(phone.locator("main [role=alert]")).to_be_visible()
    expect(phone.get_by_label("Your postcode")).to_have_value("my house")
    check_axe(phone)


def test_a_half_that_spans_areas_asks_which(phone, help_loaded, check_axe):
    phone.goto("/support/")
    phone.get_by_label("Your postcode").fill("ZZ99")
    phone.locator("main button:has-text('Search')").click()
    expect(phone.locator("main").get_by_role("link", name="Tarn Moor")).to_be_visible()
    check_axe(phone)
    phone.locator("main").get_by_role("link", name="Tarn Moor").click()
    phone.wait_for_url("**/support/?area=tarn-moor&near=ZZ99")


def test_filters_work_as_plain_links_and_fields(phone, help_loaded, check_axe):
    phone.goto("/support/")
    phone.locator("summary", has_text="Narrow it down").click()
    phone.get_by_label("Text", exact=True).check()
    phone.get_by_role("button", name="Show services").click()
    expect(phone).to_have_url(re.compile("channel=text"))
    expect(phone.locator("#list")).to_be_visible()
    check_axe(phone)
    expect(phone.locator("main a[href^='sms:']").first).to_be_visible()


@pytest.mark.parametrize("address", ["/ar/support/", "/ar/support/someone-hurt-me/", "/cy/support/services/shout/"])
def test_other_languages_are_sound(page, help_loaded, check_axe, address):
    page.goto(address)
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_from_home_two_taps_reach_a_phone_number(phone, help_loaded):
    small_site()
    phone.goto("/")
    phone.locator("main").get_by_role("link", name="Find help", exact=True).click()
    number = phone.locator("main .card a[href^='tel:']").first
    expect(number).to_be_visible()
    assert re.fullmatch(r"tel:\d+", number.get_attribute("href"))


def test_the_guided_path_ends_in_three_services_and_back_works(phone, help_loaded, check_axe):
    phone.goto("/support/")
    phone.get_by_role("link", name="Not sure? Answer five short questions").first.click()
    check_axe(phone)
    phone.locator("main").get_by_role("link", name="No, not right now").click()
    phone.locator("main").get_by_role("link", name="Me", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What is closest to what is going on?")
    check_axe(phone)
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Who is this about?")
    phone.locator("main").get_by_role("link", name="Me", exact=True).click()
    phone.locator("main").get_by_role("link", name="Being pushed to carry or sell").click()
    phone.locator("main").get_by_role("link", name="16 or 17").click()
    phone.locator("main").get_by_role("link", name="Talk on the phone").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Who can help")
    expect(phone.locator("main .card")).to_have_count(3)
    expect(phone.locator("main a[href='tel:999']")).to_be_visible()
    check_axe(phone)


def test_filters_change_the_list_in_place_and_back_brings_it_back(page, help_loaded, check_axe):
    page.goto("/support/?area=kestrel-bay")
    before = page.locator("#list").inner_text()
    page.evaluate("document.body.dataset.same = 'yes'")
    page.locator("summary", has_text="Narrow it down").click()
    page.get_by_label("Chat online", exact=True).check()
    expect(page).to_have_url(re.compile(r"area=kestrel-bay&channel=chat"))
    expect(page.locator("#list")).not_to_have_text(before)
    expect(page.locator("#found-said")).to_contain_text("open now")
    expect(page.get_by_label("Chat online", exact=True)).to_be_focused()
    check_axe(page)
    page.get_by_label("Age", exact=True).select_option("16-17")
    expect(page).to_have_url(re.compile(r"age=16-17"))
    page.go_back()
    expect(page).not_to_have_url(re.compile(r"age="))
    page.go_back()
    expect(page.locator("#list")).to_have_text(before)
    expect(page.get_by_label("Chat online", exact=True)).not_to_be_checked()
    assert page.evaluate("document.body.dataset.same") == "yes"


def test_the_finder_works_with_the_keyboard_alone(page, help_loaded):
    page.goto("/support/")
    page.locator("summary", has_text="Narrow it down").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Open now", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"open=1"))
    page.get_by_label("Words to look for").focus()
    page.keyboard.type("mentor")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=mentor"))
    expect(page.locator("#list")).to_be_focused()


def test_something_wrong_is_told_from_the_service_page(phone, help_loaded, check_axe):
    phone.goto("/support/services/the-landing/")
    phone.locator("summary", has_text="Is something wrong here?").click()
    phone.get_by_label("What is wrong?").fill("Ring me on 07700 900123")
    phone.locator("main details button").click()
    expect(phone.locator("main [role=alert]")).to_be_visible()
    check_axe(phone)
    phone.get_by_label("What is wrong?").fill("They open at noon now.")
    phone.locator("main").get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")


@pytest.mark.parametrize("address", ["/support/services/the-landing/card/", "/ar/support/guide/no/me/"])
def test_the_card_and_the_path_are_sound(page, help_loaded, check_axe, address):
    page.goto(address)
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
