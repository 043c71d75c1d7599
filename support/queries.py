"""Reads of services and needs. Every page, feed and search goes through `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value
from core.search.enums import Weight
from core.search.meaning import Question, Term, understand
from core.search.queries import Rank, holds, ranked
from support.enums import AgeGroup, Status
from support.fields import code_in_column
from support.filters import Filters
from support.hours import Answer
from support.models import ContactPoint, Need, Service
from support.open_now import service_answer
from support.searching import AREA, NEED, ORGANISATION, SERVICE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

PARTS = ("contact_points", "hours_rules", "hours_exceptions", "areas")
MOST_READ = 200
MOST_SHOWN = 12


class Step(IntEnum):
    """How near the help is; the finder goes down the steps until it has something to show."""

    LOCAL = 0
    WHOLE_PLACE = 1
    NATIONAL = 2
    ANYONE = 3


@dataclass(frozen=True)
class Listed:
    """A service in a list, with how it stands at the moment of asking."""

    service: Service
    answer: Answer
    step: Step


@dataclass(frozen=True)
class Found:
    """`listed` is never empty while any service that helps anyone is published; `step` is the nearest among them.

    ANYONE says that nothing matched and the lines that help anyone stand in. `count` and `open_count` are of all that
    matched, `more` says that a next page has some.
    """

    listed: list[Listed]
    step: Step
    more: bool
    count: int
    open_count: int


def visible_to(user: User | AnonymousUser | None = None, *, now: datetime | None = None) -> QuerySet[Service]:
    """Services that `user` may see: published, not expired at `now`, not ended. The same for everybody: drafts are
    seen in `/cms/` only, so a page can be kept for all."""
    instant = now or timezone.now()
    return Service.objects.filter(Q(expire_at=None) | Q(expire_at__gt=instant), live=True).exclude(status=Status.ENDED)


def visible_needs(user: User | AnonymousUser | None = None, *, now: datetime | None = None) -> QuerySet[Need]:
    """Needs that `user` may see, most urgent first."""
    instant = now or timezone.now()
    return Need.objects.filter(Q(expire_at=None) | Q(expire_at__gt=instant), live=True).order_by(
        "urgency", "position", "name"
    )


def find(filters: Filters, now: datetime) -> Found:
    """Answer the finder's question at `now` (aware).

    Five queries or fewer, whatever the numbers: at most MOST_READ services are read and MOST_SHOWN given a page, open
    ones first, then the nearest. Nothing matches → the lines that help anyone.
    """
    rows = list(
        visible_to(now=now)
        .annotate(matches=ExpressionWrapper(_matching(filters), output_field=BooleanField()))
        .filter(Q(matches=True) | Q(is_fallback=True))
        .order_by("-matches", "position", "name")
        .prefetch_related(*PARTS)[:MOST_READ]
    )
    active = len(small_value("areas", active_areas))
    listed = [Listed(row, service_answer(row, now), step_of(row, active)) for row in rows if row.matches]
    if filters.open:
        listed = [item for item in listed if item.answer.is_open]
    if not listed:
        anyone = [Listed(row, service_answer(row, now), Step.ANYONE) for row in rows if row.is_fallback]
        return Found(_in_order(anyone), Step.ANYONE, False, len(anyone), sum(item.answer.is_open for item in anyone))
    before = min((filters.page - 1) * MOST_SHOWN, (len(listed) - 1) // MOST_SHOWN * MOST_SHOWN)
    shown = _in_order(listed)[before : before + MOST_SHOWN]
    opened = sum(item.answer.is_open for item in listed)
    return Found(shown, min(item.step for item in listed), len(listed) > before + MOST_SHOWN, len(listed), opened)


def _matching(filters: Filters) -> Q:
    """The question as a condition on a Service. Conditions on parts are EXISTS, so no row comes twice."""
    condition: Any = Q(pk__isnull=False)
    if filters.need:
        condition &= _through("needs", "need__slug", filters.need)
    if filters.area:
        condition &= _through("areas", "area__slug", filters.area) | ~Exists(_links("areas"))
    elif filters.near:
        condition &= ~Exists(_links("areas"))  # somewhere that is not ours: only what works everywhere
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
    for word in words_of(filters.q):
        condition &= _has_word(word)
    return condition


def _links(field: str) -> QuerySet:
    return getattr(Service, field).through.objects.filter(service=OuterRef("pk"))


def _through(field: str, lookup: str, value: str | int) -> Q:
    return Q(Exists(_links(field).filter(**{lookup: value})))


def words_of(text: str) -> tuple[Term, ...]:
    """What `text` looks for: at most six terms, each with its endings, the words that mean the same, and slips of the
    finger put right (core.search). Words that stand nowhere are left out where another stands somewhere."""
    return understand(text).known if text else ()


def _has_word(term: Term) -> Q:
    """The condition that a Service, its organisation, a need or an area of it holds `term`: index look-ups only, each
    driven from the words, never from all services."""
    own = Service.objects.order_by().filter(holds(SERVICE, term)).values("pk")
    ways = [Service.objects.order_by().filter(holds(ORGANISATION, term, "organisation_id")).values("pk")]
    for kind, field in ((NEED, "needs"), (AREA, "areas")):
        through = getattr(Service, field).through.objects
        ways.append(through.filter(holds(kind, term, f"{kind}_id")).values("service_id"))
    return Q(pk__in=own.union(*ways))


def step_of(service: Service, active_areas: int) -> Step:
    """How near `service` is: no areas national, all of `active_areas` (a count) the whole place, else local."""
    served = len(service.areas.all())
    if not served:
        return Step.NATIONAL
    return Step.WHOLE_PLACE if served >= active_areas > 1 else Step.LOCAL


def _in_order(listed: list[Listed]) -> list[Listed]:
    return sorted(
        listed,
        key=lambda item: (not item.answer.is_open, item.step, item.service.position, item.service.name),
    )


def languages_spoken() -> frozenset[str]:
    """Codes of the languages in which some visible service answers. One query; keep it as a small value."""
    rows = visible_to().exclude(languages="").order_by().values_list("languages", flat=True).distinct()
    return frozenset(code for codes in rows for code in codes)


def national_lines(limit: int = 4) -> list[Service]:
    """At most `limit` services that help anyone, with their contact points and hours. Five queries."""
    return list(visible_to().filter(is_fallback=True).prefetch_related(*PARTS)[:limit])


def services_for_area(area: Area, limit: int = 6) -> list[Service]:
    """At most `limit` services that serve `area`, the local before the wider. Five queries."""
    served = visible_to().filter(_through("areas", "area", area.pk)).prefetch_related(*PARTS)
    return sorted(served[: limit * 4], key=lambda service: len(service.areas.all()))[:limit]


def search(question: Question, limit: int = 10) -> list[Service]:
    """At most `limit` visible services that hold as many of the question's terms as any does, those with the words in
    their names first; [] where nothing is asked. Two queries."""
    if not question.terms:
        return []
    ranks, most = ranked(SERVICE, question), len(question.known)
    everything, itself = Q(), Q(pk__in=list(ranks))
    for term in question.known:
        everything &= _has_word(term)
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
