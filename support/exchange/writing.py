"""Writing the drafts of an import: everything is made ready beforehand, then written in one short transaction.

SQLite lets one writer in at a time, so that the forty statements that saving one service takes, a thousand times over,
held everybody else up for a minute. Here rows of one kind go in together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from core.pages.version import raise_version
from core.people.models import User
from support.models import Organisation, Service

PARTS = ("contact_points", "locations", "hours_rules", "hours_exceptions")
LINKS = ("areas", "needs")


@dataclass
class Draft:
    """A service as it will be, the content of its draft, and its parts by name where it is new."""

    service: Service
    content: dict[str, Any]
    parts: dict[str, list[Any]] = field(default_factory=dict)


@dataclass
class Ready:
    """What will be written: services that are new and those that change."""

    organisations: list[Organisation] = field(default_factory=list)
    new: list[Draft] = field(default_factory=list)
    changed: list[Draft] = field(default_factory=list)


def made_ready(services: Iterable[Service]) -> Ready:
    """`services`, as the plan has them and with the slugs of the new ones, ready to be written. Writes nothing."""
    ready = Ready()
    organisations: dict[int, Organisation] = {}
    for service in services:
        if service.organisation.pk is None:
            organisations[id(service.organisation)] = service.organisation
        for point in service.contact_points.all():
            point.note_doubt()
        draft = Draft(service, service.serializable_data())
        if service.pk is None:
            draft.parts = {name: list(getattr(service, name).all()) for name in PARTS}
        (ready.new if service.pk is None else ready.changed).append(draft)
    ready.organisations = list(organisations.values())
    return ready


def write(ready: Ready, user: User) -> None:
    """Write everything of `ready` in the caller's transaction: rows, drafts, and the log of who did it. No signal is
    sent: call `tell` when it is committed."""
    Organisation.objects.bulk_create(ready.organisations)
    for organisation in ready.organisations:
        log(instance=organisation, action="wagtail.create", user=user)
    for draft in (*ready.new, *ready.changed):
        draft.service.organisation_id = draft.content["organisation"] = draft.service.organisation.pk
    Service.objects.bulk_create([draft.service for draft in ready.new])
    _write_parts(ready.new)
    _write_drafts(ready, user)
    raise_version()


def tell(ready: Ready) -> None:
    """Tell those who listen (search, the record of what refers to what) of the new rows, after the transaction: nobody
    but staff can see them yet, and each answer is a short write of its own."""
    for made in (*ready.organisations, *(draft.service for draft in ready.new)):
        post_save.send(
            sender=type(made), instance=made, created=True, update_fields=None, raw=False, using=DEFAULT_DB_ALIAS
        )


def _write_parts(new: Sequence[Draft]) -> None:
    """The parts and links of new services; the contents of their drafts learn the keys."""
    for draft in new:
        draft.content["pk"] = draft.service.pk
        for part in chain.from_iterable(draft.parts.values()):
            part.service_id = draft.service.pk
    for name in PARTS:
        model: Any = Service._meta.get_field(name).related_model
        model._default_manager.bulk_create([part for draft in new for part in draft.parts[name]])
        for draft in new:
            for part, written in zip(draft.parts[name], draft.content[name], strict=True):
                written["pk"], written["service"] = part.pk, draft.service.pk
    for name in LINKS:
        through = getattr(Service, name).through
        links: Any = Service._meta.get_field(name)
        key = links.m2m_reverse_field_name()
        through._default_manager.bulk_create(
            [through(service_id=draft.service.pk, **{f"{key}_id": pk}) for draft in new for pk in draft.content[name]]
        )


def _write_drafts(ready: Ready, user: User) -> None:
    """A revision of each service as its newest draft, and Wagtail's log of it."""
    kind, now, together = ContentType.objects.get_for_model(Service), timezone.now(), uuid4()
    written = [*ready.new, *ready.changed]
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(draft.service.pk),
                object_str=str(draft.service),
                created_at=now,
                user=user,
                content=draft.content,
            )
            for draft in written
        ]
    )
    newest = Revision.objects.filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    keys = [draft.service.pk for draft in written]
    for start in range(0, len(keys), 500):
        Service.objects.filter(pk__in=keys[start : start + 500]).update(
            has_unpublished_changes=True, latest_revision=Subquery(newest.order_by("-pk").values("pk")[:1])
        )

    def entry(service: Model, action: str, **more: Any) -> ModelLogEntry:
        return ModelLogEntry(
            content_type=kind, object_id=str(service.pk), label=str(service), action=action, timestamp=now, user=user,
            uuid=together, data={}, **more
        )  # fmt: skip

    entries = [entry(draft.service, "wagtail.create") for draft in ready.new]
    entries += [
        entry(draft.service, "wagtail.edit", revision=revision, content_changed=True)
        for draft, revision in zip(written, revisions, strict=True)
    ]
    ModelLogEntry.objects.bulk_create(entries)
