"""The Atom feed of news."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.areas.queries import active_areas, partnership
from core.pages.addresses import path_of
from core.pages.frame import small_value
from news.models import NewsPage
from news.queries import FEED_SIZE, NOT_SHOWN, in_area, public


class NewsFeed(Feed[NewsPage, Area | None]):
    """The newest articles, of everywhere or of one area (`?area=`). Ids stay when an article moves."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Area | None:
        """The area asked for, or None for everywhere."""
        return next((one for one in small_value("areas", active_areas) if one.slug == request.GET.get("area")), None)

    def title(self, area: Area | None) -> str:
        """The feed's name."""
        name = small_value("partnership", partnership).name
        return _("News: %(name)s") % {"name": f"{name}, {area}" if area else name}

    def subtitle(self, area: Area | None) -> str:
        """What the feed is."""
        return small_value("partnership", partnership).strapline

    def link(self, area: Area | None) -> str:
        """The page of the same list."""
        return reverse("wagtail_serve", args=["news/"]) + (f"?area={area.slug}" if area else "")

    def items(self, area: Area | None) -> list[NewsPage]:
        """The newest articles. One query."""
        return list(in_area(public(), area.pk if area else None).defer(*NOT_SHOWN)[:FEED_SIZE])

    def item_title(self, item: NewsPage) -> str:
        """The article's title, as plain words."""
        return item.title

    def item_description(self, item: NewsPage) -> str:
        """Its summary."""
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        """Where it is now."""
        return path_of(item.pk) or "/"

    def item_guid(self, item: NewsPage) -> str:
        """A name that never changes."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: NewsPage) -> datetime.datetime:
        """The article's day, at its start in the UK."""
        return _start_of(item.published_on)

    def item_updateddate(self, item: NewsPage) -> datetime.datetime:
        """The day of its last change that readers should know of."""
        return _start_of(item.updated_on or item.published_on)


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
