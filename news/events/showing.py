"""What the pages of events show, gathered in few queries."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.body import read_body
from core.pages.cache import keep_until, keep_while_shown
from core.ui.templatetags.ui import local
from news.events.enums import Booking, Where
from news.events.models import EventPage
from news.events.moments import clock
from news.events.queries import full_events, good_until, listing
from news.events.rules import Door, door, for_children, shows_join_link
from news.events.structured import event_data


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The list asked for. At most three queries."""
    found = listing(request.GET)
    until = good_until(found.items, timezone.now())
    if until:
        keep_until(request, until)
    keep_while_shown(request, found.items)
    return {"listing": found, "chosen": found.chosen, "full": full_events(), "canonical_query": found.own}


def event_context(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """One event: its times, place, programme, sign-up as it stands now. The page is kept until that changes."""
    now = timezone.now()
    for moment in (page.starts, page.ends):
        if moment and moment > now:
            keep_until(request, moment)
    is_full = page.pk in full_events()
    crumbs = [(_("Home"), local("/")), (_("Events"), local("/events/"))]
    has_times = bool(page.starts and page.ends)
    return {
        "body": read_body(page.body.raw_data),
        "programme": programme(page),
        "page_areas": list(page.areas.all()),
        "crumbs": crumbs,
        "is_over": bool(page.ends and page.ends <= now),
        "door": door(page, now, is_full=is_full).value,
        "signs_up_here": page.booking == Booking.HERE,
        "join_link": page.join_url if shows_join_link(page, now) else "",
        "in_person": page.where != Where.ONLINE,
        "is_online": page.where != Where.PLACE,
        "ages": ages(page),
        "json_ld": event_data(request, page, is_full=is_full) if has_times else None,
    }


def sign_up_context(page: EventPage) -> dict[str, Any]:
    """What the form's page says about the event."""
    now = timezone.now()
    return {
        "page": page,
        "door": door(page, now, is_full=page.pk in full_events()).value,
        "for_children": for_children(page),
        "is_open": door(page, now, is_full=page.pk in full_events()) in (Door.OPEN, Door.WAITING_LIST),
    }


def programme(page: EventPage) -> list[dict[str, Any]]:
    """The rows of the programme: `time` in words, `title`, `about`, `speakers`."""
    return [
        {
            "time": _time(row["value"].get("time")),
            "title": row["value"].get("title") or "",
            "about": row["value"].get("about") or "",
            "speakers": [each.get("value", each) for each in row["value"].get("speakers") or ()],
        }
        for row in page.programme.raw_data
    ]


def _time(stored: object) -> str:
    """A stored time of day such as 14:00:00 in words; what is none is left out."""
    try:
        time = datetime.time.fromisoformat(str(stored))
    except ValueError:
        return ""
    return clock(datetime.datetime(2000, 1, 1, time.hour, time.minute))


def ages(page: EventPage) -> str:
    """For which ages the event is, in words; empty for everybody."""
    if page.youngest is not None and page.oldest is not None:
        return _("Ages %(youngest)s to %(oldest)s") % {"youngest": page.youngest, "oldest": page.oldest}
    if page.youngest is not None:
        return _("Age %(youngest)s and over") % {"youngest": page.youngest}
    return _("Up to age %(oldest)s") % {"oldest": page.oldest} if page.oldest is not None else ""
