"""How often the form is taken: in all, and from one network, without keeping network addresses.

A network is counted under a keyed hash that changes each day, in the cache, for an hour at most. IPv6 counts by /64.
"""

from __future__ import annotations

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600
MOST_FROM_ONE_NETWORK = 20
MOST_IN_ALL = 1000


def is_too_often(request: HttpRequest) -> bool:
    """Count one sending of the form; whether it is one too many for its network or for all, in this hour."""
    hour = int(time.time() // HOUR)
    from_network = _count(f"{hour}:{_network(request, hour)}")
    return from_network > MOST_FROM_ONE_NETWORK or _count(f"{hour}:all") > MOST_IN_ALL


def _count(name: str) -> int:
    key = f"newsletter:asked:{name}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended in this very moment
        return 1


def _network(request: HttpRequest, hour: int) -> str:
    try:
        address = str(get_adapter().get_client_ip(request))
        found = ipaddress.ip_address(address)
        if isinstance(found, ipaddress.IPv6Address):
            address = str(ipaddress.IPv6Network((found, 64), strict=False).network_address)
    except (ValueError, PermissionDenied):
        address = "unknown"
    return salted_hmac(f"newsletter.network.{hour // 24}", address, algorithm="sha256").hexdigest()[:24]
