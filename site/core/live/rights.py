"""Whose socket it is, and what that person may watch: asked of the database each time, never remembered."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user

from core.live.groups import may_watch


def _user(session_key: str) -> Any:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    # get_user reads nothing of a request but its session.
    return get_user(SimpleNamespace(session=store(session_key or None)))  # type: ignore[arg-type]


def allowed(session_key: str, names: Iterable[str]) -> tuple[int | None, set[str]]:
    """The id of the person whose session this is (None: a guest, or signed out) and which of `names` they may watch.

    Two queries for a signed-in person, none for a guest, and those of the rules of the groups.
    """
    user = _user(session_key)
    return user.pk, {name for name in names if may_watch(user, name)}
