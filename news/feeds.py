"""The Atom feeds of news: of all, of an area (`?area=`), of a topic (`?topic=`), or of both, in each language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pages.cache import keep_while_shown
from core.pages.feeds import PagesFeed, day_or_moment, lasting_name, titled
from core.pages.queries import in_area, on_topic
from core.text.plain import one_line
from news.listing import Filters, read_filters
from news.models import NewsPage
from news.queries import FEED_SIZE, NOT_SHOWN, public


@dataclass(frozen=True)
class Asked:
    """What one feed was asked for, and the articles in it."""

    filters: Filters
    items: list[NewsPage]

    @property
    def query(self) -> str:
        """The query string of the page of the same list, and of the feed itself."""
        return self.filters.query


class NewsFeed(PagesFeed[NewsPage, Asked]):
    """The newest articles."""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Asked:
        """What was asked for, in two queries. Raises Http404 for an area or topic that is not ours: better none than
        another."""
        filters = read_filters({name: request.GET.get(name, "") for name in ("area", "topic")})
        if filters.unknown:
            raise Http404
        pages = on_topic(in_area(public(), filters.area_id), filters.topic_id)
        items = list(pages.defer(*NOT_SHOWN).prefetch_related("topics")[:FEED_SIZE])
        keep_while_shown(request, items)
        return Asked(filters, items)

    def title(self, asked: Asked) -> str:
        """The feed's name."""
        return _("News: %(name)s") % {"name": titled([asked.filters.topic, asked.filters.area])}

    def link(self, asked: Asked) -> str:
        """The page of the same list."""
        return reverse("wagtail_serve", args=["news/"]) + asked.query

    def feed_url(self, asked: Asked) -> str:
        """The feed's own address."""
        return reverse("news_feed") + asked.query

    def feed_guid(self, asked: Asked) -> str:
        """A name that stays with the site, the language, the area and the topic, whatever they are called."""
        filters = asked.filters
        parts = [filters.area and filters.area.pk, filters.topic and filters.topic.pk]
        return lasting_name(f"news feed {parts}")

    def items(self, asked: Asked) -> list[NewsPage]:
        """The newest articles."""
        return asked.items

    def item_description(self, item: NewsPage) -> str:
        """Its summary."""
        return one_line(item.summary)

    def item_author_name(self, item: NewsPage) -> str | None:
        """Who wrote it, where the article says so."""
        return one_line(item.byline) or None

    def item_categories(self, item: NewsPage) -> Iterable[str]:
        """Its topics."""
        return [one_line(topic.name) for topic in item.topics.all()]

    def item_pubdate(self, item: NewsPage) -> datetime.datetime:
        """When it was published: the moment, where that was on the day that readers see; else the day's start."""
        return day_or_moment(item.published_on, item.first_published_at)

    def item_updateddate(self, item: NewsPage) -> datetime.datetime:
        """When it last changed in a way that readers should know of. Never before it was published."""
        published = self.item_pubdate(item)
        return max(published, day_or_moment(item.updated_on, item.last_published_at)) if item.updated_on else published
