"""Reads of news that more than one page shares. The index is in news.listing."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.pages.frame import kept_on, timed_value
from core.pages.pictures import with_renditions
from core.pages.queries import in_area, on_topic, shown
from news.models import NewsPage

FEED_SIZE = 30
RELATED_SIZE = 3
# Each list in which related articles are looked for is this long.
CONSIDERED = 12
# Lists kept in memory: some 40 kB each.
MOST_LISTS = 300
NOT_SHOWN = ("body", "notes_to_editors", "words")


def public() -> QuerySet[NewsPage]:
    """Every article that anybody may find, newest first, in the active language."""
    return shown(NewsPage).order_by("-published_on", "-pk")


def latest(limit: int, *, area_id: int | None = None, topic_id: int | None = None) -> list[NewsPage]:
    """The newest `limit` articles about one area (and everywhere) and one topic, or all, ready for cards.

    Kept in memory while the version holds and none of them has ended: then no query, else at most four.
    """

    def load(_now: datetime.datetime) -> tuple[list[NewsPage], datetime.datetime | None]:
        items = ready(on_topic(in_area(public(), area_id), topic_id).prefetch_related("topics")[:limit])
        return items, min((item.expire_at for item in items if item.expire_at), default=None)

    key = (limit, area_id, topic_id, get_language())
    return timed_value("news.latest", load, timezone.now(), key=key, most=MOST_LISTS)


def related(page: NewsPage, *, topics: set[int], areas: set[int]) -> list[NewsPage]:
    """A few articles that share most of `topics` (ids) with `page`, then of `areas` (ids), then the newest.

    Looked for among the newest of each of its topics and areas and of all, once for each page object. No query when
    those lists are in memory; at most four for each that is not.
    """

    def load(_now: datetime.datetime) -> tuple[list[NewsPage], datetime.datetime | None]:
        found, ends = _nearest(page, topics, areas)
        return found, min(ends, default=None)

    return kept_on(page, "related", load, timezone.now())


def _nearest(page: NewsPage, topics: set[int], areas: set[int]) -> tuple[list[NewsPage], list[datetime.datetime]]:
    """As `related`, and when any that was considered ends."""
    lists = [latest(CONSIDERED, topic_id=key) for key in topics]
    lists += [latest(CONSIDERED, area_id=key) for key in areas]
    found = {each.pk: each for few in [*lists, latest(CONSIDERED)] for each in few if each.pk != page.pk}

    def nearness(other: NewsPage) -> tuple[int, int, datetime.date, int]:
        shared_topics = len(topics & {topic.pk for topic in other.topics.all()})
        shared_areas = len(areas & {area.pk for area in other.areas.all()})
        return shared_topics, shared_areas, other.published_on, other.pk

    ends = [each.expire_at for each in found.values() if each.expire_at]
    return sorted(found.values(), key=nearness, reverse=True)[:RELATED_SIZE], ends


def ready(pages: QuerySet[NewsPage]) -> list[NewsPage]:
    """`pages` with their areas and pictures at hand: three queries however many."""
    items = list(pages.defer(*NOT_SHOWN).prefetch_related("areas"))
    pictures = with_renditions(item.lead_image_id for item in items if item.lead_image_id)
    for item in items:
        item.picture = pictures.get(item.lead_image_id or 0)
    return items
