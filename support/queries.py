"""Reads of services and needs. Every page, feed and search goes through `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value
from support.distance import miles_to
from support.enums import AgeGroup, Status
from support.fields import code_in_column
from support.filters import Filters
from support.hours import Answer
from support.models import ContactPoint, Need, Service
from support.shelf import Listing, listings

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

MOST_READ = 200
MOST_READ_OPEN = 1000  # "open now" looks further, as most of what it reads may be closed
MOST_SHOWN = 12
NEED_FIELDS = ("name", "slug", "translations", "icon", "urgency", "position", "sensitivity", "summary", "expire_at")
FAR = 10_000  # miles: farther than any place


class Step(IntEnum):
    """How near the help is; the finder goes down the steps until it has something to show."""

    LOCAL = 0
    WHOLE_PLACE = 1
    NATIONAL = 2
    ANYONE = 3


@dataclass(frozen=True)
class Listed:
    """A service in a list, with how it stands at the moment of asking; `miles` where its place and yours are known."""

    service: Listing
    answer: Answer
    step: Step
    miles: int | None = None


@dataclass(frozen=True)
class Found:
    """`listed` is never empty while any service that helps anyone is published; `step` is the nearest among them.

    ANYONE says that nothing matched and the lines that help anyone stand in. `count` and `open_count` are of all that
    matched, unless `cut`: then there are more than were read. `more` says that a next page has some. All of it is
    true until `good_until` (aware): the next change of anything that was read.
    """

    listed: list[Listed]
    step: Step
    more: bool
    count: int
    open_count: int
    good_until: datetime
    cut: bool = False


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


def needs_now(now: datetime) -> list[Need]:
    """The needs that stand at `now` (aware), most urgent first, without their long texts. No query when warm."""
    kept = small_value("support.needs", lambda: list(visible_needs().only(*NEED_FIELDS)))
    return [need for need in kept if need.expire_at is None or need.expire_at > now]


def find(filters: Filters, now: datetime) -> Found:
    """Answer the finder's question at `now` (aware).

    Two queries with the shelf warm, four where nothing matches, whatever the numbers: at most MOST_READ services (with
    "open now" MOST_READ_OPEN) of the area are read and as many that work everywhere, and MOST_SHOWN given a page: open
    ones first, then the nearest. Nothing matches → the lines that help anyone.
    """
    most = MOST_READ_OPEN if filters.open else MOST_READ
    read = [_first(rows, most) for rows in _nearest_first(filters, now)]
    listed = _stand(listings(chain.from_iterable(read)), now, filters.near)
    until = [item.service.good_until(now) for item in listed]
    if filters.open:
        listed = [item for item in listed if item.answer.is_open]
    if not listed:
        return _anyone(now, until)
    before = min((filters.page - 1) * MOST_SHOWN, (len(listed) - 1) // MOST_SHOWN * MOST_SHOWN)
    return Found(
        listed=_in_order(listed)[before : before + MOST_SHOWN],
        step=min(item.step for item in listed),
        more=len(listed) > before + MOST_SHOWN,
        count=len(listed),
        open_count=sum(item.answer.is_open for item in listed),
        good_until=min(until),
        cut=any(len(one) >= most for one in read),
    )


def _anyone(now: datetime, until: list[datetime]) -> Found:
    """The lines that help anyone, true until the least of `until` and of their own changes."""
    lines = [Listed(one, one.answer(now), Step.ANYONE) for one in listings(_first(_fallbacks(now), MOST_READ))]
    until = [*until, *(line.service.good_until(now) for line in lines)] or [now + timedelta(days=1)]
    opened = sum(line.answer.is_open for line in lines)
    return Found(_in_order(lines), Step.ANYONE, False, len(lines), opened, min(until))


def _nearest_first(filters: Filters, now: datetime) -> list[QuerySet[Service]]:
    """What matches, in the lists that are read one after the other."""
    rows = visible_to(now=now).filter(_matching(filters)).order_by("position", "name")
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


def _matching(filters: Filters) -> Q:
    """The question as a condition on a Service. Conditions on parts are EXISTS, so no row comes twice."""
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
    for word in words_of(filters.q):
        condition &= _has_word(word)
    return condition


def _links(field: str) -> QuerySet:
    return getattr(Service, field).through.objects.filter(service=OuterRef("pk"))


def _through(field: str, lookup: str, value: str | int) -> Q:
    """Linked to what `lookup` finds. A list of keys, not EXISTS: few are looked at where few are linked."""
    links = getattr(Service, field).through.objects.filter(**{lookup: value})
    return Q(pk__in=links.values("service"))


def words_of(text: str) -> list[str]:
    """At most six words of `text`, lower case, each without a final "s" so that victims finds Victim."""
    words = [word.strip(".,;:!?\"'“”‘’()") for word in text.replace("\x00", " ").lower().split()]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words if len(word) > 1][:6]


def _has_word(word: str) -> Q:
    fields = ("name", "summary", "description", "eligibility", "organisation__name")
    condition = Q(Exists(_links("needs").filter(need__name__icontains=word)))
    for field in fields:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def step_of(service: Listing, active_areas: int) -> Step:
    """How near `service` is: no areas national, all of `active_areas` (a count) the whole place, else local."""
    served = len(service.area_names)
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


def search(text: str, limit: int = 10) -> list[Service]:
    """At most `limit` visible services that hold every word of `text` in their names, words or needs; [] for no word.

    A name that holds the words comes first. Two queries.
    """
    words = words_of(text)
    if not words:
        return []
    condition = Q()
    for word in words:
        condition &= _has_word(word)
    rows = list(visible_to().filter(condition).prefetch_related("contact_points")[: limit * 3])
    return sorted(rows, key=lambda service: not all(word in service.name.lower() for word in words))[:limit]
