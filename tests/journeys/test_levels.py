"""Answers with a link to an account: shown with a name once an analyst let them be, or looked up by the named role."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from core.people.enums import Role
from surveys import tasks
from surveys.models import Draft, LookUp
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_page, make_survey, text


def level(**fields):
    return make_page(survey=make_survey(title="Late buses", questions=[text("What helps?")], **fields), slug="buses")


def answered(page):
    page.goto("/consultations/buses/")
    page.click("main >> button:has-text('Start')")
    page.fill("textarea", "A shelter with light.")
    page.click("button:has-text('Next')")
    page.wait_for_selector("h1:has-text('Check your answers')")
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))


def test_a_public_answer_is_sent_shown_and_taken_back_without_scripts(
    noscript_page, wide_page, other_page, sign_in, check_axe, site_url
):
    level(anonymity="public")
    page = noscript_page
    sign_in(page, MemberFactory())
    answered(page)
    page.click("button:has-text('Send my answers')")
    page.wait_for_selector(".errors")
    check_axe(page)
    page.fill("input[name=public_name]", "Harbour Boxing Club")
    page.check("input[name=agrees]")
    page.click("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")
    check_axe(page)
    tasks.fold_pending()
    sign_in(wide_page, StaffFactory(role=Role.ANALYST))
    wide_page.goto("/desk/answers/")
    check_axe(wide_page)
    wide_page.click("a:has-text('Late buses')")
    check_axe(wide_page)
    wide_page.click("a:has-text('Open it')")
    check_axe(wide_page)
    wide_page.check("label:has-text('Yes, with the name')")
    wide_page.fill("textarea", "It is clear and kind.")
    wide_page.click("button:has-text('Keep this')")
    wide_page.wait_for_selector(".tag:has-text('Shown')")
    other_page.goto("/consultations/buses/answers/")
    expect(other_page.locator("article")).to_contain_text("Harbour Boxing Club")
    check_axe(other_page)
    page.goto("/account/answers/")
    check_axe(page)
    page.click("button:has-text('Delete my answers for good')")
    page.wait_for_selector("[role=status]")
    other_page.reload()
    expect(other_page.locator("main")).to_contain_text("None can be read yet")


def test_the_named_role_looks_one_person_up(page, wide_page, sign_in, check_axe, site_url):
    level(anonymity="role", link_role=Role.DSL)
    sign_in(page, MemberFactory(profile__display_name="Robin"))
    answered(page)
    check_axe(page)
    page.click("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")
    tasks.fold_pending()
    sign_in(wide_page, StaffFactory(role=Role.DSL))
    wide_page.goto("/desk/answers/")
    wide_page.click("a:has-text('Late buses')")
    wide_page.click("a:has-text('look up who wrote it')")
    wide_page.click("button:has-text('Show who wrote it')")
    wide_page.wait_for_selector(".errors")
    check_axe(wide_page)
    wide_page.fill("textarea", "The words tell of a plan.")
    wide_page.click("button:has-text('Show who wrote it')")
    expect(wide_page.locator("main")).to_contain_text("Robin")
    check_axe(wide_page)
    assert LookUp.objects.get().why == "The words tell of a plan."
