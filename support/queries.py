"""Reads of services and needs. Every page, feed and search goes through `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value, timed_value
from core.search.meaning import Question, Term, understand
from core.search.numbered import Numbered, Scores
from support.directory import directory, published
from support.distance import miles_to
from support.filters import Filters
from support.hours import Answer
from support.models import Need, Service
from support.searching import AREA, NEED, SERVICE
from support.shelf import Listing, listings

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

MOST_READ = 200
MOST_READ_OPEN = 1000  # "open now" looks further, as most of what it reads may be closed
MOST_ANSWERS = 200  # answers of the finder kept for a version: some 20 kB each, with hundreds of services
MOST_SHOWN = 7  # a screen or three of a phone; more would pass 14 kB in Arabic at hours when much is closed
NEED_FIELDS = ("name", "slug", "translations", "icon", "urgency", "position", "sensitivity", "summary", "expire_at")
FAR = 10_000  # miles: farther than any place


class Step(IntEnum):
    """How near the help is; the finder goes down the steps until it has something to show."""

    LOCAL = 0
    WHOLE_PLACE = 1
    NATIONAL = 2
    ANYONE = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A service in a list, with how it stands at the moment of asking; `miles` where its place and yours are known."""

    service: Listing
    answer: Answer
    step: Step
    miles: int | None = None


