"""Reads of services and needs. Every page, feed and search goes through `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value, timed_value
from core.search.enums import Weight
from core.search.meaning import Question, Term, understand
from core.search.queries import Rank, holds, ranked
from support.distance import miles_to
from support.enums import AgeGroup, Status
from support.fields import code_in_column
from support.filters import Filters
from support.hours import Answer
from support.models import ContactPoint, Need, Service
from support.searching import AREA, NEED, ORGANISATION, SERVICE
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
    shown = Service.objects.filter(Q(expire_at=None) | Q(expire_at__gt=instant), live=True, hidden_on=None)
    return shown.exclude(status=Status.ENDED)


def visible_needs(user: User | AnonymousUser | None = None, *, now: datetime | None = None) -> QuerySet[Need]:
    """Needs that `user` may see, most urgent first."""
    instant = now or timezone.now()
    return Need.objects.filter(Q(expire_at=None) | Q(expire_at__gt=instant), live=True).order_by(
        "urgency", "position", "name"
    )


def needs_now(now: datetime) -> list[Need]:
    """The needs that stand at `now` (aware), most urgent first, without their long texts. No query when warm."""
    kept = small_value("support.needs", lambda: list(visible_needs().only(*NEED_FIELDS)))
    return [need for need in kept if need.expire_at is None or need.expire_at > now]


def find(filters: Filters, now: datetime) -> Found:
    """Answer the finder's question at `now` (aware).

    No query where the same was asked lately and nothing changed since; a visitor's own words are never kept. Else two
    with the shelf warm, four where nothing matches, whatever the numbers: at most MOST_READ services (with "open now"
    MOST_READ_OPEN) of the area are read and as many that work everywhere, and MOST_SHOWN given a page: open ones first,
    then the nearest. Nothing matches → the lines that help anyone.
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
    read = [_first(rows, most) for rows in _nearest_first(filters, now, asked.known)]
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
    lines = [Listed(one, one.answer(now), Step.ANYONE) for one in listings(_first(_fallbacks(now), MOST_READ))]
    until = [*until, *(line.service.good_until(now) for line in lines)] or [now + timedelta(days=1)]
    opened = sum(line.answer.is_open for line in lines)
    return Found(_in_order(lines), Step.ANYONE, False, len(lines), opened, min(until))


def _nearest_first(filters: Filters, now: datetime, terms: Iterable[Term]) -> list[QuerySet[Service]]:
    """What matches the filters and holds all of `terms`, in the lists that are read one after the other."""
    rows = visible_to(now=now).filter(_matching(filters, terms)).order_by("position", "name")
    everywhere = rows.filter(~Exists(_links("areas")))
    if filters.area:
        return [rows.filter(_through("areas", "area__slug", filters.area)), everywhere]
    return [everywhere] if filters.near else [rows]  # somewhere that is not ours: only what works everywhere


def _first(rows: QuerySet[Service], most: int) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:most])


def _fallbacks(now: datetime) -> QuerySet[Service]:
    return visible_to(now=now).filter(is_fallback=True).order_by("position", "name")


def _stand(services: list[Listing], now: datetime, near: str) -> list[Listed]:
    """How each of `services` stands at `now`, and how far it is from the first half `near`."""
    active = len(small_value("areas", active_areas))
    away = miles_to(near)
    return [Listed(one, one.answer(now), step_of(one, active), away(one.places)) for one in services]


def _matching(filters: Filters, terms: Iterable[Term]) -> Q:
    """The question, and its words as `terms`, as a condition on a Service. Conditions on parts are EXISTS, so no row
    comes twice."""
    condition: Any = Q(pk__isnull=False)
    if filters.need:
        condition &= _through("needs", "need__slug", filters.need)
    if filters.free:
        condition &= Q(is_free=True)
    if filters.audience:
        condition &= Q(audience="") | Q(audience__contains=code_in_column(filters.audience))
    if filters.age:
        first, last = AgeGroup(filters.age).years
        condition &= (Q(age_min=None) | Q(age_min__lte=last)) & (Q(age_max=None) | Q(age_max__gte=first))
    if filters.channels:
        condition &= Q(Exists(ContactPoint.objects.filter(service=OuterRef("pk"), channel__in=filters.channels)))
    if filters.language:
        code = code_in_column(filters.language)
        spoken = ContactPoint.objects.filter(service=OuterRef("pk"), languages__contains=code)
        condition &= Q(languages__contains=code) | Q(Exists(spoken))
    for term in terms:
        condition &= has_term(term)
    return condition


