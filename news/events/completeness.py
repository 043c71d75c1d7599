"""What must be said of an event before it is public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from news.events.enums import Booking, Status, Where


def missing(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an event with the values `said` lacks before it may be public, as (field, plain sentence)."""
    found = []
    where, booking = said.get("where"), said.get("booking")
    if not said.get("summary"):
        found.append(("summary", _("Say in one line what happens. Lists show it.")))
    if where != Where.ONLINE and not said.get("place_name"):
        found.append(("place_name", _("Say where it is.")))
    if where != Where.PLACE and booking != Booking.HERE and not (said.get("join_url") or said.get("booking_url")):
        found.append(("join_url", _("Say how people join online.")))
    if booking == Booking.LINK and not said.get("booking_url"):
        found.append(("booking_url", _("Give the address where people book.")))
    if said.get("status") not in (Status.ON, None) and not said.get("status_words"):
        found.append(("status_words", _("Say why, and what people can do now.")))
    return found
