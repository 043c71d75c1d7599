"""Writes of the desk: cases, flags, claims and decisions."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from community.moderation import promises, registry
from community.moderation.enums import CaseKind, CaseState, FlagReason, Move, Outcome, Severity, Visibility
from community.moderation.models import Case, Decision, Flag
from community.moderation.registry import MovedOn
from core.audit.actions import record
from core.notifications import notify
from core.safeguarding.actions import add_note, raise_concern
from core.safeguarding.enums import State
from core.safeguarding.models import Concern

if TYPE_CHECKING:
    from core.people.models import User

LEASE = timedelta(minutes=10)
SEVERITY_OF = {
    CaseKind.RISK: Severity.NOW,
    CaseKind.FLAGGED: Severity.SOON,
    CaseKind.PERSONAL: Severity.SOON,
    CaseKind.WORDS: Severity.SOON,
    CaseKind.NEW: Severity.USUAL,
}
MOVE_OF = {
    Outcome.SHOWN: Move.APPROVE,
    Outcome.RETURNED: Move.RETURN,
    Outcome.REMOVED: Move.REMOVE,
    Outcome.ESCALATED: Move.HIDE,
}
LEFT_UP = (Outcome.SHOWN, Visibility.VISIBLE)  # nothing changed for the writer, so nobody tells them
REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class Overtaken(Exception):
    """Somebody else decided first; `decision` is theirs (None where the case was closed by its writer)."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("decided by somebody else")
        self.decision = decision


class HeldByAnother(Exception):
    """Somebody else has the case open."""


@transaction.atomic
def open_case(
    *, target_kind: str, target_id: int, kind: CaseKind, area_id: int | None, at: datetime | None = None
) -> Case:
    """The open case of a target: made, or made more urgent when it was open already. `at`: when (now by default)."""
    opened, severity = at or timezone.now(), SEVERITY_OF[kind]
    found = None
    while found is None:
        try:
            with transaction.atomic():
                return Case.objects.create(
                    target_kind=target_kind,
                    target_id=target_id,
                    kind=kind,
                    severity=severity,
                    area_id=area_id,
                    opened_at=opened,
                    due_at=promises.due_at(opened, severity),
                )
        except IntegrityError:  # there is one already, unless it is decided at this moment: then there is none again
            there = Case.objects.filter(target_kind=target_kind, target_id=target_id, state=CaseState.OPEN)
            found = there.select_for_update(of=("self",)).first()
    if severity < found.severity:
        found.kind, found.severity = kind, severity
        found.due_at = min(found.due_at, promises.due_at(opened, severity))
        found.save(update_fields=["kind", "severity", "due_at"])
    return found


@transaction.atomic
def flag(*, target_kind: str, target_id: int, reason: FlagReason, note: str, area_id: int | None) -> Flag:
    """Store that somebody says something is wrong with a target, on its one open case, and give the receipt.

    Hides nothing: a count of flags is no judgement. Who flagged is stored nowhere.
    """
    kind = CaseKind.RISK if reason == FlagReason.DANGER else CaseKind.FLAGGED
    case = open_case(target_kind=target_kind, target_id=target_id, kind=kind, area_id=area_id)
    Case.objects.filter(pk=case.pk).update(flag_count=F("flag_count") + 1)
    made = Flag.objects.create(case=case, reason=reason, note=note, reference=_reference())
    record("case.flagged", target=f"{target_kind}:{target_id}", reason=reason.value, case=case.pk)
    return made


def _reference() -> str:
    """A receipt number that is easy to read aloud and hard to guess, such as `K7Q-94M-XTR`."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _place in range(9))
    return "-".join((letters[:3], letters[3:6], letters[6:]))


def claim(*, case: Case, by: User, take_over: bool = False) -> bool:
    """Lease `case` to `by` for LEASE; whether they hold it now. With `take_over`, also out of another's hands."""
    now = timezone.now()
    open_now = Case.objects.filter(pk=case.pk, state=CaseState.OPEN)
    if not take_over:
        open_now = open_now.filter(Q(claimed_until=None) | Q(claimed_until__lt=now) | Q(claimed_by=by))
    with transaction.atomic():
        taken = open_now.update(claimed_by=by, claimed_until=now + LEASE) == 1
        if taken and take_over:
            record("case.taken_over", actor=by.opaque_id, target=f"case:{case.pk}")
    if taken:
        case.claimed_by, case.claimed_until = by, now + LEASE
    return taken


