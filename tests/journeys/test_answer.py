"""A guest answers the open consultation on a phone, with and without scripts: one response, whatever they press."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys import demo
from surveys.models import Draft, PendingResponse, Response


def responses():
    return Response.objects.count() + PendingResponse.objects.count()


@pytest.fixture
def walk(site_url, check_axe):
    """Answer everything on `page`; gives how many responses there were before."""
    demo.load(timezone.localdate())
    before = responses()

    def go(page):
        page.goto("/consultations/")
        check_axe(page)
        page.click("main >> text=Getting home after dark")
        page.wait_for_selector("main >> button:has-text('Start')")
        check_axe(page)
        page.click("main >> button:has-text('Start')")
        page.wait_for_selector("text=Question 1 of 8")
        check_axe(page)
        page.click("label.choice >> nth=0")
        page.click("button:has-text('Next')")
        page.wait_for_selector("text=Question 2 of 8")
        page.click("button:has-text('Back')")
        page.wait_for_selector("text=Question 1 of 8")
        expect(page.locator("label.choice >> nth=0")).to_be_checked()
        page.click("button:has-text('Next')")
        page.wait_for_selector("text=Question 2 of 8")
        page.reload()
        page.wait_for_selector("text=Question 2 of 8")
        page.click("button:has-text('Skip')")
        page.wait_for_selector("text=Question 3 of 8")
        for number in range(4):
            page.click(f"label.choice >> nth={number}")
        page.click("button:has-text('Next')")
        page.wait_for_selector(".errors")
        check_axe(page)
        expect(page.locator("label.choice >> nth=3")).to_be_checked()
        page.click("label.choice >> nth=3")
        page.click("button:has-text('Next')")
        page.wait_for_selector("text=Question 4 of 8")
        page.click("label.choice >> nth=1")
        page.click("button:has-text('Next')")
        page.wait_for_selector("text=Question 5 of 8")
        page.click("label.choice >> nth=0")
        page.click("button:has-text('Next')")
        page.wait_for_selector("text=Question 6 of 8")
        page.fill(".ask textarea", "A bus that comes when training ends.")
        check_axe(page)
        page.click("button:has-text('Next')")
        for number in (7, 8):
            page.wait_for_selector(f"text=Question {number} of 8")
            page.click("button:has-text('Skip')")
        page.wait_for_selector("h1:has-text('Check your answers')")
        expect(page.get_by_text("A bus that comes when training ends.")).to_be_visible()
        check_axe(page)
        Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))  # a person takes longer than a script
        return before

    return go


def test_a_double_press_of_send_back_and_refresh_make_one_response(page, walk, check_axe):
    before = walk(page)
    page.dblclick("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")
    check_axe(page)
    receipt = page.url
    page.reload()
    page.go_back()
    page.wait_for_selector("h1:has-text('Thank you')")
    expect(page).to_have_url(receipt)
    assert responses() == before + 1
    assert not Draft.objects.exists()


def test_without_scripts_the_answers_count_and_the_results_show(noscript_page, walk, check_axe, run_background):
    page = noscript_page
    before = walk(page)
    page.dblclick("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")
    assert responses() == before + 1
    run_background()
    assert Response.objects.count() == before + 1
    page.goto("/consultations/things-to-do-in-the-holidays/results/")
    check_axe(page)
    page.goto("/consultations/getting-home-after-dark/results/")
    check_axe(page)
    expect(page.get_by_text("240").first).to_be_visible()


def test_delete_my_answers_leaves_nothing(page, site_url, check_axe):
    demo.load(timezone.localdate())
    page.goto("/consultations/getting-home-after-dark/")
    page.click("main >> button:has-text('Start')")
    page.click("label.choice >> nth=0")
    page.click("button:has-text('Next')")
    page.wait_for_selector("text=Question 2 of 8")
    page.click("text=Delete my answers now")
    page.wait_for_selector("h1:has-text('deleted')")
    check_axe(page)
    assert not Draft.objects.exists()
    assert not page.context.cookies() or all(cookie["name"] != "sayso_answers" for cookie in page.context.cookies())
