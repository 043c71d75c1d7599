"""A service in the words of schema.org, for search engines: a data block in the page, which no browser runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from support.enums import Channel, HoursKind, Sensitivity, Status, Weekday
from support.models import ContactPoint, HoursRule, Service
from support.rules import is_overdue

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays")
PROPERTY = {Channel.CALL: "telephone", Channel.RELAY: "telephone", Channel.TEXT: "telephone", Channel.EMAIL: "email",
            Channel.CHAT: "url", Channel.BSL: "url"}  # fmt: skip


def linked_data(request: HttpRequest, service: Service, now: datetime) -> dict[str, Any]:
    """What a data block says about `service`; nothing where its page is neutral. No query when its parts
    are prefetched. Left out are a secret place and the areas of its service, and hours that nobody vouches for now."""
    if service.sensitivity == Sensitivity.PRIVATE:
        return {}
    organisation = {"@type": "Organization", "name": service.organisation.name, "url": service.organisation.website,
                    "contactPoint": [_contact(point) for point in service.contacts if point.value]}  # fmt: skip
    sure = service.status == Status.ACTIVE and not is_overdue(service, now)
    hours = [_hours(line) for line in service.hours_rules.all() if _is_said(line)] if sure else []
    areas = [] if service.location_confidential else [area.name for area in service.areas.all()]
    record = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": service.name,
        "description": service.summary,
        "url": request.build_absolute_uri(service.get_absolute_url()),
        "provider": organisation,
        "areaServed": areas,
        "hoursAvailable": hours,
        "availableChannel": [
            {"@type": "ServiceChannel", "serviceLocation": {"@type": "Place", "address": ", ".join(place.lines)}}
            for place in service.places
        ],
    }
    return dict(_filled(record))


def _filled(value: Any) -> Any:
    """`value` without what is empty, at every depth."""
    if isinstance(value, dict):
        return {name: _filled(one) for name, one in value.items() if one not in ("", [], None)}
    return [_filled(one) for one in value] if isinstance(value, list) else value


def _contact(point: ContactPoint) -> dict[str, Any]:
    return {"@type": "ContactPoint", PROPERTY.get(Channel(point.channel), "name"): point.value}


def _is_said(line: HoursRule) -> bool:
    return not line.channel and line.kind in (HoursKind.TIMES, HoursKind.ALL_DAY)


def _hours(line: HoursRule) -> dict[str, Any]:
    rule = line.as_rule()
    days = [DAYS[day] for day in Weekday.values if rule.holds_on(day)]
    all_day = line.kind == HoursKind.ALL_DAY or line.opens is None or line.closes is None
    opens, closes = ("00:00", "23:59") if all_day else (f"{line.opens:%H:%M}", f"{line.closes:%H:%M}")
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}
