"""The feeds of events and publications: valid, lasting, and never of everywhere where somebody asked for one place."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.pages.enums import Sensitivity
from news.publications.enums import Kind
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.events import event, publication, site_with_events, topic
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/events/feed/", "/publications/feed/"]
HOSTILE = [
    "</script><script>alert(1)</script>",
    "]]><![CDATA[ x ]]>",
    "a\x01b\x0b\x1f\ufffe\uffffc",
    "\u202egnp.exe",
    "x & <b>",
]


@pytest.fixture(autouse=True)
def _site():
    PartnershipFactory()
    site_with_events()


def feed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(client, path):
    return {entry.find(f"{ATOM}title").text for entry in feed(client, path).findall(f"{ATOM}entry")}


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize(("path", "make"), [(FEEDS[0], event), (FEEDS[1], publication)])
def test_a_feed_is_valid_whatever_staff_wrote(client, path, make, title):
    area = AreaFactory(slug="here", name=title)
    make("one", title=title, summary=title, areas=[area], topics=[topic()])
    for query in ("", "?area=here", "?topic=lighting"):
        root = feed(client, path + query)
        (entry,) = root.findall(f"{ATOM}entry")
        for need in ("id", "title", "updated", "link", "summary"):
            assert entry.find(ATOM + need) is not None
        assert root.find(f"{ATOM}author") is not None


@pytest.mark.parametrize("path", [*FEEDS, "/events/calendar.ics"])
@pytest.mark.parametrize(
    "query", ["?area=nowhere", "?topic=nothing", "?area=here&topic=nothing", "?area=%00", "?area=HERE"]
)
def test_an_area_or_topic_that_is_not_ours_is_not_found(client, path, query):
    AreaFactory(slug="here")
    assert client.get(path + query).status_code == 404
    assert client.get(path + "?area=here").status_code == 200
    assert client.get(path + "?area=&topic=").status_code == 200


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_without_entries_stays_the_same_and_has_no_date_that_moves_back(client, path):
    first = client.get(path)
    assert client.get(path).content == first.content
    assert "Last-Modified" not in first
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", FEEDS)
def test_what_somebody_adds_to_its_address_is_not_in_it(client, path):
    assert b"strange" not in client.get(path + "?x=strange").content


def test_publications_are_narrowed_by_kind_area_and_topic(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    publication("mine", areas=[here], kind=Kind.PLAN)
    publication("theirs", areas=[there], topics=[topic()])
    assert titles(client, "/publications/feed/") == {"Mine", "Theirs"}
    assert titles(client, "/publications/feed/?area=here") == {"Mine"}
    assert titles(client, "/publications/feed/?topic=lighting") == {"Theirs"}
    assert titles(client, "/publications/feed/?kind=plan") == {"Mine"}
    assert titles(client, "/publications/feed/?kind=plan&area=there") == set()
    assert client.get("/publications/feed/?kind=plans").status_code == 404
    html = client.get("/publications/?kind=plan&area=here&year=2026").content.decode()
    assert 'type="application/atom+xml" href="/publications/feed/?kind=plan&amp;area=here"' in html


def test_what_is_not_for_all_is_in_no_feed(client):
    publication("draft", live=False)
    publication("quiet", sensitivity=Sensitivity.HIDDEN)
    publication("ended", expire_at=timezone.now() - datetime.timedelta(minutes=1))
    closed = publication("for-some")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, "/publications/feed/") == set()


def test_an_entry_keeps_its_name_when_it_moves_and_dates_what_readers_should_know(client):
    page = publication("plan", published_on=datetime.date(2026, 3, 1))
    before = feed(client, FEEDS[1]).find(f"{ATOM}entry")
    page.slug, page.updated_on = "another", datetime.date(2026, 4, 2)
    page.save_revision(clean=False).publish()
    after = feed(client, FEEDS[1]).find(f"{ATOM}entry")
    assert after.find(f"{ATOM}id").text == before.find(f"{ATOM}id").text
    assert before.find(f"{ATOM}updated").text.startswith("2026-03-01T")
    assert after.find(f"{ATOM}updated").text.startswith("2026-04-02T")
    assert after.find(f"{ATOM}link").get("href").endswith("/publications/another/")


@pytest.mark.parametrize("many", [1, 30])
def test_it_costs_two_queries_however_many(client, many):
    for number in range(many):
        publication(f"paper-{number}", topics=[topic()])
    client.get(FEEDS[1])
    with assert_queries(2):
        client.get(FEEDS[1])
