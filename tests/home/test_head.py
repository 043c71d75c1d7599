"""What pages say of themselves to other programs: cards of shared links, linked data, the sitemap."""

import datetime
import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from core.pages.enums import Sensitivity
from core.pages.models import Topic
from core.pages.publishing import prepare_pictures
from home import sitemap
from news.events.enums import Status
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.events import event, publication
from tests.factories.news import article, image
from tests.factories.pages import planted, small_site, standard_page
from tests.news.test_feeds import HOSTILE
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def site(db):
    PartnershipFactory()
    return small_site()


def cards(html):
    return {
        name: unescape(value) for name, value in re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html)
    }


def linked(html):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {block["@type"]: block for block in map(json.loads, blocks)}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(client, site, title):
    article(title=title, summary=title[:160], byline=title[:120])
    html = client.get("/news/late-buses/").content.decode()
    assert "<script>alert" not in html
    head = html.partition("</head>")[0]
    data = linked(head)
    assert set(data) == {"NewsArticle", "BreadcrumbList"}
    assert data["NewsArticle"]["headline"] == data["BreadcrumbList"]["itemListElement"][-1]["name"]
    assert cards(head)["og:title"] == data["NewsArticle"]["headline"]
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", block)


def test_a_card_has_words_a_picture_of_our_own_host_and_its_size(client, site):
    page = article(lead_image=image(), lead_decorative=True)
    prepare_pictures(page)
    card = cards(client.get("/news/late-buses/").content.decode())
    assert card["og:type"] == "article"
    assert card["og:locale"] == "en_GB"
    assert card["og:url"] == "http://testserver/news/late-buses/"
    assert card["og:image"].startswith("http://testserver/media/")
    assert int(card["og:image:width"]) > 0
    assert int(card["og:image:height"]) > 0
    other = cards(client.get("/").content.decode())
    assert other["og:type"] == "website"
    assert other["og:image"].startswith("http://testserver/static/ui/card")
    assert (other["og:image:width"], other["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize("level", [Sensitivity.EXIT, Sensitivity.HIDDEN])
def test_a_sensitive_page_says_nothing_of_itself_where_links_are_shared(client, site, level):
    article(
        title="Something private", summary="More of it", sensitivity=level, lead_image=image(), lead_decorative=True
    )
    html = client.get("/news/late-buses/").content.decode()
    card = cards(html)
    assert "Something private" not in " ".join(card.values())
    assert "More of it" not in " ".join(card.values())
    assert "og:image" not in card
    assert linked(html) == {}
    assert "wa.me" not in html
    assert "mailto:?" not in html


def test_sharing_is_plain_links_that_tell_nobody_before_a_press(client, site):
    article(title='Buses & "lights" </a>')
    html = client.get("/news/late-buses/").content.decode()
    assert (
        "https://wa.me/?text=Buses%20%26%20%22lights%22%20%3C%2Fa%3E%20http%3A%2F%2Ftestserver%2Fnews%2Flate-buses%2F"
        in html
    )
    assert 'value="http://testserver/news/late-buses/"' in html
    assert not re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="https?://(?!testserver)', html)


def test_home_says_who_runs_the_site_and_every_page_the_way_to_it(client, db):
    PartnershipFactory()
    AreaFactory(slug="here")
    planted()
    assert linked(client.get("/").content.decode())["GovernmentOrganization"]["url"] == "http://testserver/"
    for path in ("/news/", "/areas/here/", "/about/privacy/"):
        way = linked(client.get(path).content.decode())["BreadcrumbList"]["itemListElement"]
        assert way[0]["item"] == "http://testserver/"
        assert way[-1]["item"] == "http://testserver" + path
        assert [step["position"] for step in way] == list(range(1, len(way) + 1))


def urls(client, path="/sitemap.xml"):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Last-Modified" not in answer
    root = ElementTree.fromstring(answer.content)
    return {url.find(f"{MAPS}loc").text: url for url in root.findall(f"{MAPS}url")}


def test_the_sitemap_names_every_language_of_a_page_and_one_for_the_rest(client, site):
    page = article()
    alone = article("alone")
    welsh = page.copy_for_translation(Locale.objects.get_or_create(language_code="cy")[0], copy_parents=True)
    welsh.save_revision().publish()
    hidden = alone.copy_for_translation(welsh.locale)
    hidden.save_revision().publish()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    found = urls(client)
    for path in ("/news/late-buses/", "/cy/news/late-buses/"):
        url = found["http://testserver" + path]
        others = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert others == {
            "en-gb": "http://testserver/news/late-buses/",
            "cy": "http://testserver/cy/news/late-buses/",
            "x-default": "http://testserver/news/late-buses/",
        }
        assert url.find(f"{MAPS}lastmod") is not None
    assert not found["http://testserver/news/alone/"].findall(f"{XHTML}link")
    assert "http://testserver/cy/news/alone/" not in found


def test_places_that_are_no_pages_are_in_the_sitemap_too(client, site):
    assert {f"http://testserver/{path}/" for path in ("newsletter", "emergency")} <= set(urls(client))


def test_the_sitemap_becomes_a_list_of_lists_when_it_grows(client, site, monkeypatch):
    for number in range(4):
        article(f"one-{number}")
    monkeypatch.setattr(sitemap, "MOST", 3)
    monkeypatch.setattr(sitemap.ReadOnce, "limit", 3)
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [each.find(f"{MAPS}loc").text.removeprefix("http://testserver") for each in root]
    assert {"/sitemap-pages.xml", "/sitemap-pages.xml?p=2"} <= set(places)
    found = [loc for place in places for loc in urls(client, place)]
    assert len(found) == len(set(found))
    assert sum("/news/one-" in loc for loc in found) == 4


@pytest.mark.parametrize(
    "path", ["/sitemap-none.xml", "/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=%00", "/sitemap-pages.xml?p=x"]
)
def test_a_list_that_is_not_there_is_not_found(client, site, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_the_sitemap_costs_the_same_however_many_pages(client, site, number):
    for place in range(number):
        standard_page(site, f"page-{place}")
    client.get("/sitemap.xml")
    with count_queries() as counted:
        client.get("/sitemap.xml")
    assert len(counted) <= 30, counted.sql
    assert not [sql for sql in counted.sql if "COUNT(" in sql]


def topic(slug="light", name="Light"):
    return Topic.objects.create(slug=slug, name=name)


def test_a_topic_hub_gathers_what_is_on_the_topic_and_nothing_else(client, site):
    mine = topic()
    for page in (article("lit"), standard_page(site, "plan", summary="A plan")):
        page.topics.set([mine])
        page.save_revision().publish()
    article("unlit")
    html = client.get("/topics/light/").content.decode()
    assert "/news/lit/" in html
    assert 'href="/plan/"' in html
    assert "/news/unlit/" not in html
    assert '<a href="/topics/light/">' in client.get("/topics/").content.decode()
    assert 'href="/topics/light/"' in client.get("/news/lit/").content.decode()
    assert "http://testserver/topics/light/" in urls(client)


def test_a_topic_hub_names_what_is_on_and_what_was_published_and_no_event_that_is_over(client, db):
    PartnershipFactory()
    planted()
    mine = topic()
    now = timezone.now()
    event("next-week", topics=[mine])
    event("last-week", topics=[mine], starts=now - datetime.timedelta(days=7))
    event("off", topics=[mine], status=Status.CANCELLED)
    event("draft", topics=[mine], live=False)
    publication("the-plan", topics=[mine])
    publication("secret-plan", topics=[mine], live=False)
    answer = client.get("/topics/light/")
    html = answer.content.decode()
    assert "/events/next-week/" in html
    assert "/publications/the-plan/" in html
    for slug in ("last-week", "off", "draft", "secret-plan"):
        assert f"/{slug}/" not in html
    assert answer.wsgi_request.META["sayso.keep_until"] <= now + datetime.timedelta(days=8)


def test_an_empty_topic_says_so_and_one_that_is_none_is_not_found(client, site):
    topic()
    assert "nothing on this topic here yet" in client.get("/topics/light/").content.decode()
    assert client.get("/cy/topics/light/").status_code == 200
    assert client.get("/topics/other/").status_code == 404
    assert "/topics/light/" not in client.get("/topics/").content.decode()


def test_related_articles_share_topics_first_then_areas_then_are_the_newest(client, site):
    one, two = topic(), topic("bus", "Bus")
    here = AreaFactory(slug="here")

    def made(slug, day, topics=(), areas=()):
        page = article(slug, areas=areas, published_on=datetime.date(2026, 1, day))
        page.topics.set(topics)
        page.save_revision().publish()

    made("itself", 20, [one, two], [here])
    made("both-topics", 1, [one, two])
    made("one-topic-here", 2, [one], [here])
    made("one-topic", 15, [two])
    made("here", 3, [], [here])
    made("newest", 19)
    made("older", 4)

    def others(path):
        return [each.slug for each in client.get(path).context["related"]]

    assert others("/news/itself/") == ["both-topics", "one-topic-here", "one-topic"]
    assert others("/news/here/")[:2] == ["itself", "one-topic-here"]
    assert others("/news/newest/") == ["itself", "one-topic", "older"]
