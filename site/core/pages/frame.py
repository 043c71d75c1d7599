"""Small values that every page needs (partnership, areas, menus, addresses): read once a version, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from core.pages.version import Version, reader
from core.people.queries import has_demo_people

T = TypeVar("T")
WITHOUT_DATABASE = ("/healthz", "/readyz")
MOST_KEPT = 1000  # values under one name: pages and lists, a few kB each
MOST_ON_ONE = 40  # values on one object: languages and places
_kept: dict[str, tuple[Version, Any]] = {}
_lock = threading.Lock()


def small_value(name: str, load: Callable[[], T]) -> T:
    """`load()` once for each version of public content, kept in this process under `name`.

    The version is read before `load` runs, so a change that commits meanwhile is seen by the next call. Values are
    shared between requests: never change what comes back.
    """
    version = reader.current()
    if version is None:
        return load()
    found = _kept.get(name)
    if found is not None and found[0] == version:
        return found[1]
    value = load()
    with _lock:
        _kept[name] = (version, value)
    return value


def kept_value(name: str, key: Any, load: Callable[[], T], *, most: int = MOST_KEPT) -> T:
    """As `small_value`, for many values of one kind: `load()` once for each version and `key`, at most `most` under
    `name`. What `load` raises is kept nowhere."""
    values: dict[Any, T] = small_value(f"kept.{name}", dict)
    found = values.get(key)
    if found is None:
        found = load()
        if len(values) >= most:
            values.clear()
        values[key] = found
    return found


def timed_value(
    name: str,
    load: Callable[[datetime], tuple[T, datetime | None]],
    now: datetime,
    *,
    key: Any = None,
    most: int = MOST_KEPT,
) -> T:
    """As `kept_value`, for what time changes too: `load(now)` gives the value and until when it holds (None: as long
    as the version does). `now` is aware. At most `most` are kept under `name`."""
    return _timed(small_value(f"timed.{name}", dict), key, load, now, most)


def kept_on(thing: Any, name: Any, load: Callable[[datetime], tuple[T, datetime | None]], now: datetime) -> T:
    """As `timed_value`, kept on the object `thing`, for what is made of its own rows. Visitors share an object that is
    kept for a version; the draft of a preview is an object of its own, so that nothing of it gets out."""
    return _timed(thing.__dict__.setdefault("_kept_on", {}), name, load, now, MOST_ON_ONE)


def _timed(
    values: dict[Any, tuple[T, datetime, datetime | None]],
    key: Any,
    load: Callable[[datetime], tuple[T, datetime | None]],
    now: datetime,
    most: int,
) -> T:
    found = values.get(key)
    if found is None or now < found[1] or (found[2] is not None and found[2] <= now):
        value, until = load(now)
        found = (value, now, until)
        if len(values) >= most:
            values.clear()
        values[key] = found
    return found[0]


def fragments_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Takes the store of HTML fragments of this version before anything is read for the page, so that what is made
    from older rows is never kept under a newer version."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path not in WITHOUT_DATABASE:
            request.META["sayso.fragments"] = small_value("fragments", dict)
        return get_response(request)

    return middleware


def kept_fragment(request: HttpRequest | None, key: tuple[Any, ...], make: Callable[[], SafeString]) -> SafeString:
    """The HTML that `make` writes, once for each version of public content and `key`; each time without a request.

    The key must name everything that the HTML depends on besides public content, and take few values: an area, never
    an address or words of a visitor.
    """
    fragments: dict[tuple[Any, ...], SafeString] = {} if request is None else request.META.get("sayso.fragments", {})
    found = fragments.get(key)
    if found is None:
        found = fragments[key] = make()
    return found


def is_demo() -> bool:
    """Whether to say that this is a demonstration: in demo mode, and wherever demo accounts are. No query when warm."""
    return settings.DEMO or small_value("demo", has_demo_people)


def forget() -> None:
    """Drop every kept value and close the version's connection (a test, or a restored database)."""
    with _lock:
        _kept.clear()
    reader.close()
