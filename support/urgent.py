"""Changes that cannot wait for an approver: corrections, notices and taking down. Someone looks at them afterwards.

The live row is corrected, and so is every version that could be published later: the open draft, what waits for
approval and what has a time set. None of them is published or lost by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from core.audit.actions import record
from core.notifications import notify
from core.pages.reviews import uk_today
from core.people.models import User
from support.enums import Nation, UrgentKind
from support.models import Need, Service, UrgentChange
from support.reviewing import approvers
from support.rules import next_working_day


@dataclass(frozen=True)
class PartChanges:
    """What to change among the parts `name` of a service, such as contact_points: rows with the fields that differ, new
    rows, and rows to take out. None of them is saved yet."""

    name: str
    kind: UrgentKind
    changed: Sequence[tuple[Any, Sequence[str]]]
    added: Sequence[Any]
    removed: Sequence[Any]

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


@transaction.atomic
def correct(*, by: User, service: Service, parts: Sequence[PartChanges], alert: str, reason: str) -> UrgentChange:
    """Publish exactly these changes of the live `service` now, and carry them into its drafts.

    `alert`: the notice as it shall be. Writes the service, its parts, a version for its history, its drafts, an
    UrgentChange and the audit; tells approvers. Whoever calls has asked `may_edit`.
    """
    live = Service.objects.select_for_update().get(pk=service.pk)
    kinds = [part.kind for part in parts if part] + ([UrgentKind.NOTICE] if alert != live.alert else [])
    for part in parts:
        _write(live, part)
    notice = alert if UrgentKind.NOTICE in kinds else None
    with into_drafts(live, by, lambda draft: _correct_draft(draft, parts, notice)):
        live.alert = alert
        live.save()
    return _note(by=by, thing=live, kinds=list(dict.fromkeys(kinds)), reason=reason)


@transaction.atomic
def take_down(*, by: User, thing: Service | Need, reason: str) -> UrgentChange:
    """Take a live service or need off the site now; drafts stay. Writes and tells as `correct` does. Whoever calls has
    asked `may_edit`: no right to publish is needed."""
    live = type(thing).objects.select_for_update().get(pk=thing.pk)
    UnpublishAction(live, user=by).execute(skip_permission_checks=True)
    return _note(by=by, thing=live, kinds=[UrgentKind.DOWN], reason=reason)


@transaction.atomic
def look_at(*, by: User, change: UrgentChange) -> None:
    """Note that `by` looked at `change`. Whoever calls has asked `can_look_at`."""
    waiting = UrgentChange.objects.filter(pk=change.pk, looked_at=None)
    if waiting.update(looked_at=timezone.now(), looked_at_by=by):
        record("support.looked_at", actor=by.opaque_id, target=_target(change.thing), change=change.pk)


def _write(live: Service, part: PartChanges) -> None:
    for row, _fields in part.changed:
        row.save()
    for number, row in enumerate(part.added):
        row.service, row.sort_order = live, 1000 + number
        row.save()
    for row in part.removed:
        type(row).objects.filter(pk=row.pk).delete()  # the row keeps its number, by which drafts know it


def _keep_in_history(pk: int, by: User) -> None:
    """Put the service as it is now into its history as the published version."""
    now = Service.objects.get(pk=pk)
    revision = now.save_revision(user=by, changed=False, clean=False)
    now.live_revision, now.last_published_at = revision, timezone.now()
    now.save(update_fields=["live_revision", "last_published_at"])
    log(instance=now, action="wagtail.publish", user=by, revision=revision, content_changed=True)


def _open_versions(live: Service) -> list[Revision]:
    """Versions that could be published later, the latest draft last."""
    waiting = TaskState.objects.filter(workflow_state=live.current_workflow_state, status=TaskState.STATUS_IN_PROGRESS)
    ids = {*waiting.values_list("revision", flat=True)} if live.current_workflow_state else set()
    ids |= {*live.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True)}
    ids |= {live.latest_revision_id} if live.has_unpublished_changes else set()
    return list(Revision.objects.filter(pk__in=ids - {None}).order_by("created_at", "pk"))


@contextmanager
def into_drafts(live: Service, by: User, change: Callable[[Service], None]) -> Iterator[None]:
    """Around a change of the row `live` (locked by the caller): puts it into the history as published, and makes
    `change` in every version that could be published later."""
    versions = _open_versions(live)
    latest = live.latest_revision if live.has_unpublished_changes else None
    yield
    _keep_in_history(live.pk, by)
    for version in versions:
        _carry_into(version, latest, change, by)


def _correct_draft(draft: Service, parts: Sequence[PartChanges], alert: str | None) -> None:
    for part in parts:
        rows = getattr(draft, part.name)
        here = {row.pk: row for row in rows.all()}
        for row, fields in part.changed:
            for field in fields if row.pk in here else ():
                setattr(here[row.pk], field, getattr(row, field))
        rows.add(*[copy(row) for row in part.added])
        rows.remove(*[here[row.pk] for row in part.removed if row.pk in here])
    if alert is not None:
        draft.alert = alert


def _carry_into(version: Revision, latest: Revision | None, change: Callable[[Service], None], by: User) -> None:
    """Make `change` in `version`. The latest draft gets a new version, others are changed as they stand."""
    draft = version.as_object()
    change(draft)
    if version != latest:
        Revision.objects.filter(pk=version.pk).update(content=draft.serializable_data())
        return
    newer = draft.save_revision(user=by, clean=False, approved_go_live_at=version.approved_go_live_at)
    Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
    TaskState.objects.filter(revision=version, status=TaskState.STATUS_IN_PROGRESS).update(revision=newer)


def _note(*, by: User, thing: Service | Need, kinds: Sequence[UrgentKind], reason: str) -> UrgentChange:
    is_service = isinstance(thing, Service)
    codes: Any = [kind.value for kind in kinds]
    change = UrgentChange.objects.create(
        **{"service" if is_service else "need": thing},
        kinds=codes,
        reason=reason,
        by=by,
        look_by=next_working_day(uk_today(), thing.nation if is_service else Nation.ENGLAND),
    )
    action = "support.taken_down" if UrgentKind.DOWN in kinds else "support.corrected"
    record(action, actor=by.opaque_id, target=_target(thing), what="+".join(codes), change=change.pk)
    for person in approvers():
        if person.pk != by.pk:
            notify(person, "support.urgent", url=reverse("help_due"), facts={"name": thing.name[:80]})
    return change


def _target(thing: Service | Need) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"
