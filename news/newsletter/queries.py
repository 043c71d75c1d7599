"""Reads of subscribers and newsletters. None of them lists addresses."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value
from core.pages.models import Topic
from core.pages.queries import known_topics
from core.pages.reviews import uk_today
from news.newsletter.addresses import normalise
from news.newsletter.enums import Stage, State
from news.newsletter.models import Newsletter, NewsletterSettings, Sending, Subscriber
from news.newsletter.quiet import UK


def recipients(
    *, areas: Collection[int], topics: Collection[int], language: str, today: datetime.date
) -> QuerySet[Subscriber]:
    """Active subscribers, not paused on `today`, who want any of `areas` and any of `topics` (ids; none: all), who
    read `language` ("": any). Somebody who chose no area (topic) wants all of them."""
    people = Subscriber.objects.filter(Q(paused_until=None) | Q(paused_until__lte=today), state=State.ACTIVE)
    if language:
        people = people.filter(language=language)
    for through, key, wanted in (
        (Subscriber.areas.through, "area_id", areas),
        (Subscriber.topics.through, "topic_id", topics),
    ):
        if wanted:
            chosen = through.objects.filter(subscriber_id=OuterRef("pk"))
            people = people.filter(Exists(chosen.filter(**{f"{key}__in": list(wanted)})) | ~Exists(chosen))
    return people


def segment_of(newsletter: Newsletter) -> dict[str, Any]:
    """The arguments of `recipients` for a newsletter, saved or just being written. Two queries at most."""
    return {
        "areas": [area.pk for area in newsletter.areas.all()],
        "topics": [topic.pk for topic in newsletter.topics.all()],
        "language": newsletter.language if newsletter.only_language else "",
        "today": uk_today(),
    }


def count_of(newsletter: Newsletter) -> int:
    """How many would get `newsletter` if it left now. Three queries at most."""
    return recipients(**segment_of(newsletter)).count()


def writers_of(newsletter: Newsletter) -> set[int | None]:
    """Ids of who began it, wrote its approved version, or sent that in for approval. Two queries at most."""
    live = newsletter.live_revision
    sent_in = newsletter.workflow_states.order_by("-created_at").values_list("requested_by_id", flat=True)[:1]
    return {newsletter.author_id, live.user_id if live else None, *sent_in} - {None}


def sending_of(newsletter: Newsletter) -> Sending | None:
    """How its sending stands, if anybody agreed to it. One query."""
    return Sending.objects.filter(newsletter_id=newsletter.pk).first()


def by_address(typed: str) -> Subscriber | None:
    """The subscriber with exactly this address, however it is written; None where there is none. One query."""
    try:
        return Subscriber.objects.filter(email=normalise(typed)).first()
    except ValidationError:
        return None


def held_about(subscriber: Subscriber) -> dict[str, Any]:
    """All that is held about one subscriber, for *get a copy*. JSON-ready. Five queries."""
    return {
        "email": subscriber.email,
        "state": subscriber.state,
        "language": subscriber.language,
        "areas": [area.name for area in subscriber.areas.all()],
        "topics": [topic.name for topic in subscriber.topics.all()],
        "paused until": subscriber.paused_until,
        "agreed to the words of": subscriber.consent,
        "asked at": subscriber.asked_at,
        "confirmed at": subscriber.confirmed_at,
        "letters that did not arrive": subscriber.soft_bounces,
        "letters": list(subscriber.letters.order_by("pk").values("kind", "state", "at")),
        "newsletters": [
            {"subject": subject, "state": state, "at": at, "came back": bounce}
            for subject, state, at, bounce in subscriber.copies.order_by("pk").values_list(
                "sending__newsletter__subject", "state", "claimed_at", "bounce"
            )
        ],
    }


def sent_in(month: datetime.date) -> dict[str, int]:
    """For the UK month of `month`: how many `newsletters` were begun, and how many `copies` of them left. One query."""
    first = month.replace(day=1)
    after = (first + datetime.timedelta(days=32)).replace(day=1)
    begin, end = (datetime.datetime.combine(day, datetime.time(), UK) for day in (first, after))
    begun = Sending.objects.filter(started_at__gte=begin, started_at__lt=end)
    counts = begun.values_list("sent", flat=True)
    return {"newsletters": len(counts), "copies": sum(counts)}


def standing() -> dict[str, int]:
    """How many subscribers are in each state, and how many copies left in all. Two queries."""
    found = dict(Subscriber.objects.values_list("state").annotate(n=Count("pk")))
    counts = {str(state): found.get(state, 0) for state in State}
    sent = Sending.objects.filter(stage=Stage.DONE).aggregate(n=Sum("sent"))["n"] or 0
    return {**counts, "copies": sent}


def choices() -> tuple[list[Area], list[Topic]]:
    """What people can choose from. No query when warm."""
    return small_value("areas", active_areas), known_topics()


def how_often() -> str:
    """What the settings say about how often it comes; "" where they say nothing. No query when warm."""
    return small_value(
        "newsletter.how_often", lambda: NewsletterSettings.objects.values_list("how_often", flat=True).first() or ""
    )


def latest_sendings(limit: int) -> list[Sending]:
    """The newest `limit` newsletters that anybody agreed to, with their subjects. One query."""
    return list(Sending.objects.select_related("newsletter").order_by("-pk")[:limit])
