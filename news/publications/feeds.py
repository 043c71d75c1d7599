"""The Atom feed of publications."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pages.cache import keep_while_shown
from core.pages.feeds import PagesFeed, day_or_moment, lasting_name, titled
from core.text.plain import one_line
from news.publications import queries
from news.publications.models import PublicationPage
from news.publications.queries import FEED_SIZE, NOT_LISTED, Chosen


@dataclass(frozen=True)
class Asked:
    """What one feed was asked for, and the publications in it."""

    choice: Chosen
    items: list[PublicationPage]


class PublicationFeed(PagesFeed[PublicationPage, Asked]):
    """The newest publications, of everywhere, of a kind (`?kind=`), an area (`?area=`) or a topic (`?topic=`)."""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Asked:
        """What was asked for, in two queries. Raises Http404 for a kind, area or topic that is not ours."""
        choice = queries.chosen_exactly(request.GET)
        if choice is None:
            raise Http404
        pages = queries.narrowed(choice).defer(*NOT_LISTED).prefetch_related("topics")
        items = list(pages[:FEED_SIZE])
        keep_while_shown(request, items)
        return Asked(choice, items)

    def title(self, asked: Asked) -> str:
        """The feed's name."""
        kind = asked.choice.kind.label if asked.choice.kind else ""
        return _("Publications: %(name)s") % {"name": titled([kind, asked.choice.topic, asked.choice.area])}

    def link(self, asked: Asked) -> str:
        """The page of the same list."""
        return reverse("wagtail_serve", args=["publications/"]) + asked.choice.narrows

    def feed_url(self, asked: Asked) -> str:
        """The feed's own address, without keys that somebody added to it: kept answers are for everybody."""
        return reverse("publications_feed") + asked.choice.narrows

    def feed_guid(self, asked: Asked) -> str:
        """A name that stays with the site, the language, the kind, the area and the topic, whatever they are called."""
        choice = asked.choice
        parts = [choice.kind and choice.kind.value, choice.area and choice.area.pk, choice.topic and choice.topic.pk]
        return lasting_name(f"publication feed {parts}")

    def items(self, asked: Asked) -> list[PublicationPage]:
        """The newest publications."""
        return asked.items

    def item_description(self, item: PublicationPage) -> str:
        """What it is, and its summary."""
        return one_line(f"{item.get_kind_display()}. {item.summary}")

    def item_categories(self, item: PublicationPage) -> Iterable[str]:
        """Its topics."""
        return [one_line(topic.name) for topic in item.topics.all()]

    def item_pubdate(self, item: PublicationPage) -> datetime.datetime:
        """When it was published: the moment, where that was on the day that readers see; else the day's start."""
        return day_or_moment(item.published_on, item.first_published_at)

    def item_updateddate(self, item: PublicationPage) -> datetime.datetime:
        """When it last changed in a way that readers should know of. Never before it was published."""
        published = self.item_pubdate(item)
        return max(published, day_or_moment(item.updated_on, item.last_published_at)) if item.updated_on else published
