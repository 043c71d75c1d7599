"""Writes: raising a concern (which nothing may stop), acknowledging, noting, closing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from core.audit.actions import record
from core.live.groups import group
from core.live.publish import publish
from core.live.updates import Update
from core.notifications import notify
from core.safeguarding.enums import CATEGORY_OF, Category, Outcome, State
from core.safeguarding.models import Concern, ConcernNote
from core.safeguarding.queries import leads_for
from core.safeguarding.rules import can_move

if TYPE_CHECKING:
    from core.areas.models import Area
    from core.people.models import User

LONGEST = 10_000
_NOT_A_CODE = re.compile(r"[^\w.:-]", re.ASCII)


class AlreadyMoved(Exception):
    """Someone else has acknowledged or closed it in the meantime."""


def _as_text(words: str) -> str:
    """`words` so that any database takes them: a concern is never refused for how it was written."""
    return words.encode("utf-8", "replace").decode().replace("\x00", "")[:LONGEST]


@transaction.atomic
def raise_concern(
    *, target: str, reason: str, by: User | None = None, words: str = "", area: Area | None = None
) -> Concern:
    """Record that someone may not be safe, and tell the safeguarding leads. Refuses nothing.

    `target`: kind and id of what shows it (`post:12`), or empty. `reason`: the code that its source gave. `by`: who
    told us, if a person did. `words`: what they added. `area`: whose leads are told; None tells all.
    Writes a Concern, an audit entry and a notification for each lead, and sends a live update after commit.
    """
    concern = Concern.objects.create(
        target=_NOT_A_CODE.sub("", target)[:80],
        reason=_NOT_A_CODE.sub("", reason)[:60],
        category=CATEGORY_OF.get(reason, Category.UNSURE),
        words=_as_text(words),
        raised_by=by,
        area=area,
    )
    record("concern.raised", actor=by.opaque_id if by else None, target=f"concern:{concern.pk}", about=concern.target)
    for lead in leads_for(concern.area_id):
        notify(lead, "concern.raised", url=reverse("concern", args=[concern.pk]))
    _tell_desk(concern)
    return concern


def _tell_desk(concern: Concern) -> None:
    publish(group("concerns", 0), Update("concern.changed", concern.pk, concern.notes.count()))


def _move(concern: Concern, *, by: User, to: State, words: str, outcome: str = "") -> None:
    """Compare and set: of two leads who press at once, one is told. Raises AlreadyMoved."""
    changed = Concern.objects.filter(pk=concern.pk, state=concern.state).update(state=to, outcome=outcome)
    if not changed:
        raise AlreadyMoved
    ConcernNote.objects.create(concern=concern, by=by, what=to, words=_as_text(words))
    record(f"concern.{to}", actor=by.opaque_id, target=f"concern:{concern.pk}", outcome=str(outcome) or None)
    _tell_desk(concern)


@transaction.atomic
def acknowledge(*, concern: Concern, by: User) -> None:
    """`by` takes it on. Writes the state, a note and an audit entry. Raises AlreadyMoved."""
    if not can_move(concern, State.ACKNOWLEDGED):
        raise AlreadyMoved
    _move(concern, by=by, to=State.ACKNOWLEDGED, words="")


@transaction.atomic
def add_note(*, concern: Concern, by: User, words: str) -> None:
    """Add a line to the chronology; also to a closed one. Writes a note and an audit entry."""
    ConcernNote.objects.create(concern=concern, by=by, words=_as_text(words))
    record("concern.noted", actor=by.opaque_id, target=f"concern:{concern.pk}")
    _tell_desk(concern)


@transaction.atomic
def close(*, concern: Concern, by: User, outcome: Outcome, words: str) -> None:
    """End it with an outcome and what was done. Writes the state, a note and an audit entry. Raises AlreadyMoved."""
    if not can_move(concern, State.CLOSED):
        raise AlreadyMoved
    _move(concern, by=by, to=State.CLOSED, words=words, outcome=outcome)
