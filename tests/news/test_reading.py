import datetime
import json
import re

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.pages.enums import Sensitivity
from news.listing import PAGE_SIZE
from tests.factories.areas import AreaFactory
from tests.factories.news import ONE_OF_EACH, article, document, image
from tests.factories.pages import small_site
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
ADDRESS = "/news/late-buses/"


@pytest.fixture(autouse=True)
def _home():
    small_site()


def warm(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("many", [1, 5])
def test_an_article_costs_five_queries_however_many_blocks(client, many):
    body = [*ONE_OF_EACH]
    for number in range(many):
        value = {"image": image(f"P {number}").pk, "alt_text": "A path", "decorative": False}
        body += [{"type": "image", "value": value}, {"type": "document", "value": {"document": document().pk}}]
    article(body=body, lead_image=image("Lead"), lead_decorative=True, areas=[AreaFactory()])
    article("another")
    warm(client, ADDRESS)
    with assert_queries(5, at_most=True):
        client.get(ADDRESS)


@pytest.mark.parametrize("many", [1, 30])
def test_the_index_costs_the_same_at_one_and_at_thirty(client, many):
    lead = image()
    for number in range(many):
        article(f"article-{number}", lead_image=lead, lead_decorative=True)
    warm(client, "/news/")
    with assert_queries(4, at_most=True):
        client.get("/news/")


def test_reading_sets_no_cookie_and_asks_nothing_about_the_reader(client):
    article()
    response = client.get(ADDRESS)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def hidden_articles():
    article("a-draft", live=False)
    article("expired", expire_at=timezone.now() - datetime.timedelta(minutes=1))
    article("very-sensitive", sensitivity=Sensitivity.HIDDEN)
    private = article("for-some")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("path", ["/news/", "/news/feed/", "/sitemap.xml", "/search/?q=one+line"])
def test_what_is_not_for_all_is_in_no_list(client, path):
    article("shown")
    hidden_articles()
    text = client.get(path).content.decode()
    assert "/news/shown/" in text
    for slug in ("a-draft", "expired", "very-sensitive", "for-some"):
        assert f"/news/{slug}/" not in text


def test_an_expired_article_is_not_there(client):
    article("expired", expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert client.get("/news/expired/").status_code == 404


def test_a_very_sensitive_article_is_kept_by_nobody_and_has_a_neutral_title(client):
    article("quiet", title="Something private", sensitivity=Sensitivity.HIDDEN)
    response = client.get("/news/quiet/")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Something private" not in re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]


def test_older_news_follows_without_gap_or_repeat(client):
    for number in range(PAGE_SIZE + 3):
        article(f"article-{number}", published_on=datetime.date(2026, 1, 1 + number // 2))
    first = client.get("/news/").context["listing"]
    second = client.get("/news/" + first.older).context["listing"]
    slugs = [item.slug for item in [*first.items, *second.items]]
    assert len(slugs) == len(set(slugs)) == PAGE_SIZE + 3
    assert second.older == ""
    assert second.newest == "."


@pytest.mark.parametrize("before", ["x", "2026-02-31.1", "2026-01-01.99999999999999999999", "\x00", "2026-01-01"])
def test_a_cursor_that_is_not_ours_shows_the_newest(client, before):
    article()
    listing = client.get("/news/", {"before": before}).context["listing"]
    assert listing.is_first
    assert len(listing.items) == 1


def test_the_area_filter_shows_its_own_and_what_is_for_everywhere(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    article("mine", areas=[here])
    article("theirs", areas=[there])
    article("both", areas=[here, there])
    article("everywhere")
    listing = client.get("/news/?area=here").context["listing"]
    assert {item.slug for item in listing.items} == {"mine", "both", "everywhere"}


def test_the_feed_names_an_article_the_same_after_it_moved(client):
    page = article()
    before = client.get("/news/feed/").content.decode()
    page.slug = "another-address"
    page.save_revision().publish()
    after = client.get("/news/feed/").content.decode()
    assert re.findall(r"<id>urn:uuid:[^<]+</id>", before) == re.findall(r"<id>urn:uuid:[^<]+</id>", after)
    assert "/news/another-address/" in after


def test_structured_data_cannot_end_its_own_block(client):
    article(title="</script><script>alert(1)</script>")
    html = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in html
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    assert json.loads(block)["headline"] == "</script><script>alert(1)</script>"


def test_a_correction_is_shown_with_its_date(client):
    article(correction="We wrote the wrong day.", updated_on=datetime.date(2026, 2, 3),
            published_on=datetime.date(2026, 2, 1))  # fmt: skip
    html = client.get(ADDRESS).content.decode()
    assert "We wrote the wrong day." in html
    assert "3 February 2026" in html


def test_an_article_in_another_language_is_an_honest_404(client):
    article()
    response = client.get("/cy" + ADDRESS)
    assert response.status_code == 404
    assert ADDRESS in response.content.decode()
