"""More fictional local services from rows: drama numbers, example.org, postcodes that do not exist."""

from __future__ import annotations

from typing import Any

from support.demo.coast import COAST
from support.demo.inland import INLAND
from support.demo.services import PRIVATE


def _ways(number: int, slug: str, channels: str, place: tuple[str, str, str] | None) -> list[dict[str, Any]]:
    """A contact point for each of `channels`; `number` is the last two digits in the drama ranges."""
    known: dict[str, dict[str, Any]] = {
        "call": {"value": f"01632 9603{number:02}", "cost": "As any local call", "on_bill": "yes"},
        "text": {"value": f"07700 9003{number:02}", "cost": "As any text", "on_bill": "yes"},
        "email": {"value": f"hello@{slug}.example.org"},
        "chat": {"value": f"https://{slug}.example.org/chat", "display": f"{slug}.example.org"},
        "bsl": {"value": f"https://{slug}.example.org/bsl", "display": f"{slug}.example.org"},
        "visit": {"display": place[0] if place else ""},
    }
    return [{"channel": channel, **known[channel]} for channel in channels.split()]


def _local(number: int, row: tuple[Any, ...]) -> dict[str, Any]:
    slug, name, summary, areas, needs, hours, ways, more = row
    more = dict(more)
    place, secret = more.pop("place", None), more.pop("secret", False)
    places = [{"address": place[0], "postcode": place[1], "directions": place[2]}] if place else []
    if secret:
        places = [{"address": "Known to staff only", "postcode": "ZZ99 4XX", "is_confidential": True}]
    return {
        "slug": slug,
        "name": name,
        "summary": summary,
        "areas": areas,
        "needs": needs.split(),
        "languages": ["en"],
        "referral": "Get in touch yourself, or ask somebody you trust to.",
        "who_is_told": PRIVATE,
        "contact_points": _ways(number, slug, ways, place),
        "locations": places,
        **hours,
        **more,
    }


LOCAL: list[dict[str, Any]] = [_local(number, row) for number, row in enumerate([*COAST, *INLAND])]