def release(*, case: Case, by: User) -> None:
    """Give the lease of `case` back, when `by` holds it."""
    Case.objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def decide(
    *,
    case: Case,
    by: User,
    outcome: Outcome,
    version: int,
    revision: int,
    reason: str = "",
    note_to_writer: str = "",
    at: datetime | None = None,
) -> Decision:
    """Decide `case` once: `version` and `revision` are those that `by` saw when they pressed the button.

    Moves the target, tells its writer, and with `escalated` the safeguarding leads; audited.
    Raises Overtaken when somebody decided first, HeldByAnother when somebody else has it open, MovedOn when the
    writer changed the text, MoveNotAllowed by the state table. Then nothing is written.
    """
    now = at or timezone.now()
    mine = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lt=timezone.now())
    taken = Case.objects.filter(mine, pk=case.pk, state=CaseState.OPEN, version=version).update(
        state=CaseState.DECIDED, version=F("version") + 1, decided_at=now, claimed_by=None, claimed_until=None
    )
    if not taken:
        raise _why_not(case, version)
    owner = registry.of_kind(case.target_kind)
    item = owner.describe([case.target_id], False).get(case.target_id)
    owner.move(case.target_id, MOVE_OF[outcome], actor=by, revision=revision)
    if outcome == Outcome.ESCALATED:
        _pass_on(case, by)
    if item is not None and item.author is not None and (outcome, item.visibility) != LEFT_UP:
        notify(item.author, f"case.{outcome.value}", url=owner.own_url(case.target_id))
    record(
        "case.decided",
        actor=by.opaque_id,
        target=f"{case.target_kind}:{case.target_id}",
        outcome=outcome.value,
        reason=reason,
        case=case.pk,
        revision=revision,
    )
    return Decision.objects.create(
        case=case,
        by=by,
        outcome=outcome,
        reason=reason,
        note_to_writer=note_to_writer,
        revision=revision,
        at=now,
    )


def _pass_on(case: Case, by: User) -> None:
    """Give a case to the safeguarding leads: as a note on the open concern about its target, else as a new one."""
    target = f"{case.target_kind}:{case.target_id}"
    concern = Concern.objects.filter(target=target).exclude(state=State.CLOSED).order_by("-pk").first()
    if concern is None:
        raise_concern(target=target, reason="case.escalated", by=by, area=case.area)
    else:
        add_note(concern=concern, by=by, words=gettext("A moderator passed this on from the desk."))


def _why_not(case: Case, version: int) -> Exception:
    """Why `case` could not be taken at `version`, read afresh."""
    now = Case.objects.select_related("decision").get(pk=case.pk)
    if now.state != CaseState.OPEN:
        return Overtaken(getattr(now, "decision", None))
    return HeldByAnother() if now.version == version else MovedOn()


@transaction.atomic
def touch_case(*, target_kind: str, target_id: int) -> None:
    """The writer changed the text of a target: a decision about its old text no longer counts."""
    Case.objects.filter(target_kind=target_kind, target_id=target_id, state=CaseState.OPEN).update(
        version=F("version") + 1
    )


@transaction.atomic
def close_case(*, target_kind: str, target_id: int, is_gone: bool = False) -> None:
    """The writer took the target back: nobody has to look any more, unless somebody may be at risk (a target that
    `is_gone` leaves nothing to look at)."""
    cases = Case.objects.filter(target_kind=target_kind, target_id=target_id, state=CaseState.OPEN)
    if not is_gone:
        cases = cases.exclude(kind=CaseKind.RISK)
    cases.update(state=CaseState.CLOSED, version=F("version") + 1, claimed_by=None, claimed_until=None)
