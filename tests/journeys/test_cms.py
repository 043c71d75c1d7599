"""/cms/ under its own policy: the journey fails when a page there breaks it, or asks another host for anything."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from home.workflows import set_up
from news.models import NewsPage
from support.models import Service
from tests.browser import until
from tests.factories.news import article
from tests.factories.pages import editor, small_site
from tests.factories.people import StaffFactory
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def news(site_url):
    small_site()
    set_up()
    return article(
        "new-lights", live=False, title="Six new lights", body=[{"type": "paragraph", "value": "<p>Lit.</p>"}]
    )


def preview_in(page):
    """Open the preview panel; its frame."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_an_editor_writes_sees_the_preview_and_locks_the_screen(news, wide_page, sign_in):
    page = wide_page
    sign_in(page, editor())
    page.goto("/cms/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"/cms/pages/{news.pk}/edit/")
    expect(page.get_by_text("Leave this site quickly")).to_have_count(0)
    page.get_by_role("textbox", name="Title").first.fill("Seven new lights")
    preview = preview_in(page)
    expect(preview.get_by_role("heading", level=1, name="Seven new lights")).to_be_visible()
    expect(preview.get_by_role("link", name="Leave this site quickly")).to_have_count(0)  # it would sign the editor out
    page.get_by_role("button", name="Submit to A second person approves").click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()
    assert NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object().title == "Seven new lights"

    page.goto(f"/cms/pages/{news.pk}/edit/")
    page.get_by_role("link", name="Lock screen").click()
    expect(page).to_have_url(f"/account/login/?next=%2Fcms%2Fpages%2F{news.pk}%2Fedit%2F")


def test_what_is_typed_is_kept_by_itself_while_the_preview_is_open(news, wide_page, sign_in):
    page = wide_page
    sign_in(page, editor())
    page.goto(f"/cms/pages/{news.pk}/edit/")
    preview = preview_in(page)
    expect(preview.get_by_role("heading", level=1, name="Six new lights")).to_be_visible()
    for title in ("Seven new lights", "Eight new lights"):
        box = page.get_by_role("textbox", name="Title").first
        box.fill("")
        # The editor first looks at the form after two seconds and misses what was typed before: type as people do.
        box.press_sequentially(title, delay=300)
        expect(preview.get_by_role("heading", level=1, name=title)).to_be_visible()
        until(
            page,
            lambda title=title: NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object().title == title,
            f"the revision with {title}",
        )
    page.reload()
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("Eight new lights")
    assert not NewsPage.objects.get(pk=news.pk).live


def test_help_goes_up_when_a_safeguarding_approver_agrees(news, wide_page, new_page, sign_in):
    service = ServiceFactory(name="The Landing")
    sign_in(wide_page, editor())
    edit = f"/cms/snippets/support/service/edit/{service.pk}/"
    wide_page.goto(edit)
    wide_page.locator("[name=summary]").fill("Tea and a chat.")
    expect(preview_in(wide_page).get_by_text("Tea and a chat.").first).to_be_visible()
    wide_page.get_by_role("button", name="Submit to A safeguarding approver agrees").click()
    expect(wide_page.get_by_text("has been submitted for moderation")).to_be_visible()

    desk = new_page(width=1280)
    sign_in(desk, StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    desk.goto(edit)
    desk.get_by_role("button", name="Approve and Publish").first.click()
    expect(desk.get_by_text("updated.")).to_be_visible()
    assert Service.objects.get(pk=service.pk).summary == "Tea and a chat."
