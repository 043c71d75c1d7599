"""Our records as Open Referral UK writes them. What is empty is left out: the schemas refuse null.

A confidential place is `virtual`, without a name, an address or a word about the way there, and its service does not
say which areas it serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.encoding import iri_to_uri

from support.enums import Channel, HoursKind, Language, Nation
from support.models import ContactPoint, HoursException, HoursRule, Location, Organisation, Service
from support.oruk.terms import made_id, terms_of
from support.rules import api_status

Record = dict[str, Any]
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PHONE_TYPES = {Channel.CALL: "voice", Channel.TEXT: "text", Channel.RELAY: "textphone"}


@dataclass(frozen=True)
class Feed:
    """What every record is made with: the `base` of our addresses ("https://host"), the UK date of `today`, the
    `mailbox` of the body that runs the site, and the keys of the needs that may be seen."""

    base: str
    today: date
    mailbox: str
    needs: frozenset[int]


def filled(record: Record) -> Record:
    """`record` without what is empty."""
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def modified(service: Service) -> datetime:
    """When `service` last changed for readers (aware): its publishing, else the start of the day of its last check."""
    return service.last_published_at or datetime.combine(service.last_checked, time(), UTC)


def minimal_record(service: Service) -> Record:
    """Only the id and when it changed, under the names of the profile and of HSDS."""
    changed = modified(service).isoformat()
    return {"id": str(service.uuid), "last_modified": changed, "modified_date": changed}


def organisation_record(organisation: Organisation) -> Record:
    """An organisation without the lists of what it has."""
    return filled(
        {
            "id": str(organisation.uuid),
            "name": organisation.name,
            "description": organisation.description or organisation.name,
            "email": organisation.email,
            "website": iri_to_uri(organisation.website),
        }
    )


def service_record(service: Service, feed: Feed) -> Record:
    """A service with its organisation and without its lists, as lists of services give it."""
    emails = [point.value for point in service.contact_points.all() if point.channel == Channel.EMAIL]
    return filled(
        {
            "id": str(service.uuid),
            "organization_id": str(service.organisation.uuid),
            "name": service.name,
            "description": "\n\n".join(part for part in (service.summary, service.description) if part),
            "url": iri_to_uri(feed.base + service.get_absolute_url()),
            "email": emails[0] if emails else "",
            "status": api_status(service, feed.today),
            "fees": service.cost or ("Free" if service.is_free else ""),
            "minimum_age": service.age_min,
            "maximum_age": service.age_max,
            "assured_date": service.last_checked.isoformat(),
            "assurer_email": feed.mailbox,
            "alert": service.alert,
            "last_modified": modified(service).isoformat(),
            "eligibility_description": service.eligibility,
            "application_process": service.referral,
            "x_who_is_told": service.who_is_told,
            "x_what_happens": service.steps_text,
            "x_assured_by": service.review_owner,
            "x_review_by": service.review_by.isoformat(),
            "organization": organisation_record(service.organisation),
        }
    )


def full_service(service: Service, feed: Feed) -> Record:
    """A service with everything that belongs to it; its parts must be prefetched."""
    uuid = str(service.uuid)
    areas = [] if service.location_confidential else service.areas.all()
    attributes = [
        {"id": made_id(uuid, term.id), "link_id": uuid, "link_type": "service", "taxonomy_term_id": term.id,
         "taxonomy_term": term.record()}
        for term in terms_of(service, feed.needs)
    ]  # fmt: skip
    points = service.contacts
    return filled(
        {
            **service_record(service, feed),
            "schedules": _schedules(service),
            "service_areas": [
                {"id": made_id(uuid, area.slug), "service_id": uuid, "name": area.name, "x_slug": area.slug}
                for area in areas
            ],
            "service_at_locations": [place_at(place, service) for place in service.locations.all()],
            "languages": [_language(uuid, code) for code in service.languages],
            "cost_options": [{"id": made_id(uuid, "cost"), "service_id": uuid, "option": service.cost}]
            if service.cost
            else [],
            "contacts": [_contact(point, uuid) for point in points if point.channel == Channel.EMAIL],
            "phones": [_phone(point, uuid) for point in points if point.channel in PHONE_TYPES],
            "attributes": attributes,
            "x_contact_points": [_point(point) for point in points],
            "x_hours": [_hours(line) for line in [*service.hours_rules.all(), *service.hours_exceptions.all()]],
            "x_bank_holidays": {"policy": service.bank_holidays, "nation": service.nation},
        }
    )


def full_organisation(organisation: Organisation, services: list[Service], feed: Feed) -> Record:
    """An organisation with its services, each without its lists."""
    services_given = [
        {name: value for name, value in service_record(service, feed).items() if name != "organization"}
        for service in services
    ]
    return filled({**organisation_record(organisation), "services": services_given})


def place_at(place: Location, service: Service, feed: Feed | None = None, *, full: bool = True) -> Record:
    """A service at a location. With a `feed` it holds the service too, and its name and status, because the published
    description names the schema of a service here; `full` gives what belongs to both."""
    record: Record = {"id": str(place.uuid), "service_id": str(service.uuid), "location_id": str(place.uuid)}
    record["location"] = _location(place, service, full=full)
    if feed is not None:
        own = full_service(service, feed) if full else service_record(service, feed)
        own.pop("service_at_locations", None)
        record |= {"name": own["name"], "status": own["status"], "service": own}
    return record


def _location(place: Location, service: Service, *, full: bool) -> Record:
    uuid = str(place.uuid)
    if service.location_confidential or place.is_confidential:
        return {"id": uuid, "location_type": "virtual"}
    record: Record = {"id": uuid, "location_type": "physical", "name": place.name}
    if full:
        record |= {
            "transportation": place.directions,
            "addresses": _addresses(place, service),
            "accessibility": [{"id": made_id(uuid, "access"), "location_id": uuid, "description": place.accessibility}]
            if place.accessibility
            else [],
        }
    return filled(record)


def _addresses(place: Location, service: Service) -> list[Record]:
    """The address of `place` in the fields that the profile asks for: its first line, those between, the town."""
    lines = [line.strip() for line in place.address.splitlines() if line.strip()]
    if not lines:
        return []
    nation = str(Nation(service.nation).label)
    address = {
        "id": made_id(place.uuid, "address"),
        "location_id": str(place.uuid),
        "address_1": lines[0],
        "address_2": ", ".join(lines[1:-1]),
        "city": lines[-1] if len(lines) > 1 else nation,
        "state_province": nation,
        "country": "GB",
        "address_type": "physical",
    }
    return [filled(address) | {"postal_code": place.postcode}]


def _schedules(service: Service) -> list[Record]:
    """Hours in the words that the profile has: an end before the beginning means the next morning. Weekly lines that
    only say "closed", and those of bank holidays, have no words there; `x_hours` holds them all."""
    weekly = [
        _schedule(line, service, freq="WEEKLY", interval=1, byday=_days(line))
        for line in service.hours_rules.all()
        if line.kind != HoursKind.CLOSED and line.day < len(DAY_CODES)
    ]
    dated = [
        _schedule(line, service, valid_from=line.first_date.isoformat(), valid_to=line.until.isoformat())
        for line in service.hours_exceptions.all()
    ]
    return weekly + dated


def _days(line: HoursRule) -> str:
    rule = line.as_rule()
    return ",".join(code for day, code in enumerate(DAY_CODES) if rule.holds_on(day))


def _schedule(line: Any, service: Service, **when: Any) -> Record:
    opens, closes = (line.opens, line.closes) if line.kind == HoursKind.TIMES else (None, None)
    if line.kind == HoursKind.ALL_DAY:
        opens, closes = time(0), time(23, 59)
    words = [str(HoursKind(line.kind).label)] if line.kind != HoursKind.TIMES else []
    if opens and closes and closes <= opens:
        words.append("Until the next morning")
    words += [str(Channel(line.channel).label)] if line.channel else []
    return filled(
        {
            "id": str(line.uuid),
            "service_id": str(service.uuid),
            **when,
            "opens_at": opens.isoformat() if opens else None,
            "closes_at": closes.isoformat() if closes else None,
            "description": ". ".join([*words, getattr(line, "words", "")]).strip(". "),
        }
    )


def _hours(line: HoursRule | HoursException) -> Record:
    record: Record = {"id": str(line.uuid), "kind": line.kind, "channel": line.channel}
    if isinstance(line, HoursException):
        record |= {"from": line.first_date.isoformat(), "to": line.until.isoformat(), "words": line.words}
    else:
        record |= {"day": line.day, "last_day": line.day if line.last_day is None else line.last_day}
    record["opens"] = line.opens.isoformat("minutes") if line.opens else None
    record["closes"] = line.closes.isoformat("minutes") if line.closes else None
    return filled(record)


def _language(owner: str, code: str) -> Record:
    label = str(Language(code).label) if code in Language.values else code
    return {"id": made_id(owner, "language", code), "service_id": owner, "name": label, "code": code}


def _phone(point: ContactPoint, service: str) -> Record:
    words = (f"Text {point.word}" if point.word else "", point.hours_words, point.cost, point.accessibility)
    record = {
        "id": str(point.uuid),
        "service_id": service,
        "number": point.value,
        "type": PHONE_TYPES[Channel(point.channel)],
        "description": ". ".join(part.rstrip(".") for part in words if part),
        "x_on_bill": point.on_bill,
    }
    spoken = [{**_language(str(point.uuid), code), "phone_id": str(point.uuid)} for code in point.languages]
    return filled({**record, "languages": [{k: v for k, v in one.items() if k != "service_id"} for one in spoken]})


def _contact(point: ContactPoint, service: str) -> Record:
    return {"id": str(point.uuid), "service_id": service, "name": point.display or "E-mail", "email": point.value}


def _point(point: ContactPoint) -> Record:
    names = ("channel", "value", "display", "word", "hours_words", "cost", "on_bill", "accessibility", "languages")
    return filled({"id": str(point.uuid), **{name: getattr(point, name) for name in names}})
