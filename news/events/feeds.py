"""The Atom feed of events."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.cache import keep_until
from core.pages.feeds import LONG_AGO, PagesFeed, lasting_name, titled
from core.text.plain import one_line
from news.events import queries
from news.events.models import EventPage
from news.events.queries import FEED_SIZE, NOT_LISTED, Chosen


class EventFeed(PagesFeed[EventPage, Chosen]):
    """The next events, of everywhere, of an area (`?area=`) or about a topic (`?topic=`)."""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Chosen:
        """What is asked for. The feed is kept until the first of its events is over. Raises Http404 for an area or
        topic that is not ours."""
        choice = queries.chosen_exactly(request.GET)
        if choice is None:
            raise Http404
        until = queries.good_until(self.items(choice), timezone.now())
        if until:
            keep_until(request, until)
        return choice

    def title(self, choice: Chosen) -> str:
        """The feed's name."""
        return _("Events: %(name)s") % {"name": titled([choice.area, choice.topic])}

    def link(self, choice: Chosen) -> str:
        """The page of the same list."""
        return reverse("wagtail_serve", args=["events/"]) + choice.narrows

    def feed_url(self, choice: Chosen) -> str:
        """The feed's own address, without keys that somebody added to it: kept answers are for everybody."""
        return reverse("events_feed") + choice.narrows

    def feed_guid(self, choice: Chosen) -> str:
        """A name that stays with the site, the language, the area and the topic, whatever they are called."""
        return lasting_name(f"event feed {[choice.area and choice.area.pk, choice.topic and choice.topic.pk]}")

    def items(self, choice: Chosen) -> list[EventPage]:
        """The next events. One query."""
        return list(queries.narrowed(queries.coming(timezone.now()), choice).defer(*NOT_LISTED)[:FEED_SIZE])

    def item_description(self, item: EventPage) -> str:
        """When it is, how it stands, and its summary."""
        standing = "" if item.takes_place else f"{item.get_status_display()}. {item.status_words}"
        return one_line(" ".join(part for part in (f"{item.when}.", standing, item.place_name, item.summary) if part))

    def item_pubdate(self, item: EventPage) -> datetime.datetime | None:
        """When it was first published."""
        return item.first_published_at

    def item_updateddate(self, item: EventPage) -> datetime.datetime:
        """When it was last published."""
        return item.last_published_at or LONG_AGO