def _links(field: str) -> QuerySet:
    return getattr(Service, field).through.objects.filter(service=OuterRef("pk"))


def _through(field: str, lookup: str, value: str | int) -> Q:
    """Linked to what `lookup` finds. A list of keys, not EXISTS: few are looked at where few are linked."""
    links = getattr(Service, field).through.objects.filter(**{lookup: value})
    return Q(pk__in=links.values("service"))


def words_of(text: str) -> tuple[Term, ...]:
    """What `text` looks for: at most six terms, each with its endings, the words that mean the same, and slips of the
    finger put right (core.search). Words that stand nowhere are left out where another stands somewhere."""
    return understand(text).known if text else ()


def has_term(term: Term) -> Q:
    """The condition that a Service, its organisation, a need or an area of it holds `term`: index look-ups only, each
    driven from the words, never from all services."""
    own = Service.objects.order_by().filter(holds(SERVICE, term)).values("pk")
    ways = [Service.objects.order_by().filter(holds(ORGANISATION, term, "organisation_id")).values("pk")]
    for kind, field in ((NEED, "needs"), (AREA, "areas")):
        through = getattr(Service, field).through.objects
        ways.append(through.filter(holds(kind, term, f"{kind}_id")).values("service_id"))
    return Q(pk__in=own.union(*ways))


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
    """At most `limit` services that help anyone. One query with the shelf warm."""
    return listings(_first(_fallbacks(timezone.now()), limit))


def services_for_area(area: Area, limit: int = 6) -> list[Listing]:
    """At most `limit` services that serve `area`, the local before the wider. One query with the shelf warm."""
    served = visible_to().filter(_through("areas", "area", area.pk)).order_by("position", "name")
    return sorted(listings(_first(served, limit * 4)), key=lambda one: len(one.area_names))[:limit]


def search(question: Question, limit: int = 10) -> list[Service]:
    """At most `limit` visible services that hold as many of the question's terms as any does, those with the words in
    their names first; [] where nothing is asked. Two queries."""
    if not question.terms:
        return []
    ranks, most = ranked(SERVICE, question), len(question.known)
    everything, itself = Q(), Q(pk__in=list(ranks))
    for term in question.known:
        everything &= has_term(term)
    enough = sum(rank.held == most for rank in ranks.values()) > limit
    rows = visible_to().filter(itself if enough else itself | everything)
    if not enough:
        rows = rows.annotate(has_all=ExpressionWrapper(everything, output_field=BooleanField()))
    # What is held by way of needs, areas or organisation counts as all of it, but nowhere prominent.
    found = [
        (row, most if getattr(row, "has_all", False) else ranks[row.pk].held, ranks.get(row.pk, Rank(0, 0)).weight)
        for row in rows[:MOST_READ]
    ]
    best = max((held for _row, held, _weight in found), default=0)
    found.sort(key=lambda one: (-one[2], one[0].position, one[0].name))
    return [row for row, held, _weight in found if held == best][:limit]


def search_needs(question: Question, limit: int = 3) -> list[Need]:
    """At most `limit` visible needs, those that hold most of the question's terms first. One query."""
    if not question.terms:
        return []
    held: Any = Value(0)
    for term in question.terms:
        shares = [When(holds(NEED, term, least=weight), then=Value(100 + weight)) for weight in sorted(Weight)[::-1]]
        held = held + Case(*shares, default=Value(0))
    found = visible_needs().annotate(held=held).filter(held__gt=0)
    return list(found.order_by("-held", "urgency", "position")[:limit])


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
