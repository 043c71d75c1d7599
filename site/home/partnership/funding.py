"""How a round of funding stands, and the list of rounds."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pages.cache import next_uk_midnight
from core.pages.frame import timed_value
from core.pages.queries import shown
from home.partnership.models import FundingPage
from home.partnership.queries import days_words

SOON = datetime.timedelta(days=3)
CLOSED_SHOWN = 20
MOST_OPEN = 200
_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z)\.(\d{1,18})\Z", re.ASCII)


class Stand(StrEnum):
    """Where a round stands."""

    COMING = "coming"
    OPEN = "open"
    SOON = "soon"
    CLOSED = "closed"


@dataclass(frozen=True)
class State:
    """How a round stands, in words, and the next moment at which that changes (None: never by itself)."""

    stand: Stand
    words: str
    until: datetime.datetime | None

    @property
    def is_open(self) -> bool:
        """Whether one can apply now."""
        return self.stand in (Stand.OPEN, Stand.SOON)

    @property
    def is_soon(self) -> bool:
        """Whether it closes within three days."""
        return self.stand == Stand.SOON

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.stand == Stand.CLOSED


def state_of(opens: datetime.datetime | None, closes: datetime.datetime | None, now: datetime.datetime) -> State:
    """How a round stands at `now` (all aware). It is open from the moment `opens` up to, not including, `closes`."""
    if closes is not None and now >= closes:
        return State(Stand.CLOSED, _("Closed on %(time)s") % {"time": _uk(closes)}, None)
    if opens is not None and now < opens:
        return State(Stand.COMING, _("Opens on %(time)s") % {"time": _uk(opens)}, opens)
    if closes is None:
        return State(Stand.OPEN, _("Open now"), None)
    if now >= closes - SOON:
        words = _("Closes %(soon)s: %(time)s") % {"soon": days_words(closes, now), "time": _uk(closes)}
        return State(Stand.SOON, words, closes)
    return State(Stand.OPEN, _("Open until %(time)s") % {"time": _uk(closes)}, closes - SOON)


def _uk(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


@dataclass(frozen=True)
class Rounds:
    """The list: (page, state) of open, coming and closed rounds; the address of older closed ones; until when it
    holds."""

    open: list[tuple[FundingPage, State]]
    coming: list[tuple[FundingPage, State]]
    closed: list[tuple[FundingPage, State]]
    older: str
    until: datetime.datetime | None

    @property
    def pages(self) -> list[FundingPage]:
        """Every page of the list."""
        return [page for page, _state in [*self.open, *self.coming, *self.closed]]


def rounds(now: datetime.datetime, before: str = "") -> Rounds:
    """Rounds at `now`: open ones by their end, coming ones by their beginning, then closed ones, the latest first.
    `before` goes on in the closed ones. Three queries, however many there are; nonsense is read as nothing asked."""
    every = shown(FundingPage).defer("body", "words")
    open_now = every.filter(Q(opens_at=None) | Q(opens_at__lte=now), Q(closes_at=None) | Q(closes_at__gt=now))
    coming = every.filter(Q(opens_at__gt=now), Q(closes_at=None) | Q(closes_at__gt=now)).order_by("opens_at", "pk")
    closed = every.filter(closes_at__lte=now).order_by("-closes_at", "-pk")
    cursor = _read_cursor(before)
    if cursor:
        moment, number = cursor
        closed = closed.filter(Q(closes_at__lt=moment) | Q(closes_at=moment, pk__lt=number))
    found = list(closed[: CLOSED_SHOWN + 1])
    last = found[CLOSED_SHOWN - 1] if len(found) > CLOSED_SHOWN else None
    rest = [
        [] if cursor else [*open_now.order_by(F("closes_at").asc(nulls_last=True), "pk")[:MOST_OPEN]],
        [] if cursor else [*coming[:MOST_OPEN]],
        found[:CLOSED_SHOWN],
    ]
    is_open, opens, ended = ([(page, state_of(page.opens_at, page.closes_at, now)) for page in pages] for pages in rest)
    changes = [state.until for _page, state in [*is_open, *opens, *ended] if state.until]
    older = ""
    if last is not None and last.closes_at is not None:
        stamp = last.closes_at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
        older = "?" + urlencode({"before": f"{stamp}.{last.pk}"})
    return Rounds(is_open, opens, ended, older, min(changes, default=None))


def first_rounds(now: datetime.datetime) -> Rounds:
    """The first page of `rounds`. No query when it is in memory."""

    def load(now: datetime.datetime) -> tuple[Rounds, datetime.datetime | None]:
        found = rounds(now)
        ends = [*(page.expire_at for page in found.pages), found.until]
        return found, min([next_uk_midnight(now), *(end for end in ends if end)])  # "tomorrow" ends at midnight

    return timed_value("funding.rounds", load, now, key=get_language())


def _read_cursor(text: str) -> tuple[datetime.datetime, int] | None:
    match = _CURSOR.match(text)
    if not match:
        return None
    try:
        return datetime.datetime.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None
