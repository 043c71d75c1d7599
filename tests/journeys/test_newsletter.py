"""Somebody asks for the newsletter on a phone without scripts, confirms, gets one copy, and leaves with one click."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from home.workflows import set_up
from news.newsletter.enums import State
from news.newsletter.models import Subscriber
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article
from tests.factories.newsletter import never_quiet, newsletter
from tests.factories.pages import approver, small_site

pytestmark = pytest.mark.browser


def link(kind, site_url):
    path = re.search(rf"https?://[^/]+(/newsletter/{kind}/\S+/)", mail.outbox[-1].body)[1]
    return site_url + path


def test_from_asking_to_leaving(site_url, noscript_page: Page, wide_page: Page, sign_in, check_axe, run_background):
    PartnershipFactory()
    AreaFactory(name="Kestrel Bay"), AreaFactory(name="Tarn Moor")
    small_site()
    set_up()
    never_quiet(how_often="about once a month")
    made = newsletter(article(title="Six new lights"))

    phone = noscript_page
    phone.goto(f"{site_url}/newsletter/")
    check_axe(phone)
    phone.get_by_label("Your e-mail address").fill("jo@example.org")
    phone.get_by_label("Kestrel Bay").check()
    phone.get_by_role("button", name="Send me the newsletter").click()
    expect(phone.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    check_axe(phone)
    run_background()
    phone.goto(link("confirm", site_url))
    check_axe(phone)
    assert Subscriber.objects.get().state == State.PENDING
    phone.get_by_role("button", name="Yes, send it to me").click()
    expect(phone.get_by_role("heading", name="You get the newsletter")).to_be_visible()
    phone.get_by_role("link", name="Choose places and topics").click()
    expect(phone.get_by_label("Kestrel Bay")).to_be_checked()
    check_axe(phone)

    sign_in(wide_page, approver(email="approver@example.org"))
    wide_page.goto(f"{site_url}/cms/newsletters/{made.pk}/")
    wide_page.get_by_role("button", name="Go on").click()
    expect(wide_page.get_by_text("1 person gets it")).to_be_visible()
    wide_page.get_by_role("button", name="Send it to 1 person").click()
    expect(wide_page.get_by_text("Agreed. It leaves by itself.")).to_be_visible()
    before = len(mail.outbox)
    run_background()
    run_background()
    assert [letter.to for letter in mail.outbox[before:]] == [["jo@example.org"]]
    assert "Six new lights" in mail.outbox[-1].body

    phone.goto(link("leave", site_url))
    check_axe(phone)
    phone.get_by_role("button", name="Leave", exact=True).click()
    expect(phone.get_by_role("heading", name="You have left")).to_be_visible()
    check_axe(phone)
    assert Subscriber.objects.get().state == State.OUT
