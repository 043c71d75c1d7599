"""The demo's help: real national helplines, and fictional needs pages and services of Brackenshire."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from core.areas.models import Area
from support.demo.lines import LINES, helplines
from support.demo.local import LOCAL
from support.demo.more_lines import MORE_LINES
from support.demo.more_needs import MORE_NEEDS
from support.demo.needs import NEEDS
from support.demo.services import SERVICES
from support.enums import HoursKind
from support.models import ContactPoint, HoursException, HoursRule, Location, Need, Organisation, Service

__all__ = ["helplines", "load"]

TEAM = "the Brackenshire help team"
# National lines are real, so their date is too: the day on which Sayso's makers last checked them.
LINES_TEAM = "the people who make Sayso"
LINES_CHECKED_ON = datetime.date(2026, 11, 22)
PARTS: dict[str, type] = {
    "contact_points": ContactPoint,
    "locations": Location,
    "hours_rules": HoursRule,
    "hours_exceptions": HoursException,
}


@transaction.atomic
def load(today: datetime.date) -> None:
    """Write the demo's needs, organisations and services, dates counted from `today`. Running it twice changes nothing.

    Needs the demo's areas. One service is due for review; the other local ones were checked within the last weeks.
    """
    areas = {area.slug: area for area in Area.objects.all()}
    needs = {row["slug"]: _need(position, row) for position, row in enumerate([*NEEDS, *MORE_NEEDS])}
    checked = {"review_owner": LINES_TEAM, "last_checked": min(LINES_CHECKED_ON, today)}
    for position, row in enumerate([*({**line, **checked} for line in (*LINES, *MORE_LINES)), *SERVICES, *LOCAL]):
        _service(position, dict(row), today, areas, needs)


def _need(position: int, row: dict[str, Any]) -> Need:
    values = {**row, "position": position}
    for name in ("what_you_can_do", "reading"):
        values[name] = "\n".join(row[name])
    need, _new = Need.objects.update_or_create(slug=values.pop("slug"), defaults=values)
    return need


def _service(
    position: int, row: dict[str, Any], today: datetime.date, areas: dict[str, Area], needs: dict[str, Need]
) -> None:
    parts = {name: row.pop(name, []) for name in PARTS}
    served, wanted = row.pop("areas", []), row.pop("needs", [])
    checked, good_for = row.pop("checked_days_ago", 12), row.pop("good_for_days", 180)
    organisation = row.pop("organisation", row["name"])
    row["organisation"], _new = Organisation.objects.get_or_create(name=organisation)
    row["steps_text"] = "\n\n".join(row.pop("steps", []))
    row.setdefault("review_owner", TEAM)
    row.setdefault("last_checked", today - datetime.timedelta(days=checked))
    row["review_by"] = today + datetime.timedelta(days=good_for - checked)
    row.setdefault("position", position)
    service, _new = Service.objects.update_or_create(slug=row.pop("slug"), defaults=row)
    service.areas = list(areas.values()) if served == "all" else [areas[slug] for slug in served]
    service.needs = [needs[slug] for slug in wanted] if wanted != "all" else list(needs.values())
    service.save()
    parts["locations"] = [{**place, **_point(place)} for place in parts["locations"]]
    for name, rows in parts.items():
        _parts(service, PARTS[name], rows, today)


def _point(place: dict[str, Any]) -> dict[str, Any]:
    """A made-up grid reference for a made-up postcode: within nine miles of the middle of ZZ99, in the North Sea."""
    if place.get("is_confidential"):
        return {}
    east, north = (ord(letter) - ord("M") for letter in place["postcode"][-2:])
    return {"easting": 600_000 + east * 900, "northing": 400_000 + north * 900, "placed_for": place["postcode"]}


def _parts(service: Service, model: Any, rows: list[dict[str, Any]], today: datetime.date) -> None:
    """The parts of `service`, one for each of `rows`, known again by their order."""
    model.objects.filter(service=service, sort_order__gte=len(rows)).delete()
    for order, row in enumerate(rows):
        values = dict(row)
        for name in ("first_date", "last_date"):
            if name in values:
                values[name] = today + datetime.timedelta(days=values[name])
        for name in ("opens", "closes"):
            if name in values:
                values[name] = datetime.time.fromisoformat(values[name])
        if model in (HoursRule, HoursException):
            values.setdefault("kind", HoursKind.TIMES)
        model.objects.update_or_create(service=service, sort_order=order, defaults=values)
