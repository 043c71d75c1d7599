"""The page cache: whole anonymous pages, kept in memory in front of Django, never stale past a change.

A page is stored under the version of public content that was read before its first query (core.pages.version), and
served only while that version is current and its lifetime lasts. Cookies, sign-ins and forms never come near it.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import brotli
from django.http import HttpRequest

from core.pages import frame, views_count
from core.pages.version import Version, raise_version, reader, watch, watched

__all__ = ["PageCache", "forget", "keep_until", "never_count", "never_keep", "own_query_keys", "raise_version", "watch",
           "watched"]  # fmt: skip

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
LARGEST_STORE = 64 * 1024 * 1024
LARGEST_PAGE = 1024 * 1024
UK = ZoneInfo("Europe/London")
NEVER_UNDER = ("/account/", "/desk/", "/cms/", "/ws/", "/static/", "/media/", "/documents/", "/healthz", "/readyz")
# Pages may differ by these keys and no others: anything else is taken out of the address before a kept page is made.
BROTLI_QUALITY = 7  # 4 % smaller than 5 in Arabic at about its cost; 9 takes five times as long
QUERY_KEYS = frozenset({"page", "need", "area", "near", "audience", "age", "channel", "language", "cost", "open",
                        "topic", "year", "before", "after", "since", "via", "large"})  # fmt: skip
# Under these beginnings of paths other keys count: (those that pages differ by, those whose pages are not kept at all).
_own_keys: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
SEARCH = frozenset({"q"})
DROPPED_HEADERS = frozenset({"content-length", "vary", "etag", "last-modified", "cache-control", "expires"})


def own_query_keys(prefix: str, keys: frozenset[str], private: frozenset[str]) -> None:
    """Pages under `prefix` differ by `keys` in place of QUERY_KEYS, and those asked for with one of `private` are kept
    nowhere. For `apps.ready()`."""
    _own_keys[prefix] = (keys, private)


def keep_until(request: HttpRequest, instant: datetime) -> None:
    """Keep the page being made no longer than `instant` (aware; the least of all calls counts)."""
    earlier = request.META.get("sayso.keep_until")
    request.META["sayso.keep_until"] = instant if earlier is None else min(earlier, instant)


def keep_while_shown(request: HttpRequest, pages: Iterable[Any]) -> None:
    """Keep the page being made no longer than each of `pages` (anything with `expire_at`) may be listed."""
    for page in pages:
        if page.expire_at:
            keep_until(request, page.expire_at)


def never_keep(request: HttpRequest) -> None:
    """Do not keep the page being made, whatever else holds."""
    request.META["sayso.never_keep"] = True


def never_count(request: HttpRequest) -> None:
    """Do not count reads of the page being made (sensitivity 2)."""
    request.META["sayso.never_count"] = True


@dataclass(frozen=True)
class KeptPage:
    """One page as it leaves: `forms` by encoding ("", gzip, br), each with its own headers, entity tag and body, good
    while `version` is current and until `until` (seconds since the epoch)."""

    version: Version
    until: float
    forms: dict[str, tuple[Headers, str, bytes]]
    counted: bool

    @property
    def size(self) -> int:
        """Bytes of memory that the page takes, roughly."""
        return sum(len(body) + 512 for _headers, _etag, body in self.forms.values())


def _forms(headers: Headers, body: bytes) -> dict[str, tuple[Headers, str, bytes]]:
    """A page in every encoding, all that costs time done once."""
    bodies = {"": body, "gzip": gzip.compress(body, 6, mtime=0), "br": brotli.compress(body, quality=BROTLI_QUALITY)}
    forms = {}
    for encoding, sent in bodies.items():
        etag = f'"{hashlib.sha256(sent).hexdigest()[:20]}"'
        own = [*headers, ("ETag", etag), ("Content-Length", str(len(sent)))]
        forms[encoding] = ([*own, ("Content-Encoding", encoding)] if encoding else own, etag, sent)
    return forms


class Store:
    """Kept pages of this process, the least used dropped first beyond `largest` bytes."""

    def __init__(self, largest: int = LARGEST_STORE) -> None:
        self._largest = largest
        self._pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...]) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._bytes > self._largest:
                _key, dropped = self._pages.popitem(last=False)
                self._bytes -= dropped.size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0


store = Store()


def forget() -> None:
    """Drop every kept page, small value and count of this process."""
    store.clear()
    views_count.forget()
    frame.forget()


def next_uk_midnight(now: datetime) -> datetime:
    """The next start of a day in the UK: pages say "today", so none outlives one."""
    tomorrow = (now.astimezone(UK) + timedelta(days=1)).date()
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UK)


class PageCache:
    """A WSGI application that answers kept pages itself and asks `application` (Django) for the rest."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = _key(environ)
        version = reader.current() if key else None
        if key is None or version is None:
            return self.application(environ, start_response)
        page = store.get(key)
        if page is None or page.version != version or page.until <= time.time():
            made = self._make(environ, start_response, key, version)
            if not isinstance(made, KeptPage):
                return made
            store.put(key, made)
            page = made
        return _answer(environ, start_response, page)

    def _make(
        self, environ: Environ, start_response: Callable[..., Any], key: tuple[str, ...], version: Version
    ) -> KeptPage | Iterable[bytes]:
        """Ask Django for the page, plain: a KeptPage where it may be kept, else Django's own answer, passed through."""
        asked = {**environ, "REQUEST_METHOD": "GET", "QUERY_STRING": key[3]}
        for conditional in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            asked.pop(conditional, None)
        said: dict[str, Any] = {}

        def hear(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            said.update(status=status, headers=headers)
            return lambda _data: None

        result = self.application(asked, hear)
        if not _may_keep(asked, said["status"], said["headers"]):
            start_response(said["status"], said["headers"])
            return _without_body(result) if environ["REQUEST_METHOD"] == "HEAD" else result
        try:
            body = b"".join(result)
        finally:
            _close(result)
        until = next_uk_midnight(datetime.now(UK))
        until = min(until, asked.get("sayso.keep_until", until))
        headers = [(name, value) for name, value in said["headers"] if name.lower() not in DROPPED_HEADERS]
        headers += [("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding, Cookie")]
        return KeptPage(version, until.timestamp(), _forms(headers, body), not asked.get("sayso.never_count"))


def _close(result: Iterable[bytes]) -> None:
    close = getattr(result, "close", None)
    if close:
        close()


def _without_body(result: Iterable[bytes]) -> list[bytes]:
    _close(result)
    return [b""]


def _key(environ: Environ) -> tuple[str, ...] | None:
    """What a kept page differs by, or None when this request must reach Django."""
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or environ.get("HTTP_COOKIE")
        or environ.get("HTTP_AUTHORIZATION")
        or len(environ.get("QUERY_STRING", "")) > 300
    ):
        return None
    path = environ.get("PATH_INFO", "")
    if path.startswith(NEVER_UNDER):
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        keys, private = next((own for start, own in _own_keys.items() if path.startswith(start)), (QUERY_KEYS, SEARCH))
        if any(name in private for name, _value in pairs):
            return None  # what somebody searched for is kept nowhere
        query = urlencode([(name, value) for name, value in pairs if name in keys])
    # As Django reads it: secure or not. Any other word would be one more copy of every page.
    forwarded = str(environ.get("HTTP_X_FORWARDED_PROTO") or environ.get("wsgi.url_scheme"))
    scheme = "https" if forwarded.split(",")[0].strip() == "https" else "http"
    return (scheme, environ.get("HTTP_HOST", ""), path, query)


