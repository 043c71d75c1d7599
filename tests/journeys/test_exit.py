"""Leaving quickly, with and without scripts; and plain pages looked at by axe in every shape."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import until

AWAY = "https://www.bbc.co.uk/weather"
EXIT = "Leave this site quickly"
pytestmark = pytest.mark.browser


def exit_link(page):
    return page.get_by_role("link", name=EXIT)


def test_without_scripts_the_link_leaves(noscript_page):
    noscript_page.goto("/gallery/")
    exit_link(noscript_page).click()
    noscript_page.wait_for_url(AWAY)


def test_with_scripts_one_press_leaves_and_back_is_harmless(page):
    page.goto("/nothing/")
    page.goto("/gallery/")
    exit_link(page).click()
    page.wait_for_url(AWAY)
    page.go_back(wait_until="commit")
    page.wait_for_url(AWAY)
    expect(page).to_have_title("Elsewhere")
    expect(page.get_by_text("Sayso")).to_have_count(0)


def test_a_new_visit_after_leaving_is_not_turned_away(page):
    page.goto("/gallery/")
    exit_link(page).click()
    page.wait_for_url(AWAY)
    page.goto("/gallery/")
    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()


def test_shift_three_times_leaves_and_says_how_far_it_is(page):
    page.goto("/gallery/")
    page.keyboard.press("Shift")
    expect(page.locator(".quick [role=status]")).to_have_text("Press Shift 2 more times to leave this site.")
    for _time in range(3):  # once more than needed: a slow machine may let the first press lapse
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_shift_while_typing_capitals_stays(page):
    page.goto("/gallery/")
    page.get_by_label("Name people see").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    for _time in range(4):
        page.keyboard.press("Shift")
    expect(page.get_by_label("Name people see")).to_have_value("ABC")
    expect(page).to_have_url(re.compile("/gallery/"))


def test_shift_with_another_key_is_a_shortcut_and_stays(page):
    page.goto("/gallery/")
    for _time in range(4):
        page.keyboard.press("Shift+Tab")
    assert "/gallery/" in page.url


def test_leaving_ends_a_sign_in(page, sign_in, django_user_model):
    sign_in(page, django_user_model.objects.create_user("kez"))
    page.goto("/gallery/")
    with page.expect_request("**/exit/"):
        exit_link(page).click()
    page.wait_for_url(AWAY)
    until(page, lambda: "sayso_session" not in {cookie["name"] for cookie in page.context.cookies()}, "signing out")


SHAPES = [
    (390, {}),
    (1280, {}),
    (320, {}),
    (390, {"color_scheme": "dark"}),
    (1280, {"color_scheme": "dark"}),
]


@pytest.mark.parametrize(("width", "options"), SHAPES)
@pytest.mark.parametrize("path", ["/gallery/mistakes/", "/nothing/", "/ar/nothing/", "/account/login/"])
def test_plain_pages_are_accessible_and_never_scroll_sideways(new_page, check_axe, width, options, path):
    page = new_page(width=width, **options)
    page.goto(path)
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_menu_opens_moves_the_focus_and_closes(page, check_axe):
    page.goto("/gallery/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Have your say")).to_be_visible()
    check_axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Have your say")).to_be_hidden()


def test_a_picker_closes_with_escape(page):
    page.goto("/gallery/")
    picker = page.locator("details.pick").last
    picker.locator("summary").click()
    expect(picker).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(picker).not_to_have_attribute("open", "")


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page):
    page.goto("/gallery/mistakes/")
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").first.click()
    expect(page.get_by_label("Name people see")).to_be_focused()


def test_the_footer_question_counts_characters(page):
    page.goto("/gallery/")
    page.get_by_text("Something wrong with this page?").click()
    page.locator("#tell-wrong").fill("Hello")
    expect(page.get_by_text("5 / 300").first).to_be_visible()
