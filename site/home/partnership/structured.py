"""The partnership in the words of schema.org, for search engines: a data block, which no browser runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from core.areas.queries import active_areas, partnership
from core.pages.frame import small_value

if TYPE_CHECKING:
    from home.partnership.models import PressPage
    from home.partnership.queries import Partner


def organisation(
    request: HttpRequest, *, members: Iterable[Partner] = (), press: PressPage | None = None
) -> dict[str, Any]:
    """The partnership as Organization, with its members or its contact for the press. No query when warm."""
    house = small_value("partnership", partnership)
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": house.name,
        "url": request.build_absolute_uri("/"),
        "email": house.contact_email,
        "telephone": house.contact_phone,
        "address": ", ".join(line.strip() for line in house.contact_address.splitlines() if line.strip()),
        "areaServed": [area.name for area in small_value("areas", active_areas)],
        "member": [
            _filled({"@type": "Organization", "name": each.row.name, "url": each.row.website}) for each in members
        ],
    }
    if press is not None:
        line = {"email": press.press_email, "telephone": press.press_phone, "hoursAvailable": press.press_hours}
        record["contactPoint"] = [_filled({"@type": "ContactPoint", "contactType": "press", **line})]
    return _filled(record)


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in ("", [], None)}
