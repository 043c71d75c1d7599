"""How often somebody may send something without signing in. Nothing about them reaches a table or a log."""

from __future__ import annotations

import hashlib
import hmac

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone


def too_often(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more `what` from where `request` came, and say whether that is over `most` within `seconds`.

    The network address is only ever a keyed digest of the day, kept in the cache for `seconds`.
    """
    key = _key(request, what)
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two calls
        return False


def is_over(request: HttpRequest, what: str, *, most: int) -> bool:
    """Whether `most` of `what` were counted from where `request` came. Counts nothing."""
    return int(cache.get(_key(request, what)) or 0) >= most


def _key(request: HttpRequest, what: str) -> str:
    place = f"{timezone.localdate().isoformat()} {what} {_address(request)}".encode()
    return "often." + hmac.new(settings.SECRET_KEY.encode(), place, hashlib.sha256).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Where `request` came from, past the proxies that this site trusts: else all visitors would share one limit."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # nobody can tell
        return ""
