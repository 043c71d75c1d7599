"""An editor sends an article in, an approver puts it up, and the public reads it."""

import pytest
from playwright.sync_api import Page, expect

from home.workflows import set_up
from news.models import NewsPage
from tests.browser import until
from tests.factories.news import article
from tests.factories.pages import approver, editor, small_site

pytestmark = pytest.mark.browser


def test_an_editor_publishes_with_an_approvers_consent(site_url, page: Page, other_page: Page, sign_in, check_axe):
    small_site()
    set_up()
    news = article(
        "new-lights", live=False, title="Six new lights", body=[{"type": "paragraph", "value": "<p>Lit.</p>"}]
    )

    sign_in(page, editor())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site_url}/cms/pages/{news.pk}/edit/")
    page.get_by_role("button", name="Submit to A second person approves").click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()
    assert page.goto(f"{site_url}/news/new-lights/").status == 404

    sign_in(other_page, approver())
    other_page.set_viewport_size({"width": 1280, "height": 900})
    other_page.goto(f"{site_url}/cms/pages/{news.pk}/edit/")
    other_page.get_by_role("button", name="Approve and Publish", exact=True).click()
    until(other_page, lambda: NewsPage.objects.get(pk=news.pk).live, "the article")

    page.goto(f"{site_url}/news/new-lights/")
    expect(page.get_by_role("heading", level=1, name="Six new lights")).to_be_visible()
    check_axe(page)


def test_the_gate_stops_a_link_that_says_nothing(site_url, page: Page, sign_in):
    small_site()
    set_up()
    body = [{"type": "paragraph", "value": '<p>To know more, <a href="https://example.org/">click here</a></p>'}]
    news = article("new-lights", live=False, title="Six new lights", body=body)
    sign_in(page, editor())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site_url}/cms/pages/{news.pk}/edit/")
    page.get_by_role("button", name="Submit to A second person approves").click()
    expect(page.get_by_text("does not say where it goes").first).to_be_visible()
    assert NewsPage.objects.get(pk=news.pk).current_workflow_state is None
