"""Small values that every page needs (partnership, areas, menus, addresses): read once a version, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings

from core.pages.version import Version, reader
from core.people.queries import has_demo_people

T = TypeVar("T")
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


def is_demo() -> bool:
    """Whether to say that this is a demonstration: in demo mode, and wherever demo accounts are. No query when warm."""
    return settings.DEMO or small_value("demo", has_demo_people)


def forget() -> None:
    """Drop every kept value and close the version's connection (a test, or a restored database)."""
    with _lock:
        _kept.clear()
    reader.close()
