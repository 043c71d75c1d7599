"""An editor builds an article from blocks, is stopped by the gate in words, mends it and puts it up."""

import pytest
from playwright.sync_api import Page, expect

from core.people.enums import Role
from home.workflows import set_up
from news.models import NewsPage
from tests.browser import until
from tests.factories.blocks import every_block
from tests.factories.news import article, document
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(site_url):
    small_site()
    set_up()
    return article("new-lights", live=False, title="Six new lights")


def add(page: Page, kind: str) -> None:
    """Add a block of `kind` (its label) at the end of the body."""
    page.locator("[data-contentpath=body] button[title='Insert a block'], .c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()


def block(page: Page, number: int):
    """The block at `number` from 0."""
    return page.locator("[data-contentpath=body] [data-streamfield-child]").nth(number)


def fill(within, name: str, words: str) -> None:
    within.locator(f"[name$='-{name}']").first.fill(words)


def test_an_editor_is_stopped_in_words_mends_and_publishes(draft, wide_page, sign_in, new_page, check_axe):
    file = document("Lighting plan")
    page = wide_page
    sign_in(page, StaffFactory(role=Role.APPROVER, is_superuser=True))
    page.goto(f"/cms/pages/{draft.pk}/edit/")

    add(page, "Quote")
    fill(block(page, 0), "value-text", "We drew the times on a pizza box.")
    add(page, "Figure")
    for name, words in {
        "value-value": "4 in 10",
        "value-label": "said lights would help",
        "value-period": "Summer 2026",
        "value-comparator": "3 in 10 the summer before",
        "value-source": "Our survey",
    }.items():
        fill(block(page, 1), name, words)
    add(page, "File to download")
    block(page, 2).get_by_role("button", name="Choose a document").click()
    page.get_by_role("link", name=file.title).click()
    expect(block(page, 2).get_by_text(file.title)).to_be_visible()
    add(page, "Timeline")
    fill(block(page, 3), "when", "May 2026")
    fill(block(page, 3), "title", "You told us")

    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Say what is in this file").first).to_be_visible()
    expect(block(page, 0).locator("textarea").first).to_have_value("We drew the times on a pizza box.")
    expect(block(page, 2).get_by_text("Say what is in this file")).to_be_visible()
    assert not NewsPage.objects.get(pk=draft.pk).live

    fill(block(page, 2), "description", "Where each light goes, on a map.")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    until(page, lambda: NewsPage.objects.get(pk=draft.pk).live, "the article")

    reader = new_page()
    reader.goto("/news/new-lights/")
    for words in ("pizza box", "4 in 10", "Lighting plan", "You told us"):
        expect(reader.get_by_text(words).first).to_be_visible()
    check_axe(reader)


def test_every_block_can_be_seen_before_it_is_chosen(draft, wide_page, sign_in):
    page = wide_page
    sign_in(page, StaffFactory(role=Role.APPROVER, is_superuser=True))
    page.goto(f"/cms/pages/{draft.pk}/edit/")
    page.locator("[data-contentpath=body] button[title='Insert a block'], .c-sf-add-button").last.click()
    for group in ("Writing", "Figures and plans", "Pictures and sound", "Files and links", "People and help"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible()
    page.get_by_role("option", name="Timeline", exact=True).locator("xpath=../button").click()
    preview = page.frame_locator("iframe[src*=block-preview]")
    expect(preview.get_by_text("Six new lights")).to_be_visible()


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}])
def test_a_page_with_every_block_is_for_everybody(site_url, new_page, check_axe, look):
    small_site()
    article("every-block", body=every_block())
    for width in (390, 1280):
        page = new_page(width=width, **look)
        page.goto("/news/every-block/")
        for fold in page.locator("main summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        check_axe(page)


def test_everything_opens_without_scripts(draft, noscript_page):
    article("every-block", body=every_block())
    noscript_page.goto("/news/every-block/")
    noscript_page.get_by_text("Do I have to give my name?").click()
    expect(noscript_page.get_by_text("Never", exact=False).first).to_be_visible()
    expect(noscript_page.get_by_role("link", name="Watch on YouTube")).to_have_attribute("rel", "noreferrer")
