"""Atom feeds: valid whatever a title holds, the same names for ever, and honest about when things changed."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Locale

from core.pages.models import Topic
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article
from tests.factories.pages import small_site

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "]]><![CDATA[ x ]]>",
    "a\x01b\x0b\x1f\x7f\ufffe\uffffc",
    "\u202egnp.exe \u2066isolated",
    "\"quotes\" & 'more' <b>",
    "🚌 👩‍👩‍👧 \U000e0001",
    "x" * 200,
    "أخبار الحافلات",
]


@pytest.fixture(autouse=True)
def _site():
    PartnershipFactory()
    small_site()


def feed(client, query=""):
    answer = client.get("/news/feed/" + query)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def texts(root, path):
    return [each.text for each in root.findall(path.replace("a:", ATOM))]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_feed_is_valid_whatever_a_title_holds(client, title):
    area, topic = AreaFactory(slug="here", name=title[:80]), Topic.objects.create(slug="t", name=title[:60])
    page = article("one", title=title, summary=title[:160], byline=title[:120], areas=[area])
    page.topics.set([topic])
    page.save_revision().publish()
    for query in ("", "?area=here", "?topic=t"):
        root = feed(client, query)
        assert len(root.findall(f"{ATOM}entry")) == 1
        for need in ("id", "title", "updated", "author"):
            assert root.find(ATOM + need) is not None
        entry = root.find(f"{ATOM}entry")
        for need in ("id", "title", "updated", "published", "link", "summary"):
            assert entry.find(ATOM + need) is not None
        assert not re.search("[\x00-\x08\x0b\x1f\ufffe\uffff\u202e\u2066]", entry.find(f"{ATOM}title").text)


def test_a_feed_says_where_it_is_and_what_page_it_follows(client):
    AreaFactory(slug="here")
    root = feed(client, "?area=here&utm=x")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/news/?area=here", "self": "http://testserver/news/feed/?area=here"}


def test_area_and_topic_combine(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    topic = Topic.objects.create(slug="light", name="Light")
    for slug, area, topics in (("both", here, [topic]), ("area", here, []), ("topic", there, [topic])):
        page = article(slug, areas=[area])
        page.topics.set(topics)
        page.save_revision().publish()
    assert texts(feed(client, "?area=here&topic=light"), "a:entry/a:title") == ["Both"]
    assert set(texts(feed(client, "?topic=light"), "a:entry/a:title")) == {"Both", "Topic"}


@pytest.mark.parametrize("query", ["?area=nowhere", "?topic=x", "?area=%00", "?area=here&topic=x"])
def test_a_feed_of_nothing_of_ours_is_not_there(client, query):
    AreaFactory(slug="here")
    assert client.get("/news/feed/" + query).status_code == 404


def test_ids_stay_when_names_hosts_and_addresses_change(client):
    area = AreaFactory(slug="here")
    page = article(areas=[area])
    before = feed(client, "?area=here")
    area.name = "Another name"
    area.save()
    page.slug = "another"
    page.save_revision().publish()
    after = ElementTree.fromstring(client.get("/news/feed/?area=here", HTTP_HOST="localhost").content)
    for path in ("a:id", "a:entry/a:id"):
        assert texts(before, path) == texts(after, path)
        assert all(each.startswith("urn:uuid:") for each in texts(after, path))


def test_every_feed_and_every_language_has_a_name_of_its_own(client):
    AreaFactory(slug="here"), AreaFactory(slug="there")
    page = article()
    welsh = page.copy_for_translation(Locale.objects.get_or_create(language_code="cy")[0], copy_parents=True)
    welsh.save_revision().publish()
    places = ["/news/feed/", "/news/feed/?area=here", "/news/feed/?area=there", "/cy/news/feed/"]
    roots = [ElementTree.fromstring(client.get(place).content) for place in places]
    assert len({root.find(f"{ATOM}id").text for root in roots}) == len(places)
    english, cymraeg = roots[0], roots[-1]
    assert cymraeg.get("{http://www.w3.org/XML/1998/namespace}lang") == "cy"
    assert texts(english, "a:entry/a:id") != texts(cymraeg, "a:entry/a:id")
    assert cymraeg.find(f"{ATOM}entry/{ATOM}link").get("href") == "http://testserver/cy/news/late-buses/"


def test_an_answer_that_did_not_change_is_not_sent_again(client):
    for slug in ("first", "second"):
        tag = client.get("/news/feed/")["ETag"]
        assert client.get("/news/feed/")["ETag"] == tag
        assert client.get("/news/feed/", headers={"if-none-match": tag}).status_code == 304
        article(slug)
        assert client.get("/news/feed/", headers={"if-none-match": tag}).status_code == 200


def test_no_date_keeps_a_reader_on_a_feed_whose_article_was_taken_down(client):
    page = article()
    article("other", published_on=datetime.date(2020, 1, 1))
    assert "Last-Modified" not in client.get("/news/feed/")
    page.unpublish()
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert client.get("/news/feed/", headers={"if-modified-since": later}).status_code == 200


def test_updated_is_when_readers_were_told_of_a_change_and_never_before_it_was_published(client):
    today = timezone.localdate()
    article("today")
    article("corrected", published_on=datetime.date(2026, 1, 5), updated_on=datetime.date(2026, 7, 8))
    root = feed(client)
    times = {entry.find(f"{ATOM}title").text: entry for entry in root.findall(f"{ATOM}entry")}
    corrected = times["Corrected"]
    assert corrected.find(f"{ATOM}published").text == "2026-01-05T00:00:00+00:00"
    assert corrected.find(f"{ATOM}updated").text == "2026-07-08T00:00:00+01:00"
    assert times["Today"].find(f"{ATOM}published").text.startswith(today.isoformat())
    for entry in times.values():
        assert entry.find(f"{ATOM}updated").text >= entry.find(f"{ATOM}published").text
    assert root.find(f"{ATOM}updated").text == max(e.find(f"{ATOM}updated").text for e in times.values())


@pytest.mark.parametrize(
    ("path", "wanted"), [("/", ""), ("/news/?area=here&year=2025", "?area=here"), ("/news/late-buses/", "")]
)
def test_pages_name_their_feed(client, path, wanted):
    AreaFactory(slug="here")
    article()
    html = client.get(path).content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="/news/feed/{wanted}"' in html
