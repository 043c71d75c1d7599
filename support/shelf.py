"""Services as lists need them: plain rows in place of models, read once for each version of public content.

A list of twelve asks hundreds of services whether they are open. Making that many models, with managers for their
parts, cost most of a page; here a service is read by six plain queries and keeps its last Standing and its rendered
cards until its next change. Nothing here may be changed by a reader, and only what `visible_to` gave may be asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.pages.frame import small_value
from core.pages.reviews import GRACE
from support.enums import BankHolidays, Channel, HoursKind, Status
from support.hours import Answer, Change, Rule
from support.models import ContactPoint, HoursException, HoursRule, Location, Service
from support.times import Standing, Times, standing
from support.ways import Way

LARGEST = 12_000  # services kept: some 2 kB each
MOST_RENDERED = 40  # cards kept of one service: languages, steps and distances
FIELDS = (
    "pk", "slug", "name", "summary", "alert", "status", "age_min", "age_max", "is_free", "cost", "is_fallback",
    "location_confidential", "position", "expire_at",
)  # fmt: skip
OF_TIMES = ("bank_holidays", "nation", "review_by")
ORDER = {channel.value: place for place, channel in enumerate(Channel)}
Points = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class Listing:
    """One service as a list shows it. `places` are grid references in metres, of places that may be shown alone."""

    pk: int
    slug: str
    name: str
    summary: str
    alert: str
    status: str
    age_min: int | None
    age_max: int | None
    is_free: bool
    cost: str
    is_fallback: bool
    location_confidential: bool
    position: int
    expire_at: datetime | None
    times: Times
    contacts: tuple[Way, ...]
    area_names: tuple[str, ...]
    places: Points
    rendered: dict[Any, tuple[Standing, SafeString]] = field(default_factory=dict)
    _standing: Standing | None = None
    _addresses: dict[str, str] = field(default_factory=dict)

    def get_absolute_url(self) -> str:
        """The address of the service's page, in the language of this page."""
        language = get_language() or ""
        if language not in self._addresses:
            self._addresses[language] = reverse("support:service", args=[self.slug])
        return self._addresses[language]

    def stands(self, now: datetime) -> Standing:
        """How it stands at `now` (aware), worked out once for each stretch in which nothing changes."""
        kept = self._standing
        if kept is None or not kept.since <= now < kept.until:
            kept = self._standing = standing(self.times, now)
        return kept

    def answer(self, now: datetime) -> Answer:
        """The answer at `now` (aware)."""
        return self.stands(now).answer

    def good_until(self, now: datetime) -> datetime:
        """Until when (aware) what a list says about it stays true: its hours change, or it is taken down."""
        until = self.stands(now).until
        return min(until, self.expire_at) if self.expire_at else until


def listings(pks: Iterable[int]) -> list[Listing]:
    """The services with these keys, in that order; one that was deleted meanwhile is left out. No query when all are
    kept, else six for those that are not."""
    wanted = list(pks)
    kept: dict[int, Listing] = small_value("support.shelf", dict)
    missing = [pk for pk in wanted if pk not in kept]
    if not missing:
        return [kept[pk] for pk in wanted]
    found = {**{pk: kept[pk] for pk in wanted if pk in kept}, **_read(missing)}
    if len(kept) + len(missing) > LARGEST:
        kept.clear()
    kept.update(found)
    return [found[pk] for pk in wanted if pk in found]


def _read(pks: list[int]) -> dict[int, Listing]:
    """The services with these keys, by key. Six queries."""
    ways = _parts(ContactPoint, pks, "channel", "value", "display", "word", "sort_order")
    rules = _parts(HoursRule, pks, "channel", "day", "last_day", "kind", "opens", "closes")
    changes = _parts(HoursException, pks, "channel", "first_date", "last_date", "kind", "opens", "closes")
    places = _parts(Location, pks, "is_confidential", "easting", "northing")
    areas = _grouped(
        Service.areas.through.objects.filter(service__in=pks)
        .order_by("area__position", "area__name")
        .values_list("service_id", "area__name")
    )
    found = {}
    for row in Service.objects.filter(pk__in=pks).values(*FIELDS, *OF_TIMES):
        pk, bank_holidays, nation, review_by = row["pk"], *(row.pop(name) for name in OF_TIMES)
        found[pk] = Listing(
            **row,
            times=Times(
                rules=tuple((channel, _rule(*line)) for channel, *line in rules[pk]),
                changes=tuple((channel, _change(*line)) for channel, *line in changes[pk]),
                ways=frozenset(way[0] for way in ways[pk]),
                bank_holidays=BankHolidays(bank_holidays),
                nation=nation,
                is_paused=row["status"] == Status.PAUSED,
                stale_on=review_by + GRACE if review_by else None,
            ),
            contacts=tuple(Way(*way[:4]) for way in sorted(ways[pk], key=lambda way: (way[4] or 0, ORDER[way[0]]))),
            area_names=tuple(name for (name,) in areas[pk]),
            places=() if row["location_confidential"] else _points(places[pk]),
        )
    return found


def _parts(model: Any, pks: list[int], *fields: str) -> dict[int, list[Any]]:
    return _grouped(
        model.objects.filter(service__in=pks).order_by("sort_order", "pk").values_list("service_id", *fields)
    )


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for pk, *rest in rows:
        grouped[pk].append(rest)
    return grouped


def _rule(day: int, last_day: int | None, kind: str, opens: Any, closes: Any) -> Rule:
    return Rule(day, day if last_day is None else last_day, HoursKind(kind), opens, closes)


def _change(first: Any, last: Any, kind: str, opens: Any, closes: Any) -> Change:
    return Change(first, last or first, HoursKind(kind), opens, closes)


def _points(rows: list[Any]) -> Points:
    """The grid references of the places that are not confidential."""
    return tuple((east, north) for secret, east, north in rows if not secret and east is not None and north is not None)
