"""The Atom feed of consultations: of all, of an area (`?area=`), of a topic (`?topic=`), in each language.

An entry says in its summary where a consultation stands, and counts as changed when it opened, closed or was answered:
whoever follows the feed learns what came of it, and nobody learns who follows.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.cache import keep_until
from core.pages.feeds import PagesFeed, lasting_name, titled
from core.text.plain import one_line
from surveys import rules
from surveys.listing import Filters, of_filters, read_filters
from surveys.models import ConsultationPage
from surveys.queries import next_change_of

FEED_SIZE = 30


@dataclass(frozen=True)
class Asked:
    """What one feed was asked for, and the consultations in it, at one instant."""

    filters: Filters
    items: list[ConsultationPage]
    now: datetime.datetime


class ConsultationFeed(PagesFeed[ConsultationPage, Asked]):
    """What is open, what closed, and what came of it."""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Asked:
        """What was asked for, in two queries. Raises Http404 for an area or topic that is not ours."""
        filters = read_filters({name: request.GET.get(name, "") for name in ("area", "topic")})
        if filters.unknown:
            raise Http404
        now = timezone.now()
        opened = of_filters(filters).filter(survey__opens_at__lte=now).order_by("-survey__opens_at", "-pk")
        items = list(opened[:FEED_SIZE])
        change = next_change_of(items, now)
        if change:
            keep_until(request, change)
        return Asked(filters, items, now)

    def title(self, asked: Asked) -> str:
        """The feed's name."""
        return titled([_("Have your say"), asked.filters.topic, asked.filters.area])

    def link(self, asked: Asked) -> str:
        """The page of the same list."""
        return reverse("consultations") + asked.filters.query

    def feed_url(self, asked: Asked) -> str:
        """The feed's own address."""
        return reverse("consultations_feed") + asked.filters.query

    def feed_guid(self, asked: Asked) -> str:
        """A name that stays with the site, the language, the area and the topic."""
        parts = [part and part.pk for part in (asked.filters.area, asked.filters.topic)]
        return lasting_name(f"consultations feed {parts}")

    def items(self, asked: Asked) -> list[ConsultationPage]:
        """The consultations, the last opened first."""
        return asked.items

    def item_link(self, item: ConsultationPage) -> str:
        """Its page."""
        return reverse("consultation", args=[item.slug])

    def item_description(self, item: ConsultationPage) -> str:
        """Where it stands, and its summary."""
        return one_line(f"{rules.stage(item, timezone.now()).label}. {item.summary}")

    def item_pubdate(self, item: ConsultationPage) -> datetime.datetime:
        """When it opened."""
        return item.survey.opens_at

    def item_updateddate(self, item: ConsultationPage) -> datetime.datetime:
        """The last of: opened, closed, answered."""
        now = timezone.now()
        moments = [item.survey.opens_at, item.survey.closes_at]
        if item.answered_on:
            moments.append(timezone.make_aware(datetime.datetime.combine(item.answered_on, datetime.time.min)))
        return max(moment for moment in moments if moment <= now)
