"""Reads of news. Lists use a key, never COUNT or OFFSET, so the hundredth page costs what the first does."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value, timed_value
from core.pages.pictures import with_renditions
from core.pages.queries import in_area, shown
from news.models import NewsPage

PAGE_SIZE = 7
FEED_SIZE = 30
RELATED_SIZE = 3
NOT_SHOWN = ("body", "notes_to_editors", "words")
_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})\Z", re.ASCII)


@dataclass(frozen=True)
class Listing:
    """One page of the index: articles newest first, the chosen area, and the addresses of older and newest news."""

    items: list[NewsPage]
    area: Area | None
    older: str
    newest: str
    is_first: bool

    @property
    def rest(self) -> list[NewsPage]:
        """What follows the article that leads the first page."""
        return self.items[1:] if self.is_first else self.items


def public() -> QuerySet[NewsPage]:
    """Every article that anybody may find, newest first, in the active language."""
    return shown(NewsPage).order_by("-published_on", "-pk")


def latest(limit: int, *, area_id: int | None = None) -> list[NewsPage]:
    """The newest `limit` articles about one area (and everywhere), or all, ready for cards.

    Kept in memory while the version holds and none of them has ended: then no query, else at most three.
    """

    def load(_now: datetime.datetime) -> tuple[list[NewsPage], datetime.datetime | None]:
        items = _ready(in_area(public(), area_id)[:limit])
        return items, min((item.expire_at for item in items if item.expire_at), default=None)

    return timed_value(f"news.latest.{limit}.{area_id}.{get_language()}", load, timezone.now())


def related(page: NewsPage) -> list[NewsPage]:
    """A few other recent articles. No query of its own when the newest are in memory."""
    return [each for each in latest(RELATED_SIZE + 1) if each.pk != page.pk][:RELATED_SIZE]


def listing(asked: Mapping[str, str]) -> Listing:
    """The page of news that the query string `asked` names (`area`, `before`). Nonsense is read as nothing asked."""
    area = next((each for each in small_value("areas", active_areas) if each.slug == asked.get("area")), None)
    area_id = area.pk if area else None
    cursor = _read_cursor(asked.get("before", ""))
    if cursor:
        day, number = cursor
        older_than = Q(published_on__lt=day) | Q(published_on=day, pk__lt=number)
        items = _ready(in_area(public(), area_id).filter(older_than)[: PAGE_SIZE + 1])
    else:
        items = latest(PAGE_SIZE + 1, area_id=area_id)
    chosen = {"area": area.slug} if area else {}
    older = ""
    if len(items) > PAGE_SIZE:
        last = items[PAGE_SIZE - 1]
        older = "?" + urlencode({**chosen, "before": f"{last.published_on:%Y-%m-%d}.{last.pk}"})
    newest = ("?" + urlencode(chosen) if chosen else ".") if cursor else ""
    return Listing(items[:PAGE_SIZE], area, older, newest, cursor is None)


def _read_cursor(text: str) -> tuple[datetime.date, int] | None:
    match = _CURSOR.match(text)
    if not match:
        return None
    try:
        return datetime.date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None


def _ready(pages: QuerySet[NewsPage]) -> list[NewsPage]:
    """`pages` with their areas and pictures at hand: three queries however many."""
    items = list(pages.defer(*NOT_SHOWN).prefetch_related("areas"))
    pictures = with_renditions(item.lead_image_id for item in items if item.lead_image_id)
    for item in items:
        item.picture = pictures.get(item.lead_image_id or 0)
    return items
