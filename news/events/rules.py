"""What may be done with an event now. Pure."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from news.events.enums import Booking, Status

if TYPE_CHECKING:
    from wagtail.models import Page

    from news.events.models import EventPage

KEPT_AFTERWARDS = datetime.timedelta(days=30)
CONFIRMED_WITHIN = datetime.timedelta(hours=48)
"""How long a sign-up that nobody confirmed is kept. It holds no place."""
CHILD = 13


class Door(Enum):
    """How sign-up stands."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    OVER = "over"  # it has started
    OFF = "off"  # it does not go ahead, or takes no sign-ups here


def takes_sign_ups(event: EventPage, now: datetime.datetime) -> Door:
    """How sign-up for `event` stands at `now`, whatever places are left: OPEN, OVER or OFF."""
    if event.booking != Booking.HERE or event.status != Status.ON or event.starts is None:
        return Door.OFF
    return Door.OPEN if now < event.starts else Door.OVER


def door(event: EventPage, now: datetime.datetime, *, is_full: bool) -> Door:
    """How sign-up for `event` stands at `now`."""
    how = takes_sign_ups(event, now)
    if how != Door.OPEN or not is_full:
        return how
    return Door.WAITING_LIST if event.waiting_list else Door.FULL


def for_children(event: EventPage) -> bool:
    """Whether somebody under 13 may come: then an adult signs up for them."""
    return event.youngest is None or event.youngest < CHILD


def shows_join_link(event: EventPage, now: datetime.datetime) -> bool:
    """Whether the public page shows the link to join: not where people sign up here, and only until it is over."""
    return bool(event.join_url and event.booking != Booking.HERE and event.status == Status.ON
                and event.ends is not None and now < event.ends)  # fmt: skip


def can_see_sign_ups(user: Any, event: Page) -> bool:
    """Whether `user` may read who signed up: whoever may edit this event, so an editor of an area sees its own."""
    return bool(event.permissions_for_user(user).can_edit())


def keeps_sign_ups_until(event: EventPage) -> datetime.datetime | None:
    """When what people gave is deleted."""
    return event.ends + KEPT_AFTERWARDS if event.ends else None
