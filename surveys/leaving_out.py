"""Staff leave answers with one flag out of the figures, or take them in again. No response is changed or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.audit.actions import record
from surveys.enums import Flag
from surveys.folding import recount_flagged
from surveys.models import LeftOut, Survey, Tally
from surveys.releasing import let_out

if TYPE_CHECKING:
    from core.people.models import User


@transaction.atomic
def leave_out(*, survey: Survey, flag: Flag, reason: str, by: User) -> bool:
    """Leave the answers with `flag` out of the figures, for a `reason` that everybody reads beside them.

    Gives whether the figures that are out changed at once; where that would show a few people they change later
    (surveys.releasing). Writes the decision, the tally, perhaps the release, and an audit entry.
    """
    survey = _locked(survey)
    decided = {"reason": reason, "decided_by": by.opaque_id}
    LeftOut.objects.update_or_create(survey=survey, flag=flag, defaults=decided)
    record("survey.left_out", actor=by.opaque_id, target=f"survey:{survey.pk}", flag=flag.value)
    return _figures_again(survey)


@transaction.atomic
def take_in(*, survey: Survey, flag: Flag, by: User) -> bool:
    """Count the answers with `flag` again like all others. As `leave_out`; nothing is written where none were out."""
    survey = _locked(survey)
    if not LeftOut.objects.filter(survey=survey, flag=flag).delete()[0]:
        return False
    record("survey.taken_in", actor=by.opaque_id, target=f"survey:{survey.pk}", flag=flag.value)
    return _figures_again(survey)


def _locked(survey: Survey) -> Survey:
    """The survey under the lock that the fold takes."""
    found = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("version")
    return found.get(pk=survey.pk)


def _figures_again(survey: Survey) -> bool:
    tally = Tally.objects.filter(survey=survey).first()
    if tally is None:
        return False
    recount_flagged(tally)
    return let_out(survey, tally)
