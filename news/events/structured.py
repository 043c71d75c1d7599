"""What search engines and people's apps read about an event: schema.org Event as JSON-LD."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.areas.queries import partnership
from core.pages.addresses import path_of
from core.pages.frame import small_value
from news.events.enums import Booking, Status, Where
from news.events.models import EventPage
from news.events.moments import UK

SCHEMA = "https://schema.org"
STATUS = {Status.ON: "EventScheduled", Status.POSTPONED: "EventPostponed", Status.CANCELLED: "EventCancelled"}
MODE = {Where.PLACE: "Offline", Where.ONLINE: "Online", Where.BOTH: "Mixed"}


def event_data(request: HttpRequest, page: EventPage, *, is_full: bool) -> dict[str, Any]:
    """`page` (with times) as an Event. Never the link to join. No query when the frame is warm."""
    assert page.starts is not None and page.ends is not None  # noqa: S101, PT018 - asked by the caller
    url = request.build_absolute_uri(path_of(page.pk) or request.path)
    start, end = page.starts.astimezone(UK), page.ends.astimezone(UK)
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "url": url,
        "startDate": start.date().isoformat() if page.all_day else start.isoformat(),
        "endDate": end.date().isoformat() if page.all_day else end.isoformat(),
        "eventStatus": f"{SCHEMA}/{STATUS[Status(page.status)]}",
        "eventAttendanceMode": f"{SCHEMA}/{MODE[Where(page.where)]}EventAttendanceMode",
        "location": _location(page, url),
        "organizer": {
            "@type": "Organization",
            "name": small_value("partnership", partnership).name,
            "url": request.build_absolute_uri("/"),
        },
        "isAccessibleForFree": not page.cost,
    }
    if not page.cost:
        stock = "SoldOut" if is_full else "InStock"
        data["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "GBP", "url": page.booking_url or url,
                          "availability": f"{SCHEMA}/{stock}"}  # fmt: skip
    if page.booking == Booking.HERE and page.places:
        data["maximumAttendeeCapacity"] = page.places
    return data


def _location(page: EventPage, url: str) -> dict[str, str] | list[dict[str, str]]:
    online = {"@type": "VirtualLocation", "url": url}
    if page.where == Where.ONLINE:
        return online
    address = ", ".join(line.strip() for line in page.address.splitlines() if line.strip())
    place = {"@type": "Place", "name": page.place_name, "address": address or page.place_name}
    return [place, online] if page.where == Where.BOTH else place
