"""The dry run: what taking in rows would do, row by row. It writes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.areas.models import Area
from core.areas.queries import partnership
from core.people.models import User
from support.exchange.cells import FIELDS, PARTS, CellError, Row, normal, parts_of, place_line, row_of, same, value_of
from support.hours import UK
from support.models import Need, Organisation, Service
from support.rules import can_edit

RELATIONS = {"contacts": "contact_points", "hours": "hours_rules", "other_hours": "hours_exceptions",
             "places": "locations"}  # fmt: skip
COLUMN_OF = {field: column for column, field in FIELDS.items()}
# A feed does not say who will be told, so readers are told that nobody has asked yet.
NOT_TOLD = "We have not asked them yet who would be told. Ask before you tell them anything private."


class State(Enum):
    """What would become of a row."""

    NEW = gettext_lazy("New")
    CHANGED = gettext_lazy("Changed")
    UNCHANGED = gettext_lazy("Unchanged")
    ERROR = gettext_lazy("Error")


@dataclass
class Outcome:
    """One row: its `number`, the `name` of the service, the columns that would change, what is wrong with it, and the
    service as it would be (not saved)."""

    number: int
    name: str
    state: State = State.UNCHANGED
    changes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    service: Service | None = None


@dataclass
class Plan:
    """Every row's outcome; `digest` differs when anything would come out differently."""

    outcomes: list[Outcome]
    digest: str

    def count(self, state: State) -> int:
        """How many rows have `state`."""
        return Counter(outcome.state for outcome in self.outcomes)[state]

    @property
    def can_go_ahead(self) -> bool:
        """Whether there is something to write and nothing is wrong: it is all or nothing."""
        return not self.count(State.ERROR) and bool(self.count(State.NEW) + self.count(State.CHANGED))


def latest(service: Service) -> Service:
    """`service` as its last draft has it. Its last revision must be there already."""
    if not service.has_unpublished_changes or service.latest_revision is None:
        return service
    return service.with_content_json(service.latest_revision.content)


def plan_import(rows: list[Row], user: User, *, is_feed: bool, now: datetime | None = None) -> Plan:
    """What taking in `rows` for `user` would do. Some fifteen queries, and a few a changed row."""
    return _Planner(rows, user, is_feed, now or timezone.now()).plan()


