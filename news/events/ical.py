"""Events for calendar programs, as RFC 5545 says. Times are in UTC, so no program has to know when UK clocks change."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.pages.addresses import path_of
from core.pages.enums import Sensitivity
from news.events.enums import Status, Where
from news.events.models import EventPage
from news.events.moments import UK

STATUS = {Status.ON: "CONFIRMED", Status.POSTPONED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}
SEQUENCES_BEGAN = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
ASKED_AGAIN_AFTER = datetime.timedelta(hours=6)


def calendar_file(events: Iterable[EventPage], *, base: str, name: str = "", join_link: bool = False) -> bytes:
    """`events` (with times) as an iCalendar file.

    `base` is the scheme and host of addresses, `name` what programs call a calendar to which somebody subscribes.
    `join_link` puts in the link to join online: only for somebody who signed up. The same rows give the same bytes.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Sayso//Events//EN")
    made.add("calscale", "GREGORIAN")
    if name:
        made.add("method", "PUBLISH")
        made.add("name", one_line(name))
        made.add("x-wr-calname", one_line(name))
        made.add("x-wr-timezone", "Europe/London")
        made.add("refresh-interval", ASKED_AGAIN_AFTER, {"value": "DURATION"})
    for event in events:
        made.add_component(_entry(event, base, join_link=join_link))
    return made.to_ical()


def _entry(page: EventPage, base: str, *, join_link: bool) -> Event:
    assert page.starts is not None and page.ends is not None  # noqa: S101, PT018 - the reads ask for both
    entry = Event()
    entry.add("uid", str(page.translation_key))
    changed = page.last_published_at or page.starts
    entry.add("dtstamp", changed.astimezone(datetime.UTC))
    entry.add("last-modified", changed.astimezone(datetime.UTC))
    # It must only ever grow: the minutes from 2020 to the last publishing.
    entry.add("sequence", max(0, int((changed - SEQUENCES_BEGAN).total_seconds() // 60)))
    if page.all_day:
        entry.add("dtstart", page.starts.astimezone(UK).date())
        entry.add("dtend", page.ends.astimezone(UK).date() + datetime.timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("dtstart", page.starts.astimezone(datetime.UTC))
        entry.add("dtend", page.ends.astimezone(datetime.UTC))
    entry.add("summary", _title(page))
    entry.add("description", several_lines(_description(page, join_link=join_link)))
    if place := one_line(_place(page)):
        entry.add("location", place)
    entry.add("status", STATUS[Status(page.status)])
    if page.sensitivity == Sensitivity.NORMAL:
        entry.add("class", "PUBLIC")
    entry.add("url", base + (path_of(page.pk) or "/"))
    return entry


def _title(page: EventPage) -> str:
    title = one_line(page.title)
    if page.status == Status.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": title}
    if page.status == Status.POSTPONED:
        return _("Put off: %(title)s") % {"title": title}
    return title


def _description(page: EventPage, *, join_link: bool) -> str:
    parts = [page.status_words if page.status != Status.ON else "", page.summary]
    if join_link and page.join_url and page.status == Status.ON:
        parts.append(_("Join online: %(link)s") % {"link": page.join_url})
    return "\n".join(part for part in parts if part)


def _place(page: EventPage) -> str:
    if page.where == Where.ONLINE:
        return _("Online")
    return ", ".join(part for part in (page.place_name, *page.address.splitlines()) if part.strip())


def one_line(text: str) -> str:
    """`text` without line ends and without characters that no calendar may hold."""
    return " ".join(several_lines(text).split())


def several_lines(text: str) -> str:
    """`text` with plain line ends and without other control characters (RFC 5545, 3.1)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp"))
