"""Pages that are not for everybody: each way of being hidden, in each place where pages are named."""

from __future__ import annotations

import datetime

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.pages.cache import PageCache, forget
from core.pages.enums import Sensitivity
from core.pages.models import Topic
from core.search.actions import plant_words
from news.models import NewsIndexPage, NewsPage
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article
from tests.factories.pages import child, planted

pytestmark = pytest.mark.django_db
WORD = "Quixotically"
PLACES = [
    "/", "/areas/here/", "/news/", "/news/?area=here", "/news/?topic=light", "/news/?year=2026",
    "/news/?before=2100-01-01.1", "/news/?area=here&topic=light", "/news/feed/", "/news/feed/?area=here",
    "/news/feed/?topic=light", "/topics/light/", "/sitemap.xml", "/sitemap-pages.xml", "/news/shown/",
    f"/search/?q={WORD}", "/search/?q=Quixotical", "/search/?q=one+line", f"/search/?q={WORD[:-1]}x",
    "/api/oruk/services", "/you-said-we-did/", "/cy/news/feed/", "/ar/", "/robots.txt",
]  # fmt: skip


@pytest.fixture
def here(db):
    PartnershipFactory()
    area = AreaFactory(slug="here", name="Here")
    planted()
    plant_words()
    return area


def tagged(slug, here, **fields):
    page = article(slug, areas=[here], **fields)
    page.topics.set([Topic.objects.get_or_create(slug="light", name="Light")[0]])
    page.save()
    revision = page.save_revision(clean=False)
    if page.live:
        revision.publish()
    return page


def lock(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def never_published(here):
    tagged("hidden", here, title=WORD, live=False)


def taken_down(here):
    tagged("hidden", here, title=WORD).unpublish()


def expired(here):
    tagged("hidden", here, title=WORD, expire_at=timezone.now() - datetime.timedelta(seconds=1))


def scheduled(here):
    page = tagged("hidden", here, title=WORD, live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision(clean=False).publish()


def private(here):
    lock(tagged("hidden", here, title=WORD))


def below_a_private_page(here):
    index = NewsIndexPage.objects.get()
    section = child(index.get_parent().specific, NewsIndexPage, "members", title="For members")
    lock(section)
    page = child(section, NewsPage, "hidden", title=WORD, summary="In one line.")
    page.topics.set(Topic.objects.all())
    page.areas.set([here])
    page.save_revision(clean=False).publish()


def very_sensitive(here):
    tagged("hidden", here, title=WORD, sensitivity=Sensitivity.HIDDEN)


def under_embargo(here):
    tagged("hidden", here, title=WORD, embargo_until=timezone.now() + datetime.timedelta(hours=1))


HIDINGS = [
    never_published, taken_down, expired, scheduled, private, below_a_private_page, very_sensitive, under_embargo
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDINGS, ids=lambda hide: hide.__name__)
def test_what_is_not_for_everybody_is_named_nowhere(client, here, hide):
    tagged("shown", here)
    hide(here)
    for place in PLACES:
        answer = client.get(place)
        text = answer.content.decode()
        said = text.replace(f'value="{WORD}', "").replace(f"/?q={WORD}", "").replace(f"<bdi>{WORD}", "")
        assert answer.status_code in (200, 404), place
        assert WORD not in said, place
        assert "/hidden/" not in text, place
    assert "/news/shown/" in client.get("/news/").content.decode()


def test_what_search_may_not_find_is_in_no_search_and_no_sitemap(client, here):
    tagged("shown", here)
    tagged("hidden", here, title=WORD, hide_from_search=True)
    for place in (f"/search/?q={WORD}", "/search/?q=one+line", "/sitemap.xml", f"/search/?q={WORD[:-1]}x"):
        assert "/news/hidden/" not in client.get(place).content.decode(), place
    assert "/news/hidden/" in client.get("/news/").content.decode()


@pytest.mark.parametrize("hide", HIDINGS, ids=lambda hide: hide.__name__)
def test_a_slip_of_the_finger_does_not_lead_to_words_of_hidden_pages(client, here, hide):
    hide(here)
    assert "Showing results for" not in client.get("/search/?q=Quixotikally").content.decode()


def django(environ, start_response):
    """Django as the page cache asks it, within the transaction of the test."""
    handler = WSGIHandler()
    response = handler.get_response(handler.request_class(environ))
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


def ask(path, **headers):
    """What the page cache and Django behind it answer, as (status, headers, body)."""
    said = {}

    def start(status, sent, exc_info=None):
        said.update(status=int(status[:3]), headers=dict(sent))

    body = b"".join(PageCache(django)(RequestFactory().get(path).environ | headers, start))
    return said["status"], said["headers"], body


@pytest.mark.parametrize("hide", [taken_down, expired, never_published, scheduled], ids=lambda hide: hide.__name__)
def test_an_entity_tag_from_before_says_nothing_of_what_is_gone(here, hide):
    forget()
    page = tagged("hidden", here, title=WORD)
    status, headers, _body = ask("/news/hidden/")
    assert status == 200
    tag = headers["ETag"]
    assert ask("/news/hidden/", HTTP_IF_NONE_MATCH=tag)[0] == 304
    page.delete()
    hide(here)
    never_there = ask("/news/never/")
    for known in (tag, "*", 'W/"x"'):
        status, headers, body = ask("/news/hidden/", HTTP_IF_NONE_MATCH=known)
        assert status == 404
        assert "ETag" not in headers
        assert body.replace(b"/news/hidden/", b"/news/never/") == never_there[2]


def test_a_page_made_private_is_not_answered_from_memory(here):
    forget()
    page = tagged("hidden", here, title=WORD)
    tag = ask("/news/hidden/")[1]["ETag"]
    lock(page)
    status, headers, body = ask("/news/hidden/", HTTP_IF_NONE_MATCH=tag)
    assert status == 302
    assert WORD.encode() not in body
    assert "ETag" not in headers


def test_the_lists_of_a_kept_page_end_with_what_is_in_them(here, client):
    """A page that lists an article is kept no longer than the article may be listed."""
    soon = timezone.now() + datetime.timedelta(hours=1)
    tagged("shown", here, expire_at=soon)
    for place in ("/", "/areas/here/", "/news/", "/news/?topic=light", "/news/feed/", "/topics/light/", "/topics/"):
        answer = client.get(place)
        assert answer.wsgi_request.META["sayso.keep_until"] <= soon, place