class _Planner:
    def __init__(self, rows: list[Row], user: User, is_feed: bool, now: datetime) -> None:
        self._rows = rows
        self._user = user
        self._is_feed = is_feed
        self._today = now.astimezone(UK).date()
        self._owner = partnership().short_name
        self._needs = {need.slug: need for need in Need.objects.all()}
        self._areas = {area.slug: area for area in Area.objects.all()}
        self._organisations = {one.name.casefold(): one for one in Organisation.objects.all()}
        self._by_key = {one.pk: one for one in self._organisations.values()}
        self._read_services()
        self._seen: set[object] = set()

    def _read_services(self) -> None:
        uuids = [uuid for row in self._rows if (uuid := _uuid(row.get("uuid", "")))]
        elsewhere = [row["external_id"] for row in self._rows if row.get("external_id")]
        found = Service.objects.filter(Q(uuid__in=uuids) | Q(external_id__in=elsewhere))
        services = found.select_related("latest_revision").prefetch_related(*RELATIONS.values(), "areas", "needs")
        self._by_uuid = {service.uuid: service for service in services}
        # Taken now: rows of the file may write other areas over them.
        self._areas_of = {service.pk: [area.pk for area in service.areas.all()] for service in services}
        self._by_external = {one.external_id: one for one in self._by_uuid.values() if one.external_id}
        names = Service.objects.values_list("name", "organisation__name")
        self._names = {(name.casefold(), organisation.casefold()) for name, organisation in names}

    def plan(self) -> Plan:
        """Every outcome, in the order of the rows."""
        first = 1 if self._is_feed else 2  # the first line of a file names its columns
        outcomes = [self._outcome(number, row) for number, row in enumerate(self._rows, start=first)]
        said = [
            (one.number, one.state.name, one.changes, one.service and one.service.latest_revision_id)
            for one in outcomes
        ]
        return Plan(outcomes, hashlib.sha256(repr(said).encode()).hexdigest()[:20])

    def _outcome(self, number: int, written: Row) -> Outcome:
        row = {column: normal(cell) for column, cell in written.items()}
        if self._is_feed:
            self._look_up(row)
        outcome = Outcome(number, row.get("name", "")[:120])
        try:
            held = self._match(row)
            if held is None:
                self._make(outcome, row)
            else:
                self._change(outcome, row, held)
            self._ask_rights(outcome, held)
        except CellError as problem:
            outcome.problems.append(str(problem))
        if outcome.problems:
            outcome.state, outcome.service = State.ERROR, None
        return outcome

    def _ask_rights(self, outcome: Outcome, held: Service | None) -> None:
        """Refuse what the user could not write in the editor either."""
        if outcome.service is None:
            return
        areas = [[area.pk for area in outcome.service.areas.all()], *([self._areas_of[held.pk]] if held else [])]
        if not all(can_edit(self._user, ids) for ids in areas):
            outcome.problems.append(_("areas: this service is not of your area, so it is not yours to write."))

    def _look_up(self, row: Row) -> None:
        """Needs and areas of a feed by their names; those that we do not have are left out."""
        for column, known in (("needs", self._needs), ("areas", self._areas)):
            names = {one.name.casefold(): slug for slug, one in known.items()}
            wanted = [line.casefold() for line in row.pop(column, "").splitlines()]
            slugs = {line if line in known else names.get(line, "") for line in wanted} - {""}
            if slugs:
                row[column] = " ".join(sorted(slugs))

    def _match(self, row: Row) -> Service | None:
        """The service that the row is about. Raises CellError where that is not clear, or it came before."""
        uuid = _uuid(row.get("uuid", ""))
        if row.get("uuid") and uuid is None:
            raise CellError(_("uuid: this is not a UUID. Leave it empty for a new service."))
        by_uuid = self._by_uuid.get(uuid) if uuid else None
        by_external = self._by_external.get(row.get("external_id", ""))
        if by_uuid and by_external and by_uuid.pk != by_external.pk:
            raise CellError(_("uuid and external_id belong to two different services."))
        held = by_uuid or by_external
        name = (row.get("name", "").casefold(), row.get("organisation", "").casefold())
        for key in [held.pk] if held else [uuid or row.get("external_id") or name]:
            if key in self._seen:
                raise CellError(_("This service is in the file twice."))
            self._seen.add(key)
        if held is None and uuid is None and not row.get("external_id") and name in self._names:
            raise CellError(_("A service of this name is there already. To change it, give its uuid."))
        return held

    def _make(self, outcome: Outcome, row: Row) -> None:
        given = {column: cell for column, cell in row.items() if cell}
        service = Service(live=False, has_unpublished_changes=True, review_owner=self._owner)
        service.uuid = _uuid(given.pop("uuid", "")) or service.uuid
        service.last_checked = service.review_by = self._today
        if self._is_feed:
            service.who_is_told = NOT_TOLD
        outcome.problems += [
            _("%(column)s: a new service needs this.") % {"column": column}
            for column in ("name", "organisation", "summary", "who_is_told")
            if column not in given and not (self._is_feed and column == "who_is_told")
        ]
        outcome.state, outcome.service = State.NEW, service
        self._write(outcome, service, given, list(given))

    def _change(self, outcome: Outcome, row: Row, held: Service) -> None:
        service = latest(held)
        service.organisation = self._by_key[service.organisation_id]
        outcome.name = service.name
        cells = row_of(service)
        changed = [column for column, cell in row.items() if column != "uuid" and not same(column, cell, cells[column])]
        if self._is_secret(service, row) and "places" in row:
            lines = normal("\n".join(place_line(place) for place in service.locations.all()))
            changed = [column for column in changed if column != "places" or row["places"] not in ("", lines)]
        if not changed:
            return
        outcome.state, outcome.service, outcome.changes = State.CHANGED, service, changed
        lock = held.get_lock()
        if lock and lock.for_user(self._user):
            outcome.problems.append(_("Somebody else has locked this service, or is checking it."))
        self._write(outcome, service, row, changed)

    def _is_secret(self, service: Service, row: Row) -> bool:
        said = row.get("location_confidential", "").lower()
        return said in ("yes", "true", "1") if said else service.location_confidential

    def _write(self, outcome: Outcome, service: Service, row: Row, columns: list[str]) -> None:
        """Set the cells of `columns` on `service`, noting what is wrong with each."""
        for column in columns:
            try:
                self._set(service, column, row)
            except CellError as problem:
                outcome.problems.append(f"{column}: {problem}.")
        outcome.problems += self._invalid(service, columns)

    def _set(self, service: Service, column: str, row: Row) -> None:
        cell = row[column]
        if column in FIELDS:
            setattr(service, FIELDS[column], value_of(column, cell))
        elif column == "organisation":
            service.organisation = self._organisation(cell)
        elif column in ("areas", "needs"):
            known: dict[str, Any] = self._areas if column == "areas" else self._needs
            if unknown := [slug for slug in cell.split() if slug not in known]:
                raise CellError(
                    _("“%(word)s” is not known; write slugs with spaces between") % {"word": unknown[0][:40]}
                )
            setattr(service, column, [known[slug] for slug in cell.split()])
        elif column in PARTS:
            parts = parts_of(column, cell, secret=self._is_secret(service, row))
            self._set_parts(service, column, parts, secret=self._is_secret(service, row))

    def _set_parts(self, service: Service, column: str, parts: list[Any], *, secret: bool) -> None:
        if column == "places" and not secret:  # the cell says nothing of secret places, so they stay
            parts = [place for place in service.locations.all() if place.is_confidential] + parts
        for place, part in enumerate(parts):
            part.sort_order = place
        setattr(service, RELATIONS[column], parts)

    def _organisation(self, name: str) -> Organisation:
        found = self._organisations.get(name.casefold())
        if found is not None:
            return found
        if not self._user.has_perm("support.add_organisation"):
            raise CellError(_("there is no such organisation, and you may not add one"))
        made = Organisation(name=name)
        try:
            made.clean_fields()
        except ValidationError:
            raise CellError(_("the name is too long, or empty")) from None
        self._organisations[name.casefold()] = made
        return made

    def _invalid(self, service: Service, columns: list[str]) -> list[str]:
        """What the models say against `service` and the parts that were set, once each, without what was written."""
        fields = {FIELDS[column] for column in columns if column in FIELDS}
        others = [one.name for one in Service._meta.get_fields() if one.name not in fields]
        problems: list[str] = []
        for check in (lambda: service.clean_fields(exclude=others), service.clean):
            problems += [f"{COLUMN_OF.get(where, where)}: {words}" for where, words in _refused(check)]
        for column in (column for column in columns if column in PARTS):
            for number, part in enumerate(getattr(service, RELATIONS[column]).all(), start=1):
                for check in (lambda part=part: part.clean_fields(exclude=["service"]), part.clean):
                    problems += [f"{column}, line {number}: {words}" for _where, words in _refused(check)]
        return list(dict.fromkeys(problems))


def _refused(check: Any) -> list[tuple[str, str]]:
    try:
        check()
    except ValidationError as problem:
        return [(where, words) for where, all_words in problem.message_dict.items() for words in all_words]
    return []


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
