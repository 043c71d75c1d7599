"""An article is sent in, compared, commented, approved for a time, appears at it, and its old address leads on."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from core.pages.moments import UK
from home.workflows import set_up
from news.models import NewsPage
from tests.browser import until
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import approver, editor, planted_with_workflow

pytestmark = pytest.mark.browser


def brought_forward(news):
    """Set the time that was approved to two seconds from now."""
    at = timezone.now() + datetime.timedelta(seconds=2)
    version = Revision.objects.exclude(approved_go_live_at=None).get(object_id=str(news.pk))
    version.content["go_live_at"] = at.isoformat()
    version.approved_go_live_at = at
    version.save()


def test_from_a_draft_to_its_minute_and_on_to_a_new_address(new_page, sign_in, run_background):
    AreaFactory(slug="kestrel-bay", name="Kestrel Bay")
    planted_with_workflow()
    set_up()
    body = [{"type": "paragraph", "value": "<p>Lit.</p>"}]
    news = article("new-lights", live=False, title="Six new lights", body=body)
    writer, reader = new_page(width=1280), new_page(width=1280)

    sign_in(writer, editor())
    writer.goto(f"/cms/pages/{news.pk}/edit/")
    writer.get_by_role("textbox", name="Title").first.fill("Seven new lights")
    writer.get_by_role("button", name="Submit to A second person approves").click()
    expect(writer.get_by_text("has been submitted for moderation")).to_be_visible()

    sign_in(reader, approver())
    compared_and_scheduled(reader, news)
    assert writer.goto("/news/new-lights/").status == 404

    brought_forward(news)
    until(writer, lambda: run_background() or NewsPage.objects.get(pk=news.pk).live, "the article")
    writer.goto("/news/new-lights/")
    expect(writer.get_by_role("heading", level=1, name="Seven new lights")).to_be_visible()

    moved(reader, news)
    hops = []
    writer.on("response", lambda answer: hops.append(answer.status) if answer.request.is_navigation_request() else None)
    writer.goto("/news/new-lights/?from=a-letter")
    expect(writer).to_have_url("/areas/kestrel-bay/new-lights/")
    expect(writer.get_by_role("heading", level=1, name="Seven new lights")).to_be_visible()
    assert hops == [301, 200]


def compared_and_scheduled(reader: Page, news) -> None:
    """The approver compares, sets a time, and approves with a comment."""
    reader.goto(f"/cms/pages/{news.pk}/revisions/compare/earliest...latest/")
    expect(reader.get_by_text("Seven").first).to_be_visible()
    reader.goto(f"/cms/pages/{news.pk}/edit/")
    reader.get_by_role("button", name="Toggle status").click()
    reader.get_by_role("button", name="Set schedule").click()
    tomorrow = timezone.now().astimezone(UK) + datetime.timedelta(days=1)
    reader.locator("#id_go_live_at").fill(f"{tomorrow:%Y-%m-%d} 08:30")
    reader.get_by_role("button", name="Save schedule").press("Enter")  # a pointer can meet the open calendar above it
    expect(reader.get_by_text("at 08:30, UK time").first).to_be_visible()
    reader.get_by_role("button", name="More actions").click()
    reader.get_by_role("button", name="Approve with comment and Publish").click()
    reader.get_by_role("textbox", name="Comment").fill("Good. It goes up in the morning.")
    reader.get_by_role("dialog").get_by_role("button", name="Approve").click()
    until(reader, lambda: NewsPage.objects.get(pk=news.pk).scheduled_revision is not None, "the approval")


def moved(reader: Page, news) -> None:
    """The approver moves the article into a hub, and is told how many addresses change."""
    hub = news.get_parent().get_parent().get_descendants().get(slug="kestrel-bay")
    reader.goto(f"/cms/pages/{news.pk}/move/{hub.pk}/confirm/")
    expect(reader.get_by_text("1 public address will change.")).to_be_visible()
    reader.get_by_role("button", name="Yes, move this page").click()
    expect(reader.get_by_text("moved.").first).to_be_visible()
