"""The news index: filters that combine, pages both ways, and the same cost at one and at five thousand articles."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pages.models import Topic
from home.models import AreaHubPage
from home.tree import plant
from news.listing import PAGE_SIZE, listing, read_filters
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.many_news import many_articles
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST_QUERIES, ARTICLE_QUERIES = 8, 5


@pytest.fixture
def site(db):
    PartnershipFactory()
    return small_site()


def topic(slug, **fields):
    return Topic.objects.create(slug=slug, name=slug.capitalize(), **fields)


def slugs(client, query=""):
    answer = client.get("/news/" + query)
    assert answer.status_code == 200
    return [item.slug for item in answer.context["listing"].items]


def on(page, *topics):
    page.topics.set(topics)
    page.save_revision().publish()
    return page


def test_filters_combine(client, site):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    light, bus = topic("light"), topic("bus")
    year = datetime.date(2025, 3, 1)
    on(article("all-three", areas=[here], published_on=year), light)
    on(article("other-area", areas=[there], published_on=year), light)
    on(article("other-topic", areas=[here], published_on=year), bus)
    on(article("other-year", areas=[here], published_on=datetime.date(2024, 12, 31)), light, bus)
    assert slugs(client, "?area=here&topic=light&year=2025") == ["all-three"]
    assert set(slugs(client, "?topic=light&year=2025")) == {"all-three", "other-area"}
    assert set(slugs(client, "?area=here&topic=light")) == {"all-three", "other-year"}
    assert set(slugs(client, "?topic=bus")) == {"other-topic", "other-year"}
    assert slugs(client, "?year=2024") == ["other-year"]


@pytest.mark.parametrize(
    "query", ["?area=nowhere", "?topic=no", "?year=1x", "?year=99999", "?year=%D9%A2%D9%A0%D9%A2%D9%A5", "?area=%00",
              "?topic=%F0%9F%9A%8C", "?year=-5", "?year=0000"]
)  # fmt: skip
def test_what_is_not_ours_is_left_out_and_said(client, site, query):
    article()
    answer = client.get("/news/" + query)
    assert [item.slug for item in answer.context["listing"].items] == ["late-buses"]
    assert "left it out" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?area=&topic=&year=", "?utm_source=x", "?before=x"])
def test_nothing_asked_says_nothing(client, site, query):
    article()
    assert "left it out" not in client.get("/news/" + query).content.decode()


@pytest.mark.parametrize("query", ["?year=1999", "?topic=light", "?year=1999&topic=light", "?before=1999-01-01.1"])
def test_an_empty_list_says_so_and_shows_a_way_out(client, site, query):
    topic("light")
    article()
    html = client.get("/news/" + query).content.decode().partition("<main")[2]
    assert "There is no" in html
    assert '<a href="/news/">See all news</a>' in html


def test_the_form_keeps_what_was_chosen(client, site):
    AreaFactory(slug="here"), AreaFactory(slug="there")
    topic("light")
    article()
    html = client.get("/news/?area=here&topic=light&year=1999").content.decode()
    assert re.findall(r'<option value="([^"]+)" selected>', html) == ["here", "light", "1999"]


def test_years_and_topics_offered_are_those_of_news_that_anybody_may_find(client, site):
    light, hidden = topic("light"), topic("hidden-topic")
    on(article("shown", published_on=datetime.date(2025, 1, 1)), light)
    article("two", published_on=datetime.date(2024, 1, 1))
    draft = article("draft", live=False, published_on=datetime.date(2019, 1, 1))
    draft.topics.set([hidden])
    draft.save_revision()
    html = client.get("/news/").content.decode()
    assert "hidden-topic" not in html
    assert "2019" not in html
    assert '<option value="light">' in html


def walk(client, query, way):
    """The slugs of every page of the list from `query` on, following its `way` links."""
    found, places = [], [query]
    while places[-1] is not None and len(places) < 50:
        answer = client.get("/news/" + places[-1]).context["listing"]
        found.append([item.slug for item in answer.items])
        places.append(getattr(answer, way) or None)
    return found, [place for place in places if place]


@pytest.mark.parametrize("query", ["", "?year=2025", "?topic=light", "?area=here", "?area=here&topic=light&year=2025"])
def test_pages_lead_there_and_back_and_keep_the_filters(client, site, query):
    here, light = AreaFactory(slug="here"), topic("light")
    many_articles(3 * PAGE_SIZE + 2, [here], [light], first=datetime.date(2025, 12, 1))
    down, places = walk(client, query, "older")
    flat = [slug for page in down for slug in page]
    assert flat == [f"many-{place}" for place in range(3 * PAGE_SIZE + 2)]
    up, _places = walk(client, places[-1], "newer")
    assert sorted({slug for page in up for slug in page}) == sorted(flat)
    for asked in query.removeprefix("?").split("&"):
        assert all(asked in place for place in places)


def test_articles_of_one_day_are_neither_lost_nor_repeated(client, site):
    for number in range(2 * PAGE_SIZE + 1):
        article(f"same-{number:02}", published_on=datetime.date(2025, 5, 5))
    down, places = walk(client, "", "older")
    flat = [slug for page in down for slug in page]
    assert len(flat) == len(set(flat)) == 2 * PAGE_SIZE + 1
    assert client.get("/news/" + places[1]).context["listing"].newer


def test_a_new_article_moves_nobody_who_is_reading_older_ones(client, site):
    many_articles(2 * PAGE_SIZE, [], [], first=datetime.date(2025, 12, 1))
    older = client.get("/news/").context["listing"].older
    before = slugs(client, older)
    article("brand-new")
    assert slugs(client, older) == before


def test_the_one_address_of_a_page_has_its_filters_in_order_and_nothing_else(client, site):
    AreaFactory(slug="here")
    article()
    html = client.get("/news/?utm_source=x&year=2024&area=here&q=1").content.decode()
    assert '<link rel="canonical" href="http://testserver/news/?area=here&amp;year=2024">' in html
    assert '<link rel="canonical" href="http://testserver/news/">' in client.get("/news/?x=y").content.decode()


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("area", "topic", "year", "before", "after"), st.text())))
def test_no_query_breaks_the_list(asked):
    assert listing(asked).items == []
    assert read_filters(asked).chosen == {}


@pytest.mark.parametrize("number", [1, 5000])
def test_index_hub_home_and_topic_cost_the_same_at_one_and_at_five_thousand(client, number):
    PartnershipFactory()
    areas = [AreaFactory() for _place in range(20)]
    topics = [topic(f"topic-{place}") for place in range(10)]
    plant()
    many_articles(number, areas, topics)
    hub = AreaHubPage.objects.first()
    deep = "?before=" + (datetime.date.today() - datetime.timedelta(days=number * 0.9)).isoformat() + ".1"
    places = ["/news/", "/news/" + deep, f"/news/?area={areas[0].slug}&topic=topic-0&year=2026", "/news/?topic=topic-3",
              f"/areas/{hub.area.slug}/", "/", "/topics/topic-0/", "/news/feed/?topic=topic-0"]  # fmt: skip
    counts = {}
    for place in places:
        assert client.get(place).status_code == 200
        with count_queries() as counted:
            client.get(place)
        assert not [sql for sql in counted.sql if "COUNT(" in sql or "OFFSET" in sql]
        counts[place] = len(counted)
    assert max(counts.values()) <= LIST_QUERIES, counts
    client.get("/news/many-0/")
    with count_queries() as counted:
        client.get("/news/many-0/")
    assert len(counted) <= ARTICLE_QUERIES, counted.sql


def test_the_hundredth_page_reads_no_more_than_the_first(site, django_assert_max_num_queries):
    """Both walk one index from a place in it: the plan of the query says so."""
    from django.db import connection

    from news.queries import public

    if connection.vendor != "sqlite":
        pytest.skip("the plan is read in SQLite's words")
    many_articles(800, [AreaFactory()], [topic("light")])
    first = public()[: PAGE_SIZE + 1].explain()
    assert "news_newest_first" in first, first
    assert "TEMP B-TREE" not in first, first
