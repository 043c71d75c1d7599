"""Yes and no are counted by address and day; staff see nothing under 10."""

import datetime

import pytest
from django.urls import reverse

from core.pages.models import PageViews
from core.pages.reviews import uk_today
from core.people.enums import Role
from home import usefulness
from home.models import PageUse
from home.workflows import set_up
from tests.factories.pages import planted, standard_page
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

OURS = {"sec-fetch-site": "same-origin"}


def say(client, page, answer="yes", headers=OURS):
    return client.post("/feedback/useful/", {"page": page, "useful": answer}, headers=headers)


def test_an_answer_is_counted_without_a_cookie_and_the_page_offers_it(client):
    planted()
    assert b"Was this page useful?" in client.get("/support/").content
    answer = say(client, "/support/")
    assert (answer.status_code, answer["Location"]) == (303, "/feedback/thanks/")
    assert not answer.cookies
    say(client, "/support/", "no")
    row = PageUse.objects.get()
    assert (row.path, row.day, row.yes, row.no) == ("/support/", uk_today(), 1, 1)


def test_services_needs_and_pages_are_counted(client):
    planted()
    for path in (ServiceFactory().get_absolute_url(), NeedFactory().get_absolute_url(), "/about/"):
        assert usefulness.count(path, useful=True)


def test_what_is_very_sensitive_offers_and_counts_nothing(client):
    home = planted()
    page = standard_page(home, sensitivity=2)
    paths = [
        ServiceFactory(sensitivity=2).get_absolute_url(),
        NeedFactory(sensitivity=2).get_absolute_url(),
        f"/{page.slug}/",
    ]
    for path in paths:
        assert b"Was this page useful?" not in client.get(path).content
        say(client, path)
    assert PageUse.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["", "x", "//evil.example/", "/nowhere/", "/cms/", "/\x00", "/" + "a" * 300, "/support/nowhere/"]
)
def test_addresses_that_are_no_page_of_ours_are_not_counted(client, path):
    planted()
    assert say(client, path).status_code in (302, 303)
    assert PageUse.objects.count() == 0


def test_another_sites_form_counts_nothing(client):
    assert say(client, "/support/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert PageUse.objects.count() == 0


@pytest.mark.parametrize(
    ("number", "words"), [(0, "< 10"), (9, "< 10"), (10, "10"), (12, "10"), (13, "15"), (1003, "1005")]
)
def test_small_counts_are_hidden_and_others_rounded(number, words):
    assert usefulness.shown(number) == words


def test_the_report_shows_reads_and_answers(client):
    planted()
    set_up()
    today = uk_today()
    for days, reads in ((0, 20), (5, 13), (40, 500)):
        PageViews.objects.create(path="/support/", day=today - datetime.timedelta(days=days), reads=reads)
    PageUse.objects.create(path="/support/", day=today, yes=22, no=3)
    assert usefulness.how_pages_do(0, 10) == [("/support/", "35", "20", "< 10")]
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get(reverse("pages_do")).status_code == 200
    lines = b"".join(client.get(reverse("pages_do"), {"as": "csv"}).streaming_content).decode().splitlines()
    assert lines[1] == "/support/,35,20,< 10"
    for page in ("x", "0", "999", "-1"):
        assert client.get(reverse("pages_do"), {"page": page}).status_code == 200


def test_others_do_not_read_the_report(client):
    client.force_login(StaffFactory(role=Role.MODERATOR))
    assert client.get(reverse("pages_do")).status_code in (302, 403, 404)


def test_the_report_takes_two_queries_whatever_the_rows():
    for number in range(30):
        PageViews.objects.create(path=f"/{number}/", day=uk_today(), reads=number)
    with assert_queries(2):
        assert len(usefulness.how_pages_do(0, 20)) == 20