def _may_keep(environ: Environ, status: str, headers: Headers) -> bool:
    """Whether a response may be kept: a plain 200 of known length, no cookie set or read, not marked private."""
    named = {name.lower(): value for name, value in headers}
    cache_control = named.get("cache-control", "")
    return (
        status.startswith("200 ")
        and int(named.get("content-length", LARGEST_PAGE + 1)) <= LARGEST_PAGE
        and not environ.get("sayso.never_keep")
        and "set-cookie" not in named
        and "cookie" not in named.get("vary", "").lower()
        and "content-encoding" not in named
        and "content-disposition" not in named
        and "private" not in cache_control
        and "no-store" not in cache_control
    )


def _answer(environ: Environ, start_response: Callable[..., Any], page: KeptPage) -> Iterable[bytes]:
    """Send a kept page in the best encoding that the browser takes; 304 when it holds it already."""
    if page.counted:
        views_count.count(environ.get("PATH_INFO", ""), environ.get("HTTP_USER_AGENT", ""))
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "").lower()
    headers, etag, body = page.forms["br" if "br" in accepted else "gzip" if "gzip" in accepted else ""]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (known == "*" or etag in [tag.strip() for tag in known.split(",")]):
        left_out = ("Content-Type", "Content-Length", "Content-Encoding")
        start_response("304 Not Modified", [pair for pair in headers if pair[0] not in left_out])
        return [b""]
    start_response("200 OK", list(headers))
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]
