"""A code to follow and take back, a card to go on elsewhere, and work done by the phone while scripts attack."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys import onlyonce
from surveys.enums import OnceOnly
from surveys.models import Draft, PendingResponse, Response, Survey
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_survey, single


@pytest.fixture
def consultation(site_url):
    return make_page(survey=make_survey(title="Late buses", questions=[single("Do you wait?")]), slug="late-buses")


def answered(page):
    page.click("label.choice >> nth=0")
    page.click("button:has-text('Next')")
    page.wait_for_selector("h1:has-text('Check your answers')")
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    page.click("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")


def test_a_receipt_code_follows_answers_and_takes_them_back_without_scripts(noscript_page, consultation, check_axe):
    page = noscript_page
    page.goto("/consultations/late-buses/")
    page.click("main >> button:has-text('Start')")
    answered(page)
    check_axe(page)
    code = page.locator("[translate=no] b").inner_text()
    page.click("text=Follow your answers")
    check_axe(page)
    page.fill("main input[name=code]", "abc")
    page.click("button:has-text('Look')")
    page.wait_for_selector(".errors")
    check_axe(page)
    page.fill("main input[name=code]", code.lower().replace("-", " "))
    page.click("button:has-text('Look')")
    page.wait_for_selector("h1:has-text('What came of your answers')")
    assert code not in page.url
    check_axe(page)
    page.click("button:has-text('Delete my answers for good')")
    page.wait_for_selector("h1:has-text('Your answers are deleted')")
    check_axe(page)
    assert not PendingResponse.objects.exists()
    assert not Response.objects.exists()


def test_a_card_brings_answers_to_another_phone_and_survives_leaving(page, other_page, consultation, check_axe):
    page.goto("/consultations/late-buses/")
    page.click("main >> button:has-text('Start')")
    page.click("label.choice >> nth=1")
    here = page.url
    page.click("button:has-text('Next')")
    page.wait_for_url(
        lambda address: address != here
    )  # a link pressed while an answer is on its way would be overtaken
    page.click("text=Go on elsewhere")
    check_axe(page)
    page.click("button:has-text('Show me four words')")
    page.wait_for_selector("h1:has-text('Your four words')")
    check_axe(page)
    words = page.locator("[translate=no].card").inner_text()
    page.request.get("/exit/", max_redirects=0)  # where it leads is another site
    assert Draft.objects.count() == 1
    other_page.goto("/consultations/my/card/")
    check_axe(other_page)
    other_page.fill("main input[name=words]", words.upper())
    other_page.click("button:has-text('Go on')")
    other_page.wait_for_selector("h1:has-text('Check your answers')")
    assert words.replace(" ", "") not in other_page.url.replace("%20", "")
    expect(other_page.get_by_text("No", exact=True)).to_be_visible()


def test_while_under_attack_the_phone_works_and_an_invitation_starts(page, consultation, check_axe):
    Survey.objects.update(under_attack=True, once_only=OnceOnly.CODE)
    code = onlyonce.make_codes(survey=consultation.survey, number=1, batch="", by=StaffFactory())[0]
    page.goto("/consultations/late-buses/answer/")
    check_axe(page)
    page.wait_for_selector("text=Done. You can start.")
    page.fill("main input[name=code]", code)
    page.click("main >> button:has-text('Start')")
    page.wait_for_selector("text=Question 1 of 1")
    answered(page)
    assert PendingResponse.objects.count() + Response.objects.count() == 1
