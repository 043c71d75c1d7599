"""The endpoints of Open Referral UK 3.0. None reads a session or a user; their answers are kept like public pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.pages import cache
from support.models import Location, Organisation
from support.oruk import queries
from support.oruk.answers import answer, lines, open_data
from support.oruk.questions import Question, read_question
from support.oruk.records import (
    Feed,
    Record,
    full_organisation,
    full_service,
    minimal_record,
    organisation_record,
    place_at,
    service_record,
)
from support.oruk.terms import TAXONOMIES, all_terms
from support.queries import visible_to

PER_PAGE = 50
READ_AT_ONCE = 200  # rows read in one go while lines are sent
ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json",
}
Read = Callable[[list[Any]], list[Record]]


@open_data
def root(request: HttpRequest) -> HttpResponseBase:
    """Which standard this is."""
    return answer(request, ABOUT)


@open_data
def unknown(request: HttpRequest) -> HttpResponseBase:
    """Any other address."""
    raise Http404("There is no such endpoint. Try /services.")


@open_data
def services(request: HttpRequest) -> HttpResponseBase:
    """The services asked for."""
    question, now, feed = _asked(request)

    def read(keys: list[int]) -> list[Record]:
        rows = queries.services_by(keys, now, full=question.full)
        if question.minimal:
            return [minimal_record(row) for row in rows]
        return [full_service(row, feed) if question.full else service_record(row, feed) for row in rows]

    return _listed(request, question, queries.service_keys(question, now), read)


@open_data
def service(request: HttpRequest, id: str) -> HttpResponseBase:
    """One service with everything that belongs to it."""
    _question, now, feed = _asked(request)
    found = queries.with_parts(visible_to(now=now).filter(uuid=_uuid(id)), full=True).first()
    if found is None:
        raise Http404("There is no service with this id.")
    return answer(request, full_service(found, feed))


@open_data
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """The services asked for, at each of their places."""
    question, now, feed = _asked(request)

    def read(keys: list[int]) -> list[Record]:
        pairs = queries.places_by(keys, now, full=question.full)
        if question.minimal:
            return [{**minimal_record(service), "id": str(place.uuid)} for place, service in pairs]
        return [place_at(place, service, feed, full=question.full) for place, service in pairs]

    return _listed(request, question, queries.place_keys(question, now), read)


@open_data
def service_at_location(request: HttpRequest, id: str) -> HttpResponseBase:
    """One service at one of its places."""
    _question, now, feed = _asked(request)
    keys = list(Location.objects.filter(uuid=_uuid(id)).values_list("pk", flat=True))
    found = queries.places_by(keys, now, full=True)
    if not found:
        raise Http404("There is no service at a location with this id.")
    return answer(request, place_at(*found[0], feed))


@open_data
def organizations(request: HttpRequest) -> HttpResponseBase:
    """The organisations that run a service which may be seen."""
    question, now, feed = _asked(request)

    def read(keys: list[int]) -> list[Record]:
        pairs = queries.organisations_by(keys, now, full=question.full)
        if question.minimal:
            return [{"id": str(one.uuid)} for one, _services in pairs]
        return [full_organisation(*pair, feed) if question.full else organisation_record(pair[0]) for pair in pairs]

    return _listed(request, question, queries.organisation_keys(question, now), read)


@open_data
def organization(request: HttpRequest, id: str) -> HttpResponseBase:
    """One organisation with its services."""
    _question, now, feed = _asked(request)
    keys = Organisation.objects.filter(uuid=_uuid(id)).values_list("pk", flat=True)
    found = queries.organisations_by(list(keys), now, full=True)
    if not found or not found[0][1]:
        raise Http404("There is no organisation with this id.")
    return answer(request, full_organisation(*found[0], feed))


@open_data
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """The taxonomies."""
    question, _now, _feed = _asked(request)
    return _listed(request, question, TAXONOMIES, list)


@open_data
def taxonomy(request: HttpRequest, id: str) -> HttpResponseBase:
    """One taxonomy."""
    return answer(request, _one(TAXONOMIES, id, "There is no taxonomy with this id."))


@open_data
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """The terms of every taxonomy, or of one. None has a parent."""
    question, _now, _feed = _asked(request)
    terms = [] if question.parent else all_terms()
    wanted = [term for term in terms if question.taxonomy is None or term.taxonomy == str(question.taxonomy)]
    return _listed(request, question, wanted, lambda part: [term.record() for term in part])


@open_data
def taxonomy_term(request: HttpRequest, id: str) -> HttpResponseBase:
    """One term."""
    _asked(request)
    return answer(request, _one([term.record() for term in all_terms()], id, "There is no term with this id."))


def _asked(request: HttpRequest) -> tuple[Question, datetime, Feed]:
    """What is asked, the moment, and what records are made with; the answer is kept no longer than its parts hold."""
    question, now = read_question(request.GET), timezone.now()
    cache.keep_until(request, queries.lists(now).until)
    return question, now, queries.feed_for(request.build_absolute_uri("/")[:-1], now)


def _listed(request: HttpRequest, question: Question, keys: list[Any], read: Read) -> HttpResponseBase:
    """One page of `keys` in the envelope, or all of them line by line. Only the keys of the page are read."""
    if question.lines:
        return lines(_in_parts(keys, read))
    size = question.per_page or (max(len(keys), 1) if question.minimal else PER_PAGE)
    pages = max(1, -(-len(keys) // size))
    if question.page > pages:
        raise Http404(f"There is no such page. The last is {pages}.")
    contents = read(keys[(question.page - 1) * size : question.page * size])
    envelope = {
        "total_items": len(keys),
        "total_pages": pages,
        "page_number": question.page,
        "size": len(contents),
        "first_page": question.page == 1,
        "last_page": question.page == pages,
        "empty": not contents,
        "contents": contents,
    }
    return answer(request, envelope)


def _in_parts(keys: list[Any], read: Read) -> Iterator[Record]:
    for start in range(0, len(keys), READ_AT_ONCE):
        yield from read(keys[start : start + READ_AT_ONCE])


def _one(records: list[Record], id: str, problem: str) -> Record:
    found = next((record for record in records if record["id"] == str(_uuid(id))), None)
    if found is None:
        raise Http404(problem)
    return found


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise Http404("There is nothing with this id. Ids are UUIDs.") from None
