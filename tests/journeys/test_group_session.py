"""A youth worker runs a session on one tablet: three people answer, and after each of them nothing of them is left."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.people.enums import Role
from surveys import demo
from surveys.enums import Channel
from surveys.groups import codes
from surveys.models import Draft, GroupSession, PendingResponse, Response
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory

TABLET = 820
STORED = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  cookies: document.cookie,
})"""


@pytest.fixture
def area():
    demo.load(timezone.localdate())
    return AreaFactory(name="Kestrel Bay", slug="kestrel-bay")


@pytest.fixture
def handed_over(new_page, sign_in, check_axe, area):
    """A tablet on which a worker has opened a session and handed it over."""
    page = new_page(width=TABLET)
    worker = StaffFactory(role=Role.YOUTH_WORKER, username="lin")
    sign_in(page, worker)
    page.goto("/desk/groups/")
    check_axe(page)
    page.click("text=Open a session")
    check_axe(page)
    page.click("label:has-text('Getting home after dark')")
    page.click("label:has-text('One tablet')")
    page.select_option("select[name=area]", label="Kestrel Bay")
    page.fill("[name=place]", "Kestrel youth club")
    page.click("main button:has-text('Open the session')")
    page.wait_for_selector(".errors")  # the phone is missing; nothing typed is lost
    expect(page.locator("[name=place]")).to_have_value("Kestrel youth club")
    page.fill("[name=phone]", "07700 900123")
    page.click("main button:has-text('Open the session')")
    page.wait_for_selector("text=Running until")
    check_axe(page)
    page.click("main button:has-text('Sign me out and start')")
    page.wait_for_selector("text=Nothing stays on this screen.")
    check_axe(page)
    return page


def answer_all(page, words, check_axe=None):
    """One person, from the start screen to *Send*."""
    page.click("main button:has-text('Start')")
    page.wait_for_selector("button:has-text('Next')")
    while not page.locator("h1:has-text('Check your answers')").count():
        box = page.locator("main textarea")
        if box.count():
            box.fill(words)
        elif page.locator("label.choice").count():
            page.locator("label.choice").first.click()
        if check_axe and box.count():
            check_axe(page)
        before = page.url
        page.click("button[value=next]")
        page.wait_for_url(lambda url, before=before: url != before)
    if check_axe:
        check_axe(page)
    expect(page.get_by_text(words)).to_be_visible()
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    page.click("button:has-text('Send my answers')")
    page.wait_for_selector("h1:has-text('Thank you')")


def assert_nothing_is_left(page, words):
    """Not in the page, the history, storage or cookies, and no field invites the browser to fill it."""
    assert words not in page.content()
    assert page.evaluate(STORED) == {"local": [], "session": [], "databases": [], "caches": [], "cookies": ""}
    assert [one["name"] for one in page.context.cookies()] == ["sayso_group"]
    assert page.context.cookies()[0]["httpOnly"]
    for _step in range(4):
        page.go_back()
        page.wait_for_load_state()
        assert words not in page.content()
        assert not page.locator("main input:checked").count()
        assert page.locator("main textarea").count() == 0
    assert [one["name"] for one in page.context.cookies()] == ["sayso_group"]


def test_three_people_one_after_the_other_and_nothing_of_them_is_left(
    handed_over, page, sign_in, check_axe, run_background
):
    tablet, before = handed_over, Response.objects.count()
    for number, words in enumerate(("A bus at nine.", "Lights by the canal.", "Somebody to ring.")):
        answer_all(tablet, words, check_axe if number == 0 else None)
        if number == 0:
            check_axe(tablet)
        assert_nothing_is_left(tablet, words)
        tablet.goto("/consultations/tablet/")
        tablet.wait_for_selector("main button:has-text('Start')")
        assert not Draft.objects.exists()
    tablet.goto("/desk/groups/")  # the tablet cannot reach the worker's account
    expect(tablet).to_have_url(re.compile("/account/login/"))
    tablet.goto("/consultations/tablet/end/")
    check_axe(tablet)
    session = GroupSession.objects.get()
    tablet.fill("[name=pin]", codes.pin_of(session.uuid))
    tablet.click("main button:has-text('End the session')")
    tablet.wait_for_selector("h1:has-text('The session has ended')")
    check_axe(tablet)
    assert not tablet.context.cookies()
    sign_in(page, session.worker)
    page.goto(f"/desk/groups/{session.uuid}/")
    expect(page.locator(".stats")).to_contain_text("3 started")
    expect(page.locator(".stats")).to_contain_text("3 sent")
    check_axe(page)
    sent = list(PendingResponse.objects.values_list("channel", flat=True))
    assert sent == [Channel.GROUP] * 3
    run_background()
    assert Response.objects.count() == before + 3
    assert Response.objects.filter(channel=Channel.GROUP).count() == 3


def test_a_tablet_that_nobody_touches_warns_and_clears_itself(handed_over, check_axe):
    tablet = handed_over
    tablet.clock.install()
    tablet.click("main button:has-text('Start')")
    tablet.wait_for_selector("label.choice")
    tablet.locator("label.choice").first.click()
    tablet.click("button[value=next]")
    tablet.wait_for_selector("text=Question 2")
    tablet.clock.fast_forward(40_000)
    expect(tablet.locator("#idle-warning")).to_be_hidden()
    tablet.clock.fast_forward(25_000)
    expect(tablet.locator("#idle-warning")).to_be_visible()
    check_axe(tablet)
    tablet.click("button:has-text('I am still here')")
    expect(tablet.locator("#idle-warning")).to_be_hidden()
    tablet.clock.fast_forward(40_000)
    expect(tablet.locator("#idle-warning")).to_be_hidden()
    assert Draft.objects.count() == 1
    tablet.clock.fast_forward(25_000)
    expect(tablet.locator("#idle-warning")).to_be_visible()
    tablet.clock.fast_forward(30_000)
    tablet.wait_for_selector("text=Nobody used the tablet for a while")
    check_axe(tablet)
    assert not Draft.objects.exists()
    assert [one["name"] for one in tablet.context.cookies()] == ["sayso_group"]
    tablet.go_back()
    tablet.wait_for_load_state()
    assert not tablet.locator("main input:checked").count()


def test_a_phone_joins_by_the_code_without_scripts(noscript_page, check_axe, area):
    from surveys.models import Survey
    from tests.factories.surveys import make_session

    page = noscript_page
    session = make_session(Survey.objects.get(title="Getting home after dark"), mode="phones", area=area)
    page.goto("/consultations/join/")
    check_axe(page)
    page.fill("[name=code]", "222 222")
    page.click("main button:has-text('Join')")
    page.wait_for_selector(".errors")
    check_axe(page)
    page.fill("[name=code]", codes.spaced(codes.code_of(session.uuid)).lower())
    page.click("main button:has-text('Join')")
    page.wait_for_selector("text=Kestrel club")
    check_axe(page)
    page.click("main button:has-text('Start')")
    page.wait_for_selector("button[value=next]")
    assert Draft.objects.get().session == session
    assert GroupSession.objects.get().started == 1
