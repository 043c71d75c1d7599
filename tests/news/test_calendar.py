"""Calendar files: what a calendar program reads is what the page says, however hostile the words."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.pages.cache import PageCache
from core.pages.enums import Sensitivity
from news.events.enums import Status
from news.events.ical import calendar_file, one_line
from news.events.models import EventPage
from news.events.moments import UK
from tests.factories.areas import AreaFactory
from tests.factories.events import event, site_with_events, topic
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
ALL = "/events/calendar.ics"
PUBLISHED = datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def site():
    return site_with_events()


def uk(*parts):
    return datetime.datetime(*parts, tzinfo=UK)


def entries(content):
    return Calendar.from_ical(content).walk("VEVENT")


def unsaved(**fields):
    known = {"title": "Open day", "summary": "Come in.", "place_name": "The Landing", "slug": "x",
             "starts": uk(2026, 11, 28, 14), "ends": uk(2026, 11, 28, 16), "last_published_at": PUBLISHED}  # fmt: skip
    return EventPage(**{**known, **fields})


def read(page, **how):
    return entries(calendar_file([page], base="https://example.org", **how))[0]


def test_the_file_has_what_rfc_5545_asks_for(client, site):
    page = event(address="1 Dock Road\nTarn Moor")
    response = client.get(ALL)
    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Content-Disposition" not in response.headers
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (entry,) = entries(response.content)
    for name in ("uid", "dtstamp", "dtstart", "dtend", "summary", "last-modified", "sequence", "status", "url"):
        assert name in entry
    assert entry["uid"] == str(page.translation_key)
    assert entry.decoded("dtstart") == page.starts
    assert entry["location"] == "The Landing, 1 Dock Road, Tarn Moor"
    assert entry["url"] == "http://testserver/events/open-day/"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (uk(2026, 10, 24, 23), uk(2026, 10, 25, 3)),
        (uk(2027, 3, 27, 23), uk(2027, 3, 28, 3)),
        (PUBLISHED.replace(day=25, hour=0, minute=30), PUBLISHED.replace(day=25, hour=1, minute=30)),  # 1:30am twice
    ],
)
def test_clock_changes_are_right(starts, ends):
    entry = read(unsaved(starts=starts, ends=ends))
    assert entry.decoded("dtstart") == starts
    assert entry.decoded("dtend") == ends
    assert entry["dtstart"].to_ical().endswith(b"Z")


def test_whole_days_are_dates_with_the_day_after_as_their_end():
    page = unsaved(starts=uk(2026, 10, 24), ends=uk(2026, 10, 26), all_day=True)
    page.make_whole()
    entry = read(page)
    assert entry.decoded("dtstart") == datetime.date(2026, 10, 24)
    assert entry.decoded("dtend") == datetime.date(2026, 10, 27)
    assert entry["dtstart"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("status", "word"), [(Status.ON, "CONFIRMED"), (Status.POSTPONED, "TENTATIVE"), (Status.CANCELLED, "CANCELLED")]
)
def test_how_it_stands(status, word):
    entry = read(unsaved(status=status, status_words="No heating."))
    assert entry["status"] == word
    assert ("No heating." in entry["description"]) == (status != Status.ON)


def test_a_change_keeps_the_name_and_raises_the_sequence(client, site):
    with time_machine.travel(PUBLISHED, tick=False) as clock:
        page = event(starts=PUBLISHED + datetime.timedelta(days=3))
        before = entries(client.get(ALL).content)[0]
        etag = client.get(ALL).headers["ETag"]
        clock.shift(datetime.timedelta(minutes=5))
        page.slug, page.status, page.status_words = "another", Status.CANCELLED, "Ill."
        page.save_revision(clean=False).publish()
        after = entries(client.get(ALL).content)[0]
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after.decoded("last-modified") > before.decoded("last-modified")
        assert client.get(ALL).headers["ETag"] != etag


def test_the_same_rows_give_the_same_bytes_and_304(client, site):
    event()
    first, second = client.get(ALL), client.get(ALL)
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert client.get(ALL, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.head(ALL).status_code == 200
    assert client.post(ALL).status_code == 405


def test_the_page_cache_keeps_it_by_area(client, site):
    made = []

    def django(environ, start_response):
        response = client.get(environ["PATH_INFO"] + "?" + environ["QUERY_STRING"])
        made.append(environ["QUERY_STRING"])
        start_response(f"{response.status_code} OK", list(response.headers.items()))
        return [response.content]

    cache = PageCache(django)
    AreaFactory(slug="here")
    event()
    for query in ("", "", "area=here&nonsense=1", "area=here"):
        got = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": ALL, "QUERY_STRING": query, "HTTP_HOST": "testserver",
                   "wsgi.url_scheme": "http"}  # fmt: skip
        body = b"".join(cache(environ, lambda status, headers, got=got: got.append((status, dict(headers)))))
        status, headers = got[0]
        assert status.startswith("200")
        assert headers["ETag"].startswith('"')
        assert entries(body)
    assert made == ["", "area=here"]


@pytest.mark.parametrize("many", [1, 30])
def test_it_costs_one_query_however_many(client, site, many):
    for number in range(many):
        event(f"event-{number}")
    client.get(ALL)
    with assert_queries(1):
        client.get(ALL)


def test_area_and_topic_narrow_it(client, site):
    here, there, light = AreaFactory(slug="here"), AreaFactory(slug="there"), topic("lighting")
    event("mine", areas=[here])
    event("theirs", areas=[there], topics=[light])

    def found(**query):
        return {each["url"].split("/")[-2] for each in entries(client.get(ALL, query).content)}

    assert found(area="here") == {"mine"}
    assert found(topic="lighting") == {"theirs"}


def test_it_reaches_back_sixty_days(client, site):
    for days in (3, 70):
        event(f"ago-{days}", starts=timezone.now() - datetime.timedelta(days=days))
    assert [each["url"].split("/")[-2] for each in entries(client.get(ALL).content)] == ["ago-3"]


def test_what_is_not_for_all_has_no_file_of_its_own(client, site):
    hidden = [event("draft", live=False), event("quiet", sensitivity=Sensitivity.HIDDEN),
              event("ended", expire_at=timezone.now() - datetime.timedelta(minutes=1)), event("for-some")]  # fmt: skip
    PageViewRestriction.objects.create(page=hidden[3], restriction_type=PageViewRestriction.LOGIN)
    for page in hidden:
        assert client.get(f"/events/calendar/{page.translation_key}.ics").status_code == 404
    shown = event("shown")
    (entry,) = entries(client.get(f"/events/calendar/{shown.translation_key}.ics").content)
    assert entry["summary"] == "Shown"


HOSTILE = st.text(max_size=300) | st.sampled_from(
    ["a\r\nATTENDEE:mailto:x@y.org", "semi;colon,comma\\back", "🙂" * 60, "BEGIN:VEVENT\nEND:VEVENT", "\x00\x07\x1b",
     "line\u2028sep", "\ufeff", "ünïcödé " * 30]
)  # fmt: skip


@given(title=HOSTILE, summary=HOSTILE, place=HOSTILE, words=HOSTILE)
def test_any_words_come_back_whole_and_add_nothing(title, summary, place, words):
    page = unsaved(
        title=title, summary=summary, place_name=place, address=words, status=Status.CANCELLED, status_words=words
    )
    written = calendar_file([page], base="https://example.org", name=title)
    calendar = Calendar.from_ical(written)
    (entry,) = calendar.walk("VEVENT")
    assert len(calendar.walk()) == 2
    assert "attendee" not in entry
    assert entry["summary"] == f"Cancelled: {one_line(title)}"
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", written)


@given(
    start=st.datetimes(min_value=datetime.datetime(2001, 1, 1), max_value=datetime.datetime(2099, 1, 1)),
    length=st.timedeltas(min_value=datetime.timedelta(minutes=1), max_value=datetime.timedelta(days=30)),
    all_day=st.booleans(),
)
def test_any_times_come_back_as_they_are(start, length, all_day):
    starts = start.replace(tzinfo=datetime.UTC)
    page = unsaved(starts=starts, ends=starts + length, all_day=all_day)
    page.make_whole()
    entry = read(page)
    if all_day:
        assert entry.decoded("dtstart") == page.starts.astimezone(UK).date()
        assert entry.decoded("dtend") - datetime.timedelta(days=1) == page.ends.astimezone(UK).date()
    else:
        assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (page.starts, page.ends)


def test_the_feed_names_an_event_the_same_after_it_moved(client, site):
    page = event(title="A <b>bold</b> & \u2028 title")
    before = client.get("/events/feed/").content.decode()
    page.slug = "another"
    page.save_revision(clean=False).publish()
    after = client.get("/events/feed/").content.decode()
    assert re.findall(r"<id>urn:uuid:[^<]+</id>", before) == re.findall(r"<id>urn:uuid:[^<]+</id>", after) != []
    assert "/events/another/" in after
    assert "<b>" not in after
