"""The page cache: what it keeps, what it never keeps, and how it answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from core.areas.models import Partnership
from core.pages import cache
from core.pages.cache import PageCache, keep_until, never_keep, store
from core.pages.version import reader

pytestmark = pytest.mark.django_db


class Pages:
    """A WSGI application that counts how often it is asked, and says what the test wants it to say."""

    def __init__(self, *, status: str = "200 OK", headers: list[tuple[str, str]] | None = None) -> None:
        self.asked = 0
        self.status = status
        self.headers = headers or []
        self.last: dict[str, Any] = {}
        self.before_answer = lambda _environ: None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        self.last = environ
        self.before_answer(environ)
        body = f"page {self.asked} ".encode() * 50
        given = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))), *self.headers]
        start_response(self.status, given)
        return [body]


def ask(site: PageCache, path: str = "/news/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    given = RequestFactory().get(path).environ | environ
    said: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.update(status=status, headers=dict(headers))

    body = b"".join(site(given, start_response))
    return said["status"], said["headers"], body


def test_second_reader_gets_the_kept_page() -> None:
    pages = Pages()
    site = PageCache(pages)
    assert ask(site)[2] == ask(site)[2]
    assert pages.asked == 1


def test_a_change_of_a_watched_model_makes_the_page_anew() -> None:
    pages = Pages()
    site = PageCache(pages)
    ask(site)
    Partnership.load().save()
    ask(site)
    assert pages.asked == 2


def test_a_change_that_commits_while_the_page_is_made_is_not_hidden() -> None:
    pages = Pages()
    site = PageCache(pages)
    pages.before_answer = lambda _environ: Partnership.load().save()
    ask(site)
    pages.before_answer = lambda _environ: None
    ask(site)
    assert pages.asked == 2


@pytest.mark.parametrize(
    "given",
    [{"HTTP_COOKIE": "a=b"}, {"HTTP_AUTHORIZATION": "Basic eDp5"}, {"REQUEST_METHOD": "POST"}],
    ids=["cookie", "authorization", "post"],
)
def test_a_request_that_could_be_somebodys_goes_past_the_cache(given: dict[str, str]) -> None:
    pages = Pages()
    site = PageCache(pages)
    ask(site)
    ask(site, **given)
    assert pages.asked == 2


@pytest.mark.parametrize("path", ["/account/login/", "/desk/", "/cms/", "/support/?q=knife"])
def test_private_places_and_searches_are_never_kept(path: str) -> None:
    pages = Pages()
    site = PageCache(pages)
    ask(site, path)
    ask(site, path)
    assert pages.asked == 2


@pytest.mark.parametrize(
    "header",
    [("Set-Cookie", "a=b"), ("Vary", "Cookie"), ("Cache-Control", "private"), ("Cache-Control", "no-store")],
    ids=lambda header: f"{header[0]}: {header[1]}",
)
def test_an_answer_for_one_person_is_never_kept(header: tuple[str, str]) -> None:
    pages = Pages(headers=[header])
    site = PageCache(pages)
    ask(site)
    assert ask(site)[1][header[0]] == header[1]
    assert pages.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Internal Server Error"])
def test_only_good_answers_are_kept(status: str) -> None:
    pages = Pages(status=status)
    site = PageCache(pages)
    ask(site)
    ask(site)
    assert pages.asked == 2


def test_never_keep_holds() -> None:
    pages = Pages()
    pages.before_answer = lambda environ: never_keep(_request(environ))
    site = PageCache(pages)
    ask(site)
    ask(site)
    assert pages.asked == 2


def test_a_page_is_made_anew_after_its_instant() -> None:
    pages = Pages()
    past = timezone.now() - datetime.timedelta(seconds=1)
    pages.before_answer = lambda environ: keep_until(_request(environ), past)
    site = PageCache(pages)
    ask(site)
    ask(site)
    assert pages.asked == 2


def test_the_least_instant_counts() -> None:
    request = RequestFactory().get("/")
    near, far = timezone.now(), timezone.now() + datetime.timedelta(days=1)
    keep_until(request, near)
    keep_until(request, far)
    assert request.META["sayso.keep_until"] == near


def test_a_query_key_that_no_page_knows_makes_no_second_page() -> None:
    pages = Pages()
    site = PageCache(pages)
    ask(site, "/news/?area=tarn-moor")
    ask(site, "/news/?area=tarn-moor&utm_source=x")
    assert (pages.asked, pages.last["QUERY_STRING"]) == (1, "area=tarn-moor")


def test_pages_of_two_hosts_are_apart() -> None:
    pages = Pages()
    site = PageCache(pages)
    ask(site, HTTP_HOST="one.example.org")
    ask(site, HTTP_HOST="two.example.org")
    assert pages.asked == 2


@pytest.mark.parametrize(("accepted", "sent"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
def test_the_best_stored_encoding_is_sent(accepted: str, sent: str | None) -> None:
    headers = ask(PageCache(Pages()), HTTP_ACCEPT_ENCODING=accepted)[1]
    assert headers.get("Content-Encoding") == sent


def test_a_reader_who_holds_the_page_gets_304() -> None:
    site = PageCache(Pages())
    etag = ask(site)[1]["ETag"]
    status, _headers, body = ask(site, HTTP_IF_NONE_MATCH=etag)
    assert (status, body) == ("304 Not Modified", b"")


def test_each_encoding_has_an_etag_of_its_own() -> None:
    site = PageCache(Pages())
    assert ask(site)[1]["ETag"] != ask(site, HTTP_ACCEPT_ENCODING="br")[1]["ETag"]


def test_head_gets_the_length_and_no_body() -> None:
    site = PageCache(Pages())
    whole = ask(site)[2]
    _status, headers, body = ask(site, REQUEST_METHOD="HEAD")
    assert (headers["Content-Length"], body) == (str(len(whole)), b"")


def test_a_kept_page_reads_nothing_from_djangos_connection(django_assert_num_queries: Any) -> None:
    site = PageCache(Pages())
    ask(site)
    with django_assert_num_queries(0):
        ask(site)


def test_the_store_forgets_the_least_used_beyond_its_size() -> None:
    page = cache.KeptPage((0, 0), 0.0, {"": ([], "", b"x" * 1000)}, True)
    small = cache.Store(largest=page.size * 2)
    for name in "abc":
        small.put((name,), page)
    assert [small.get((name,)) is None for name in "abc"] == [True, False, False]


def test_a_rolled_back_change_keeps_the_committed_part_of_the_version() -> None:
    from django.db import transaction

    before = reader.current()
    with transaction.atomic():
        Partnership.load().save()
        transaction.set_rollback(True)
    after = reader.current()
    assert before is not None
    assert after is not None
    assert after[0] == before[0]


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        ("2026-03-28T23:30:00+00:00", "2026-03-29T00:00:00+00:00"),
        ("2026-03-29T23:30:00+00:00", "2026-03-30T23:00:00+00:00"),
        ("2026-10-24T23:30:00+00:00", "2026-10-26T00:00:00+00:00"),
    ],
    ids=["day before clocks go forward", "first summer evening", "day of clocks going back"],
)
def test_next_uk_midnight_knows_clock_changes(now: str, midnight: str) -> None:
    parse = datetime.datetime.fromisoformat
    assert cache.next_uk_midnight(parse(now)) == parse(midnight)


def _request(environ: dict[str, Any]) -> Any:
    from django.core.handlers.wsgi import WSGIRequest

    return WSGIRequest(environ)


@pytest.fixture(autouse=True)
def _empty_store() -> Iterable[None]:
    store.clear()
    yield
    store.clear()
