"""Reads of the API. A list is a list of keys first, so that its last page costs what its first does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from math import hypot
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from core.areas.models import Outcode
from core.areas.queries import centre_of, find_areas, partnership, split_postcode
from core.pages.cache import next_uk_midnight
from core.pages.frame import small_value
from core.search.meaning import Term, understand
from core.search.queries import holds
from support.enums import HoursKind, Weekday
from support.hours import UK
from support.models import HoursRule, Location, Organisation, Service
from support.oruk.questions import Question
from support.oruk.records import Feed
from support.oruk.terms import with_taxonomy, with_term
from support.queries import visible_needs, visible_to
from support.searching import AREA, NEED, ORGANISATION, SERVICE

FULL = ("contact_points", "hours_rules", "hours_exceptions", "areas", "locations", "needs")
LIST = ("contact_points",)


@dataclass(frozen=True)
class Place:
    """A location that is listed: its key, that of its service, and the first half of its postcode ("" where there is
    none or where the place is a secret: it is then found by no distance)."""

    pk: int
    service: int
    outward: str


@dataclass(frozen=True)
class Lists:
    """The keys of everything listed, in order, good until the instant `until` (aware)."""

    services: list[int]
    places: list[Place]
    organisations: list[int]
    until: datetime


def lists(now: datetime) -> Lists:
    """The whole lists, read once for each version of public content; read anew once a part of them has expired."""
    kept: Lists = small_value("oruk.lists", lambda: _read_lists(now))
    return kept if kept.until > now else _read_lists(now)


def _read_lists(now: datetime) -> Lists:
    visible = visible_to(now=now)
    expires = visible.order_by().aggregate(first=Min("expire_at"))["first"]
    rows = list(visible.order_by("pk").values_list("pk", "organisation_id", "location_confidential"))
    secret = {pk for pk, _organisation, confidential in rows if confidential}
    held = Location.objects.filter(service__in=visible.order_by()).order_by("pk")
    places = [
        Place(pk, service, "" if confidential or service in secret else split_postcode(postcode)[0])
        for pk, service, confidential, postcode in held.values_list("pk", "service_id", "is_confidential", "postcode")
    ]
    midnight = next_uk_midnight(now)
    until = min(expires, midnight) if expires else midnight
    return Lists([row[0] for row in rows], places, sorted({row[1] for row in rows}), until)


def feed_for(base: str, now: datetime) -> Feed:
    """What records are made with. No query when small values are warm."""
    needs = small_value("oruk.needs", lambda: frozenset(visible_needs(now=now).values_list("pk", flat=True)))
    return Feed(
        base, now.astimezone(UK).date(), small_value("oruk.mailbox", lambda: partnership().contact_email), needs
    )


def service_keys(question: Question, now: datetime) -> list[int]:
    """The keys of the services asked for, in order. No query for all of them when warm, else one."""
    if not question.narrows:
        return lists(now).services
    return list(visible_to(now=now).filter(_asked(question)).order_by("pk").values_list("pk", flat=True))


def place_keys(question: Question, now: datetime) -> list[int]:
    """The keys of the locations asked for, in order. At most four queries.

    With a distance: public places whose first half lies within it, from middle to middle. With a postcode alone: public
    places of services for that area or for everybody.
    """
    places = lists(now).places
    if question.narrows:
        wanted = set(service_keys(question, now))
        places = [place for place in places if place.service in wanted]
    if question.near and question.within is not None:
        codes = _outcodes_within(question.near, question.within)
        places = [place for place in places if place.outward in codes]
    elif question.near:
        areas = [area.pk for area in find_areas(question.near).areas]
        linked = Service.areas.through.objects.filter(service=OuterRef("pk"))
        served = visible_to(now=now).filter(Exists(linked.filter(area__in=areas)) | ~Exists(linked))
        wanted = set(served.order_by().values_list("pk", flat=True))
        places = [place for place in places if place.outward and place.service in wanted]
    return [place.pk for place in places]


def organisation_keys(question: Question, now: datetime) -> list[int]:
    """The keys of the organisations asked for that run a service which may be seen. One query at most."""
    keys = lists(now).organisations
    if not question.search:
        return keys
    condition = Q()
    for term in _words_of(question.search):
        condition &= holds(ORGANISATION, term)
    wanted = set(Organisation.objects.filter(condition).values_list("pk", flat=True))
    return [key for key in keys if key in wanted]


def services_by(keys: list[int], now: datetime, *, full: bool = False) -> list[Service]:
    """The services with `keys` that may still be seen, in the order of `keys`."""
    return _in_order(with_parts(visible_to(now=now), full=full), keys)


def with_parts(services: QuerySet[Service], *, full: bool) -> QuerySet[Service]:
    """`services` with what their records are made of: seven queries more when `full`, else one."""
    return services.select_related("organisation").prefetch_related(*(FULL if full else LIST))


def places_by(keys: list[int], now: datetime, *, full: bool = False) -> list[tuple[Location, Service]]:
    """The locations with `keys`, each with its service, while that may be seen."""
    places = _in_order(Location.objects.all(), keys)
    services = {service.pk: service for service in services_by([place.service_id for place in places], now, full=full)}
    return [(place, services[place.service_id]) for place in places if place.service_id in services]


def organisations_by(keys: list[int], now: datetime, *, full: bool = False) -> list[tuple[Organisation, list[Service]]]:
    """The organisations with `keys`, with their services when `full`."""
    organisations = _in_order(Organisation.objects.all(), keys)
    services: dict[int, list[Service]] = {key: [] for key in keys}
    if full:
        for service in with_parts(visible_to(now=now).filter(organisation__in=keys), full=False).order_by("pk"):
            services[service.organisation_id].append(service)
    return [(organisation, services[organisation.pk]) for organisation in organisations]


def _in_order(rows: QuerySet[Any], keys: list[int]) -> list[Any]:
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _outcodes_within(near: str, metres: float) -> frozenset[str]:
    centre = centre_of(near)
    if centre is None:
        return frozenset()
    east, north = centre
    around = Outcode.objects.filter(
        easting__range=(int(east - metres), int(east + metres) + 1),
        northing__range=(int(north - metres), int(north + metres) + 1),
    )
    rows = around.values_list("code", "easting", "northing")
    return frozenset(code for code, x, y in rows if hypot(x - east, y - north) <= metres)


def _asked(question: Question) -> Q:
    """Everything asked about a service, all of which must hold. Conditions on parts are EXISTS: no row comes twice."""
    condition = Q()
    for term in _words_of(question.search):
        condition &= _has_term(term)
    if question.term:
        condition &= with_term(question.term)
    if question.taxonomy:
        condition &= with_taxonomy(question.taxonomy)
    if question.organisation:
        condition &= Q(organisation__uuid=question.organisation)
    if question.minimum_age is not None:
        condition &= Q(age_min__gte=question.minimum_age)
    if question.maximum_age is not None:
        condition &= Q(age_max__lte=question.maximum_age)
    if question.modified_after:
        day = question.modified_after.date()
        condition &= Q(last_published_at__gte=question.modified_after) | Q(
            last_published_at=None, last_checked__gte=day
        )
    return condition & _open(question)


def _open(question: Question) -> Q:
    """Services with one weekly line of hours that answers for the day and the times asked for."""
    if question.day is None and question.start is None and question.end is None:
        return Q()
    lines = HoursRule.objects.filter(service=OuterRef("pk")).exclude(kind=HoursKind.CLOSED)
    if question.day is not None:
        day = question.day
        to_sunday = Q(day__lte=day, last_day__gte=day)
        round_the_week = Q(day__gt=F("last_day")) & (Q(day__lte=day) | Q(last_day__gte=day))
        lines = lines.exclude(day=Weekday.BANK_HOLIDAY).filter(Q(last_day=None, day=day) | to_sunday | round_the_week)
    if question.start is not None:
        all_day = Q(kind=HoursKind.ALL_DAY) if question.start == time(0) else Q(pk__in=[])
        lines = lines.filter(Q(kind=HoursKind.TIMES, opens__gte=question.start) | all_day)
    if question.end is not None:
        all_day = Q(kind=HoursKind.ALL_DAY) if question.end >= time(23, 59) else Q(pk__in=[])
        same_day = Q(kind=HoursKind.TIMES, closes__lte=question.end, closes__gt=F("opens"))
        lines = lines.filter(same_day | all_day)
    return Q(Exists(lines))


def _words_of(text: str) -> tuple[Term, ...]:
    """What `text` looks for: at most six terms, each with its endings, the words that mean the same, and slips of the
    finger put right (core.search). Words that stand nowhere are left out where another stands somewhere."""
    return understand(text).known if text else ()


def _has_term(term: Term) -> Q:
    """The condition that a Service, its organisation, a need or an area of it holds `term`: index look-ups only, each
    driven from the words, never from all services."""
    own = Service.objects.order_by().filter(holds(SERVICE, term)).values("pk")
    ways = [Service.objects.order_by().filter(holds(ORGANISATION, term, "organisation_id")).values("pk")]
    for kind, field in ((NEED, "needs"), (AREA, "areas")):
        through = getattr(Service, field).through.objects
        ways.append(through.filter(holds(kind, term, f"{kind}_id")).values("service_id"))
    return Q(pk__in=own.union(*ways))
