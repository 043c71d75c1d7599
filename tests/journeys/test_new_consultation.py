"""A comms officer makes a consultation from nothing, somebody else approves it, and a guest sees it open."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys.models import ConsultationPage, Survey
from tests.browser import until
from tests.factories.consultations import public, site_with_approval, tried
from tests.factories.pages import approver, editor

pytestmark = pytest.mark.browser


def begin(page: Page, site_url: str) -> ConsultationPage:
    """Fill in the one form, as somebody does who has never seen it."""
    day = timezone.localdate()
    page.goto(f"{site_url}/cms/consultations/new/")
    page.get_by_label("Title").fill("The way home")
    page.get_by_label("How safe does it feel?").check()
    page.get_by_label("Opens").fill(f"{day}T00:00")
    page.get_by_label("Closes").fill(f"{day + timedelta(days=20)}T17:00")
    page.get_by_label("Who decides").fill("The partnership board")
    page.get_by_label("People can read what was decided by").fill(f"{day + timedelta(days=40)}")
    return ConsultationPage.objects.first()


def try_every_question(page: Page) -> None:
    """Give a test answer on the pages that the public will see, skipping all of it."""
    page.get_by_role("button", name="Try it").click()
    page.wait_for_url("**/answer/**")
    for _question in range(20):
        if page.url.endswith("/check/"):
            break
        here = page.url
        skip = page.get_by_role("button", name="Skip this one")
        (skip if skip.count() else page.get_by_role("button", name="Next")).click()
        page.wait_for_url(lambda url, before=here: url != before)
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_load_state()


def test_from_nothing_to_open(site_url, wide_page: Page, other_page: Page, page: Page, sign_in, check_axe):
    site_with_approval()
    writer = editor()
    sign_in(wide_page, writer)
    wide_page.goto(f"{site_url}/cms/")
    wide_page.get_by_role("link", name="New consultation").first.click()
    check_axe(wide_page)
    begin(wide_page, site_url)
    wide_page.get_by_role("button", name="Begin").click()
    expect(wide_page.get_by_role("heading", name="1 thing to do before it can open")).to_be_visible()
    expect(wide_page.get_by_text("None of them works for the police.").first).to_be_visible()
    check_axe(wide_page)
    wide_page.set_viewport_size({"width": 390, "height": 844})
    check_axe(wide_page)
    wide_page.set_viewport_size({"width": 1280, "height": 844})

    made = ConsultationPage.objects.get()
    try_every_question(wide_page)
    wide_page.goto(f"{site_url}/cms/consultations/{made.pk}/")
    expect(wide_page.get_by_role("heading", name="Ready to send in")).to_be_visible()
    wide_page.get_by_role("button", name="Send in for approval").click()
    expect(wide_page.get_by_role("heading", name="Waiting for approval")).to_be_visible()
    check_axe(wide_page)
    assert page.goto(f"{site_url}/consultations/{made.slug}/").status == 404

    sign_in(other_page, approver())
    other_page.set_viewport_size({"width": 1280, "height": 900})
    other_page.goto(f"{site_url}/cms/consultations/{made.pk}/")
    other_page.get_by_role("link", name="Open the page to approve it").click()
    other_page.get_by_role("button", name="Approve and Publish", exact=True).click()
    until(other_page, lambda: public(made), "page and questions")

    page.goto(f"{site_url}/consultations/{made.slug}/")
    expect(page.get_by_role("heading", level=1, name="The way home")).to_be_visible()
    expect(page.get_by_role("heading", name="Who will see this?")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    check_axe(page)
    page.set_viewport_size({"width": 1280, "height": 844})
    check_axe(page)


def test_what_is_wrong_is_said_and_kept(site_url, page: Page, sign_in, check_axe):
    site_with_approval()
    sign_in(page, editor())
    begin(page, site_url)
    page.get_by_label("Closes").fill("2026-01-01T09:00")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Who decides")).to_have_value("The partnership board")
    check_axe(page)
    assert not Survey.objects.exists()


def test_questions_that_changed_meanwhile_are_not_approved(site_url, wide_page: Page, sign_in, check_axe):
    from surveys.authoring.approving import send_in
    from tests.factories.consultations import change_questions, ready

    site_with_approval()
    writer = editor()
    made = ready(writer)
    send_in(page=made, user=writer)
    change_questions(made, writer)
    tried(made)
    sign_in(wide_page, approver())
    wide_page.goto(f"{site_url}/cms/pages/{made.pk}/edit/")
    wide_page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(wide_page.get_by_text("The questions were changed after this was sent in.").first).to_be_visible()
    assert not public(made)
