"""Somebody finds an event on a phone without JavaScript, signs up, keeps it in a calendar, and gives the place up."""

import re

import pytest
from django.core import mail
from icalendar import Calendar
from playwright.sync_api import Page, expect

from home.tree import plant
from news.events.enums import Where
from news.events.models import SignUp
from tests.factories.areas import AreaFactory
from tests.factories.events import event_with_sign_up, publication

pytestmark = pytest.mark.browser


def test_sign_up_add_to_a_calendar_and_cancel(site_url, noscript_page: Page, check_axe, run_background):
    AreaFactory(slug="tarn-moor")
    plant()
    event = event_with_sign_up("first-aid", title="First aid", places=1, where=Where.BOTH,
                               join_url="https://meet.example.org/room")  # fmt: skip
    page = noscript_page

    page.goto(f"{site_url}/events/")
    check_axe(page)
    page.get_by_role("link", name="First aid").click()
    check_axe(page)
    calendar = page.get_by_role("link", name="Add to your calendar").get_attribute("href")
    (entry,) = Calendar.from_ical(page.request.get(site_url + calendar).body()).walk("VEVENT")
    assert entry.decoded("dtstart") == event.starts

    page.get_by_role("link", name="Sign up").click()
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="2 things to check")).to_be_visible()
    check_axe(page)
    page.get_by_label("What shall we call you?").fill("Sam")
    page.get_by_label("Your e-mail").fill("sam@example.org")
    page.get_by_label("Is there anything you need").fill("A seat near the door")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Look into your e-mail")).to_be_visible()
    check_axe(page)

    run_background()
    (question,) = mail.outbox
    page.goto(site_url + re.search(r"/events/place/\S+", question.body)[0])
    expect(page.get_by_role("heading", name="Do you want to come?")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Yes, I want to come").click()
    expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    mail.outbox.clear()
    run_background()
    (letter,) = mail.outbox
    assert "https://meet.example.org/room" in letter.body
    assert SignUp.objects.get().access_needs == "A seat near the door"
    page.goto(f"{site_url}/events/first-aid/")
    expect(page.get_by_text("All places are taken.")).to_be_visible()

    page.goto(site_url + re.search(r"/events/place/\S+", letter.body)[0])
    expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Give up my place").click()
    expect(page.get_by_role("heading", name="You are not on the list")).to_be_visible()
    check_axe(page)
    assert not SignUp.objects.exists()
    page.goto(f"{site_url}/events/first-aid/")
    expect(page.get_by_role("link", name="Sign up")).to_be_visible()
    assert page.context.cookies() == []


def test_publications_are_read_on_a_phone(site_url, page: Page, check_axe):
    AreaFactory(slug="tarn-moor")
    plant()
    publication("our-plan", title="Our plan", scheme_class="priorities")
    page.goto(f"{site_url}/about/freedom-of-information/")
    check_axe(page)
    page.get_by_role("link", name="Our plan").click()
    expect(page.get_by_role("heading", name="Our plan")).to_be_visible()
    check_axe(page)
    page.goto(f"{site_url}/publications/")
    check_axe(page)