@dataclass(frozen=True)
class Found:
    """`listed` is never empty while any service that helps anyone is published; `step` is the nearest among them. It
    has all that was read, in order, or one page of it.

    ANYONE says that nothing matched and the lines that help anyone stand in. `count` and `open_count` are of all that
    matched, unless `cut`: then there are more than were read. `more` says that a next page has some. `instead` is what
    was looked for where a word was a slip of the finger, else "". All of it is
    true until `good_until` (aware): the next change of anything that was read.
    """

    listed: list[Listed]
    step: Step
    more: bool
    count: int
    open_count: int
    good_until: datetime
    cut: bool = False
    instead: str = ""

    def page(self, number: int) -> Found:
        """The page `number` (from 1; the last one for numbers past it) of MOST_SHOWN services."""
        before = min((number - 1) * MOST_SHOWN, (len(self.listed) - 1) // MOST_SHOWN * MOST_SHOWN)
        shown, more = self.listed[before : before + MOST_SHOWN], len(self.listed) > before + MOST_SHOWN
        return replace(self, listed=shown, more=more)


def visible_to(user: User | AnonymousUser | None = None, *, now: datetime | None = None) -> QuerySet[Service]:
    """Services that `user` may see: published, not expired at `now`, not ended, not hidden for want of a check. The
    same for everybody: drafts are seen in `/cms/` only, so a page can be kept for all."""
    instant = now or timezone.now()
    return published().filter(Q(expire_at=None) | Q(expire_at__gt=instant))


def visible_needs(user: User | AnonymousUser | None = None, *, now: datetime | None = None) -> QuerySet[Need]:
    """Needs that `user` may see, most urgent first."""
    instant = now or timezone.now()
    return Need.objects.filter(Q(expire_at=None) | Q(expire_at__gt=instant), live=True).order_by(
        "urgency", "position", "name"
    )


def needs_now(now: datetime) -> list[Need]:
    """The needs that stand at `now` (aware), most urgent first, without their long texts. No query when warm."""
    return [need for need in _needs() if need.expire_at is None or need.expire_at > now]


def _needs() -> list[Need]:
    return small_value("support.needs", lambda: list(visible_needs().only(*NEED_FIELDS)))


def find(filters: Filters, now: datetime) -> Found:
    """Answer the finder's question at `now` (aware).

    No query with the directory and the shelf warm, one for words that nobody asked for in this version, one for `near`,
    whatever the numbers: at most MOST_READ services (with "open now" MOST_READ_OPEN) of the area are read and as many
    that work everywhere, and MOST_SHOWN given a page: open ones first, then the nearest. Nothing matches → the lines
    that help anyone. A visitor's own words are never kept.
    """

    def load(at: datetime) -> tuple[Found, datetime]:
        found = _find(filters, at)
        return found, found.good_until

    if filters.q:
        found = _find(filters, now)
    else:
        found = timed_value("support.found", load, now, key=replace(filters, page=1), most=MOST_ANSWERS)
    return found.page(filters.page) if found.step != Step.ANYONE else found


def _find(filters: Filters, now: datetime) -> Found:
    """Everything that was read for the question, in the order of showing."""
    most = MOST_READ_OPEN if filters.open else MOST_READ
    asked = understand(filters.q, exact=filters.exact)
    read = _nearest_first(filters, now, asked.known, most)
    listed = _stand(listings(chain.from_iterable(read)), now, filters.near)
    until = [item.service.good_until(now) for item in listed]
    if filters.open:
        listed = [item for item in listed if item.answer.is_open]
    if not listed:
        return replace(_anyone(now, until), instead=asked.instead)
    return Found(
        listed=_in_order(listed),
        step=min(item.step for item in listed),
        more=False,
        count=len(listed),
        open_count=sum(item.answer.is_open for item in listed),
        good_until=min(until),
        cut=any(len(one) >= most for one in read),
        instead=asked.instead,
    )


def _anyone(now: datetime, until: list[datetime]) -> Found:
    """The lines that help anyone, true until the least of `until` and of their own changes."""
    services = directory()
    keys = services.numbered.first(services.shown(now) & services.fallbacks(), MOST_READ)
    lines = [Listed(one, one.answer(now), Step.ANYONE) for one in listings(keys)]
    until = [*until, *(line.service.good_until(now) for line in lines)] or [now + timedelta(days=1)]
    opened = sum(line.answer.is_open for line in lines)
    return Found(_in_order(lines), Step.ANYONE, False, len(lines), opened, min(until))


def _nearest_first(filters: Filters, now: datetime, terms: Iterable[Term], most: int) -> list[list[int]]:
    """The keys of at most `most` services a list that match the filters and hold all of `terms`, in the lists that are
    read one after the other."""
    services = directory()
    found = services.shown(now) & services.matching(filters)
    for term in terms:
        found &= services.holding(term)
    lists = [found]
    if filters.area:
        lists = [found & services.to(AREA, filters.area), found & services.everywhere()]
    elif filters.near:  # somewhere that is not ours: only what works everywhere
        lists = [found & services.everywhere()]
    return [services.numbered.first(one, most) for one in lists]


def _stand(services: list[Listing], now: datetime, near: str) -> list[Listed]:
    """How each of `services` stands at `now`, and how far it is from the first half `near`."""
    active = len(small_value("areas", active_areas))
    away = miles_to(near)
    return [Listed(one, one.answer(now), step_of(one, active), away(one.places)) for one in services]


def _links(field: str) -> QuerySet:
    return getattr(Service, field).through.objects.filter(service=OuterRef("pk"))


def step_of(service: Listing, active_areas: int) -> Step:
    """How near `service` is: no areas national, all of `active_areas` (a count) the whole place, else local."""
    return _step(len(service.area_names), active_areas)


def _step(served: int, active_areas: int) -> Step:
    if not served:
        return Step.NATIONAL
    return Step.WHOLE_PLACE if served >= active_areas > 1 else Step.LOCAL


def _in_order(listed: list[Listed]) -> list[Listed]:
    """Open ones first, then the nearest step, then the nearest place; a service whose place is not told comes after."""
    return sorted(
        listed,
        key=lambda item: (
            not item.answer.is_open,
            item.step,
            FAR if item.miles is None else item.miles,
            item.service.position,
            item.service.name,
        ),
    )


def languages_spoken() -> frozenset[str]:
    """Codes of the languages in which some visible service answers. One query; keep it as a small value."""
    rows = visible_to().exclude(languages="").order_by().values_list("languages", flat=True).distinct()
    return frozenset(code for codes in rows for code in codes)


def national_lines(limit: int = 4) -> list[Listing]:
    """At most `limit` services that help anyone. No query when warm."""
    services = directory()
    return listings(services.numbered.first(services.shown(timezone.now()) & services.fallbacks(), limit))


def services_for_area(area: Area, limit: int = 6) -> list[Listing]:
    """At most `limit` services that serve `area`, the local before the wider. No query when warm."""
    services = directory()
    served = services.numbered.first(services.shown(timezone.now()) & services.to(AREA, area.pk), limit * 4)
    return sorted(listings(served), key=lambda one: len(one.area_names))[:limit]


def search(question: Question, limit: int = 10) -> list[Listing]:
    """At most `limit` visible services that hold as many of the question's terms as any does, those with the words in
    their names first; [] where nothing is asked. No query when warm."""
    if not question.terms:
        return []
    services, shown = directory(), directory().shown(timezone.now())
    own = [services.numbered.holding(SERVICE, term) for term in question.known]
    everything = itself = shown
    for term, (_title, _summary, anywhere) in zip(question.known, own, strict=True):
        itself &= anywhere
        everything &= services.holding(term)
    # What is held by way of needs, areas or organisation counts as all of it, but nowhere prominent.
    enough = itself.bit_count() > limit
    scores = Scores(own)
    best = scores.by_weight((itself if enough else everything) or scores.best(shown))
    return listings(services.numbered.ids[bit] for bit in islice(best, limit))


def search_needs(question: Question, limit: int = 3) -> list[Need]:
    """At most `limit` visible needs, those that hold most of the question's terms first. No query when warm."""
    needs = {need.pk: need for need in needs_now(timezone.now())}
    numbered = small_value("support.numbered_needs", lambda: Numbered(need.pk for need in _needs()))
    scores = Scores(numbered.holding(NEED, term) for term in question.terms)
    best = scores.by_number(scores.any & numbered.mask(needs))
    return [needs[numbered.ids[bit]] for bit in islice(best, limit)]


def stands_alone(service: Service) -> bool:
    """Whether hiding `service` would leave a need without help as near as it: in one of its areas, or in the country
    for one without areas. Local help is made up for by local help alone. At most four queries."""
    needs = set(service.needs.values_list("pk", flat=True))
    areas = set(service.areas.values_list("pk", flat=True))
    active = len(small_value("areas", active_areas))
    step = _step(len(areas), active)
    others = visible_to().filter(_in_any("needs", "need", needs)).exclude(pk=service.pk)
    links = others.prefetch_related("areas", "needs").iterator(chunk_size=200)
    lacking = {(need, area) for need in needs for area in areas or {0}}
    for other in links:
        near = _step(len(other.areas.all()), active)
        if near <= step and (near == Step.NATIONAL) == (not areas):
            served = {area.pk for area in other.areas.all()} or {0}
            lacking -= {(need.pk, area) for need in other.needs.all() for area in served}
        if not lacking:
            return False
    return bool(lacking)


def _in_any(field: str, lookup: str, ids: set[int]) -> Q:
    return Q(Exists(_links(field).filter(**{f"{lookup}__in": ids})))
