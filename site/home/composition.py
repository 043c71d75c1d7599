"""What home's pages show, gathered from every feature through its own reads. Each part is flat in size."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.forums.queries import board_summaries, latest_threads
from core.areas.chosen import area_slug
from core.areas.models import Area, Partnership
from core.areas.queries import active_areas, partnership
from core.pages.addresses import address_map, path_of
from core.pages.body import Body, read_body
from core.pages.cache import keep_until, keep_while_shown
from core.pages.cookies import REGISTER
from core.pages.frame import small_value, timed_value
from core.pages.queries import shown
from core.ui.templatetags.ui import local
from home import data_register
from home.facts import facts
from news.queries import latest
from support.cards import card
from support.queries import Step, national_lines, services_for_area
from surveys.queries import next_change, open_consultations

if TYPE_CHECKING:
    from home.models import AreaHubPage, ChangedPage, HomePage, StandardPage
    from support.shelf import Listing

STATE_ICONS = {"done": "check", "doing": "clock", "not": "info", "late": "clock"}


def front(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The first page. Seven queries with the frame warm, whatever there is."""
    area = chosen_area(request)
    news = latest(3, area_id=area.pk if area else None)
    keep_while_shown(request, news)
    return {
        "voices": [(row["value"]["words"], row["value"].get("who", "")) for row in page.voices.raw_data],
        "consultations": _consultations(request, 3),
        "lines": _cards(request, small_value("home.lines", lambda: national_lines(2)), Step.NATIONAL),
        "changes": small_value(f"home.changes.{page.locale_id}", _changes)[:2],
        "boards": board_summaries(5),
        "news": news,
        "chosen": area,
    }


def hub(page: AreaHubPage, request: HttpRequest) -> dict[str, Any]:
    """One area's page: its contact, help, consultations, talks and news."""
    area = page.area
    services = small_value(f"home.services.{area.pk}", lambda: services_for_area(area, 3))
    news = latest(3, area_id=area.pk)
    keep_while_shown(request, news)
    return {
        "area": area,
        "crumbs": [(_("Home"), local("/"))],
        "body": read_body(page.body.raw_data),
        "services": _cards(request, services, Step.LOCAL),
        "consultations": _consultations(request, 2),
        "talks": latest_threads(area, 4),
        "news": news,
    }


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


def _cards(request: HttpRequest, services: list[Listing], step: Step) -> list[dict[str, Any]]:
    """`services` as cards that say whether they are open; the page is kept until that changes."""
    now = timezone.now()
    for service in services:
        keep_until(request, service.good_until(now))
    return [card(service, now, step) for service in services]


def _changes() -> list[dict[str, Any]]:
    from home.models import ChangedPage  # noqa: PLC0415 - the models use this module

    page = shown(ChangedPage).first()
    return rows_of(page) if page else []


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
    return {"body": _standard_body(page, request), "children": _children(page), "crumbs": _crumbs(page)}


def _standard_body(page: StandardPage, request: HttpRequest) -> Body:
    house = small_value("partnership", partnership)
    gaps = sees_gaps(request)
    return read_body(
        page.body.raw_data,
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


def _crumbs(page: StandardPage) -> list[tuple[str, str]]:
    """The way from the first page to `page`. No query when addresses are warm."""
    way = [(_("Home"), local("/"))]
    known = address_map().by_id.get(page.pk)
    parts = known.path.strip("/").split("/")[:-1] if known else []
    for number in range(1, len(parts) + 1):
        address = "/" + "/".join(parts[:number]) + "/"
        title = small_value("titles", _titles).get(address)
        if title:
            way.append((title, address))
    return way


def _titles() -> dict[str, str]:
    """The title of every standard page by its address."""
    from home.models import StandardPage  # noqa: PLC0415

    titles = dict(StandardPage.objects.filter(live=True).values_list("pk", "title"))
    return {path: title for pk, title in titles.items() if (path := path_of(pk))}


def _children(page: StandardPage) -> list[Any]:
    """The shown pages straight below. One query."""
    from home.models import StandardPage  # noqa: PLC0415

    if not page.numchild:
        return []
    below = shown(StandardPage).filter(path__startswith=page.path, depth=page.depth + 1)
    return list(below.defer("body", "words").order_by("path"))
