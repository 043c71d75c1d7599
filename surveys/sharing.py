"""Short addresses for posters, schools and clubs. A response keeps the kind of way only; how many came by one link is
counted by day, apart from every answer, and shown through disclosure control."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from surveys.disclosure import disclose
from surveys.enums import Channel
from surveys.models import Arrival, ShareLink, Survey

# Letters that nobody mixes up when they copy an address from a poster.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
TOKEN_LENGTH = 6
MOST_LINKS = 100
SHARED = (Channel.POSTER, Channel.SCHOOL, Channel.CLUB, Channel.SOCIAL)
"""The kinds of way that a link can be; the others are not links."""


class TooManyLinks(Exception):
    """A survey has as many short links as it may have."""


@dataclass(frozen=True)
class Shared:
    """A link as staff see it. `people`: how many came, to the nearest 5; None while fewer than 10 did."""

    link: ShareLink
    people: int | None


@transaction.atomic
def make_link(*, survey: Survey, channel: str, label: str) -> ShareLink:
    """A new short link of `survey`. Raises TooManyLinks. Writes a ShareLink."""
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if survey.links.count() >= MOST_LINKS:
        raise TooManyLinks
    token = "".join(secrets.choice(LETTERS) for _letter in range(TOKEN_LENGTH))
    return ShareLink.objects.create(survey=survey, channel=Channel(channel), label=label, token=token)


def count_arrival(link: ShareLink) -> None:
    """One more person came by `link` today. Nothing about them is kept. One or two queries."""
    today = timezone.localdate()
    rows = Arrival.objects.filter(link=link, day=today)
    if rows.update(people=F("people") + 1):
        return
    try:
        with transaction.atomic():
            Arrival.objects.create(link=link, day=today, people=1)
    except IntegrityError:  # the first two of the day at once
        rows.update(people=F("people") + 1)


def links_of(survey: Survey) -> list[Shared]:
    """The links of `survey`, each with how many came by it. One query."""
    links = survey.links.annotate(came=Sum("arrivals__people")).order_by("pk")
    return [Shared(link, disclose(link.came or 0)) for link in links]


def channel_of(asked: str) -> Channel:
    """The kind of way that `asked` (from a form) names; this site for anything else."""
    return Channel(asked) if asked in SHARED else Channel.SITE
