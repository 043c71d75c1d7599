"""Bodies of home's pages, in which services can stand: read at once, however many blocks ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.areas.queries import active_areas
from core.pages.body import Body, read_body
from core.pages.cache import keep_until
from core.pages.frame import kept_on, small_value
from support.cards import card, in_english
from support.filters import Filters
from support.queries import Step, find, needs_now, step_of, visible_to
from support.shelf import listings

MOST_LISTED = 9


def body_of(
    page: Any, request: HttpRequest, *, values: Mapping[str, Callable[[Any], Any]] | None = None, name: str = "body"
) -> Body:
    """The body of `page` (a page with `body` of HUB_BLOCKS or more); `values` as in `read_body`.

    It is read once for each page object and `name`, until the first of its services opens, closes or goes; so long is
    the page kept too. Services cost one query for all cards together, and two for each different list.
    """

    def load(now: datetime) -> tuple[tuple[Body, datetime | None], datetime | None]:
        changes: list[datetime] = []
        body = read_body(
            page.body.raw_data,
            values=values or {},
            gather={
                "service_card": lambda found: _cards(found, now, changes),
                "service_list": lambda found: [_list(value, now, changes) for value in found],
            },
        )
        until = min(changes, default=None)
        return (body, until), until

    body, until = kept_on(page, name, load, timezone.now())
    if until:
        keep_until(request, until)
    return body


def _cards(stored: list[dict[str, Any]], now: datetime, changes: list[datetime]) -> list[dict[str, Any] | None]:
    """A card for each of `stored`; None where the service is not public. Adds to `changes` when they next change."""
    wanted = {value.get("service") for value in stored} - {None}
    open_to_all = visible_to(now=now).filter(pk__in=wanted).values_list("pk", flat=True) if wanted else []
    services = {service.pk: service for service in listings(open_to_all)}
    active = len(small_value("areas", active_areas))
    changes += [service.good_until(now) for service in services.values()]
    return [
        {"card": card(service, now, step_of(service, active)), "in_english": in_english()} if service else None
        for service in (services.get(value.get("service", 0)) for value in stored)
    ]


def _list(value: dict[str, Any], now: datetime, changes: list[datetime]) -> dict[str, Any] | None:
    """The services that match `value`; the lines that help anyone where none does. None where there are not even
    those. Adds to `changes` when it next changes."""
    needs = {need.pk: need.slug for need in needs_now(now)}
    areas = {area.slug for area in small_value("areas", active_areas)}
    filters = Filters(
        need=needs.get(value.get("need") or 0, ""),
        area=area if (area := value.get("area") or "") in areas else "",
        audience=value.get("audience") or "",
    )
    found = find(filters, now)
    changes.append(found.good_until)
    if not found.listed:
        return None
    limit = min(max(int(value.get("limit") or 3), 1), MOST_LISTED)
    return {
        "title": value.get("title") or "",
        "cards": [card(one.service, now, one.step, one.miles) for one in found.listed[:limit]],
        "in_english": in_english(),
        "stands_in": found.step == Step.ANYONE,
        "query": filters.address(""),
    }
