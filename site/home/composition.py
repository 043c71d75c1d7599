"""What home's pages show, gathered from every feature through its own reads. Each part is flat in size."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from community.forums.queries import board_summaries, latest_threads
from core.areas.chosen import area_slug
from core.areas.models import Area, Partnership
from core.areas.queries import active_areas, partnership
from core.pages.body import Body
from core.pages.cache import keep_until, keep_while_shown
from core.pages.cards import below
from core.pages.cookies import REGISTER
from core.pages.frame import kept_value, small_value, timed_value
from core.pages.queries import shown
from home import data_register
from home.bodies import body_of
from home.crumbs import crumbs
from home.facts import facts
from home.partnership.hub import around
from news.events.queries import good_until, upcoming
from news.queries import latest
from support.cards import drawn_card
from support.queries import Step, national_lines, services_for_area
from surveys.queries import next_change, open_consultations

if TYPE_CHECKING:
    from home.models import AreaHubPage, ChangedPage, HomePage, StandardPage
    from home.partnership.models import ContactPage
    from news.events.models import EventPage
    from support.shelf import Listing

STATE_ICONS = {"done": "check", "doing": "clock", "not": "info", "late": "clock"}


def front(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The first page. No query when warm, whatever there is."""
    area = chosen_area(request)
    news = latest(3, area_id=area.pk if area else None)
    keep_while_shown(request, news)
    events = _events(request, area, 2)
    return {
        "voices": page.once("voices", lambda: _voices(page)),
        "consultations": _consultations(request, 3),
        "lines": _cards(request, small_value("home.lines", lambda: national_lines(2)), Step.NATIONAL),
        "changes": _changes(request)[:2],
        "boards": small_value("home.boards", lambda: board_summaries(5)),
        "news": news,
        "events": events,
        "chosen": area,
    }


def _voices(page: HomePage) -> list[tuple[str, str]]:
    return [(row["value"]["words"], row["value"].get("who", "")) for row in page.voices.raw_data]


def hub(page: AreaHubPage, request: HttpRequest) -> dict[str, Any]:
    """One area's page: its contact, help, consultations, talks and news."""
    area = page.area
    services = small_value(f"home.services.{area.pk}", lambda: services_for_area(area, 3))
    news = latest(3, area_id=area.pk)
    keep_while_shown(request, news)
    events = _events(request, area, 3)
    every_board = small_value("home.boards.every", lambda: board_summaries(100))
    return {
        "area": area,
        "around": around(request, page),
        "boards": [board for board in every_board if board.area_id == area.pk],
        "crumbs": crumbs(page),
        "body": body_of(page, request),
        "services": _cards(request, services, Step.LOCAL),
        "consultations": _consultations(request, 2),
        "talks": kept_value("home.talks", area.pk, lambda: latest_threads(area, 4)),
        "news": news,
        "events": events,
    }


def _events(request: HttpRequest, area: Area | None, limit: int) -> list[EventPage]:
    """What is on next, here or everywhere; the page is kept until the first of them ends."""
    events = upcoming(limit, area_id=area.pk if area else None)
    until = good_until(events, timezone.now())
    if until:
        keep_until(request, until)
    return events


def chosen_area(request: HttpRequest) -> Area | None:
    """The area that the visitor chose, where it is still one of ours. Such a page is for this visitor alone."""
    slug = area_slug(request)
    return next((area for area in small_value("areas", active_areas) if area.slug == slug), None) if slug else None


def _consultations(request: HttpRequest, limit: int) -> list[Any]:
    """Open consultations, those that close first in front; the page is kept until one opens or closes."""

    def load(now: datetime) -> tuple[tuple[list[Any], datetime | None], datetime | None]:
        pages, change = open_consultations(limit, now), next_change(now)
        ends = [page.expire_at for page in pages if page.expire_at]
        until = min([change, *ends] if change else ends, default=None)
        return (pages, until), until

    pages, until = timed_value(f"home.consultations.{limit}.{get_language()}", load, timezone.now())
    if until:
        keep_until(request, until)
    return pages


def _cards(request: HttpRequest, services: list[Listing], step: Step) -> list[SafeString]:
    """`services` as cards that say whether they are open; the page is kept until that changes."""
    now = timezone.now()
    for service in services:
        keep_until(request, service.good_until(now))
    return [drawn_card(service, now, step, template="home/parts/line.html") for service in services]


def _changes(request: HttpRequest) -> list[dict[str, Any]]:
    """The rows of what came of it; the page is kept until theirs comes to its end."""
    from home.models import ChangedPage  # noqa: PLC0415 - the models use this module

    def load(_now: datetime) -> tuple[tuple[list[dict[str, Any]], datetime | None], datetime | None]:
        page = shown(ChangedPage).first()
        until = page.expire_at if page else None
        return (rows_of(page) if page else [], until), until

    rows, until = timed_value(f"home.changes.{get_language()}", load, timezone.now())
    if until:
        keep_until(request, until)
    return rows


def rows_of(page: ChangedPage) -> list[dict[str, Any]]:
    """The rows of `page` ready to show: `said`, `did`, `state` in words, `icon`, `refused`, `when`."""
    words = dict(page.rows.stream_block.child_blocks["row"].child_blocks["state"].field.choices)
    return [
        {
            **row["value"],
            "state": words.get(row["value"]["state"], ""),
            "icon": STATE_ICONS.get(row["value"]["state"], "clock"),
            "refused": row["value"]["state"] == "not",
        }
        for row in page.rows.raw_data
    ]


def standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
    """A page of writing with its values and registers filled in, and the pages below it."""
    children = below(page)
    keep_while_shown(request, children)
    return {
        "body": standard_body(page, request),
        "children": children,
        "crumbs": crumbs(page),
    }


def standard_body(page: StandardPage | ContactPage, request: HttpRequest) -> Body:
    """The body of `page` with values of the partnership and registers filled in."""
    gaps = sees_gaps(request)
    house = small_value("partnership", partnership)
    return body_of(
        page,
        request,
        name=f"body.{gaps}",
        values={
            "facts": lambda value: _facts(house, value, gaps=gaps),
            "cookies": lambda _value: REGISTER,
            "data_register": lambda _value: data_register.rows(),
        },
    )


def _facts(house: Partnership, value: dict[str, Any], *, gaps: bool) -> dict[str, Any]:
    """The stored `value` of a facts block as its template shows it."""
    rows = facts(house, [row["value"] for row in value.get("facts", [])])
    return {"facts": rows, "gaps": gaps, "is_empty": not any(fact.value for fact in rows)}


def sees_gaps(request: HttpRequest) -> bool:
    """Whether missing values are marked: in previews, and for staff. No user is read unless a sign-in came along."""
    if getattr(request, "is_preview", False):
        return True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and request.user.is_team
