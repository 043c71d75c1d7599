"""A guest answers the open consultation on a phone, with and without scripts: one response, whatever they press."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys import demo
from surveys.models import Draft, PendingResponse, Response


def responses():
    return Response.objects.count() + PendingResponse.objects.count()


def at(page, number):
    """Wait until `page` asks question `number`."""
    page.wait_for_selector(f".prog strong:text-matches('^Question {number}( |$)')")


def pick_and_go(page, choice):
    page.click(f"label.choice >> nth={choice}")
    page.click("button:has-text('Next')")


def begin(page):
    """Start the open consultation."""
    demo.load(timezone.localdate())
    page.goto("/consultations/getting-home-after-dark/")
    page.click("main >> button:has-text('Start')")
    at(page, 1)


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
        at(page, 1)
        check_axe(page)
        pick_and_go(page, 0)
        at(page, 2)
        page.click("button:has-text('Back')")
        at(page, 1)
        expect(page.locator("label.choice >> nth=0")).to_be_checked()
        page.click("button:has-text('Next')")
        at(page, 2)
        page.reload()
        at(page, 2)
        check_axe(page)
        pick_and_go(page, 4)
        at(page, 3)
        for number in range(4):
            page.click(f"label.choice >> nth={number}")
        page.click("button:has-text('Next')")
        page.wait_for_selector(".errors")
        check_axe(page)
        expect(page.locator("label.choice >> nth=3")).to_be_checked()
        pick_and_go(page, 3)
        at(page, 4)
        page.select_option("select >> nth=0", index=2)
        check_axe(page)
        page.click("button:has-text('Next')")
        at(page, 5)
        check_axe(page)
        pick_and_go(page, 1)
        at(page, 6)
        page.click("button:has-text('Skip')")
        at(page, 7)
        page.fill(".ask textarea", "A bus that comes when training ends.")
        check_axe(page)
        page.click("button:has-text('Next')")
        for number in (8, 9):
            at(page, number)
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
    begin(page)
    pick_and_go(page, 0)
    at(page, 2)
    page.click("text=Delete my answers now")
    page.wait_for_selector("h1:has-text('deleted')")
    check_axe(page)
    assert not Draft.objects.exists()
    assert not page.context.cookies() or all(cookie["name"] != "sayso_answers" for cookie in page.context.cookies())


@pytest.mark.parametrize("scripts", [True, False])
def test_two_skip_rules_a_note_and_a_pause(new_page, site_url, check_axe, scripts):
    page = new_page(java_script_enabled=scripts)
    begin(page)
    pick_and_go(page, 1)
    at(page, 2)
    page.fill("input[name=answer]", "ten")
    page.click("button:has-text('Next')")
    page.wait_for_selector(".errors")
    expect(page.locator("input[name=answer]")).to_have_value("ten")
    check_axe(page)
    page.fill("input[name=answer]", "١٠")
    page.click("button:has-text('Next')")
    at(page, 3)
    pick_and_go(page, 0)
    page.wait_for_selector("h1:has-text('feeling unsafe')")
    check_axe(page)
    page.click("button:has-text('Next')")
    at(page, 4)
    check_axe(page)
    expect(page.get_by_role("link", name="Find someone to talk to about this")).to_be_visible()
    page.click("button:has-text('Pause')")
    page.wait_for_selector("h1:has-text('stop here')")
    check_axe(page)
    page.click("a:has-text('Go on')")
    at(page, 4)
    page.click("button:has-text('Back')")
    page.click("button:has-text('Skip this part')")
    at(page, 5)


def test_without_signal_the_answer_waits_on_the_phone_and_is_sent_by_itself(page, site_url, watch_of, check_axe):
    begin(page)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    pick_and_go(page, 0)
    expect(page.locator(".waiting")).to_contain_text("1 answer waits on this phone")
    check_axe(page)
    assert Draft.objects.get().document == {}
    page.context.set_offline(False)
    at(page, 2)
    assert len(Draft.objects.get().document) == 1
    expect(page.locator(".waiting")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_an_answer_that_waits_can_be_deleted_and_leaving_quickly_deletes_it(page, site_url, watch_of):
    begin(page)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    pick_and_go(page, 0)
    page.click("button:has-text('Delete it from this phone')")
    assert page.evaluate("sessionStorage.length") == 0
    expect(page.locator("label.choice >> nth=0")).not_to_be_checked()
    pick_and_go(page, 0)
    page.wait_for_selector(".waiting")
    page.evaluate("document.querySelector('.exit').dataset.away = '/safety/'")
    page.click(".exit")
    page.context.set_offline(False)
    page.goto("/safety/")
    assert page.evaluate("sessionStorage.getItem('sayso-waiting')") is None
    watch_of(page).problems.clear()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_to_press_is_within_24_px_of_the_exit_bar(new_page, site_url, width):
    page = new_page(width=width)
    begin(page)
    near = page.evaluate(
        """() => {
          const found = [];
          const bar = document.querySelector('.quick').getBoundingClientRect();
          for (let y = 0; y <= document.documentElement.scrollHeight; y += 11) {
            scrollTo(0, y);
            for (let up = 1; up < 24; up += 3) for (let x = 4; x < innerWidth; x += 12) {
              const hit = document.elementFromPoint(x, bar.top - up);
              if (hit?.closest('main button, main label, main a')) found.push([y, up, hit.textContent]);
            }
          }
          return found;
        }"""
    )
    assert near == []
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    button, bar = page.locator("button:has-text('Next')").bounding_box(), page.locator(".quick").bounding_box()
    assert bar["y"] - (button["y"] + button["height"]) >= 24
