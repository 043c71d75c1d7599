"""What staff do with a survey while people answer it: pause, go on, guard it against scripts, try it themselves.

None of it touches a response. Each is audited with the survey's number.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from core.audit.actions import record
from surveys import attempts, versioning
from surveys.models import Draft, Survey, WithdrawnVersion

if TYPE_CHECKING:
    from core.people.models import User


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey.pk)


def _unsent(survey: Survey) -> models.QuerySet[Draft]:
    return Draft.objects.filter(version__survey=survey, expires_at__gt=timezone.now())


@transaction.atomic
def pause(*, survey: Survey, why: str, by: User) -> bool:
    """Let nobody start or send, and say `why` on its pages. Unsent answers are kept, at most 30 days.

    Gives False when it was paused already. Writes the survey, its drafts' ends and an audit entry.
    """
    survey, now = _locked(survey), timezone.now()
    if survey.paused_at is not None:
        return False
    _unsent(survey).update(expires_at=now + timedelta(hours=attempts.PAUSED_HOURS))
    survey.paused_at, survey.paused_why = now, why
    survey.save(update_fields=["paused_at", "paused_why"])
    record("survey.paused", actor=by.opaque_id, target=f"survey:{survey.pk}")
    return True


@transaction.atomic
def go_on(*, survey: Survey, by: User) -> bool:
    """Let people start and send again; unsent answers are kept from now on as long as ever.

    Gives False when it was not paused, and while its questions are withdrawn: nobody begins what nobody can send.
    Writes the survey, its drafts' ends and an audit entry.
    """
    survey = _locked(survey)
    if survey.paused_at is None or WithdrawnVersion.objects.filter(version=survey.version_id).exists():
        return False
    _unsent(survey).update(expires_at=timezone.now() + timedelta(hours=survey.kept_hours))
    survey.paused_at, survey.paused_why = None, ""
    survey.save(update_fields=["paused_at", "paused_why"])
    record("survey.went_on", actor=by.opaque_id, target=f"survey:{survey.pk}")
    return True


@transaction.atomic
def guard(*, survey: Survey, on: bool, by: User) -> bool:
    """Ask for work or a minute's patience before starting, or no longer. Gives False when it stands so already."""
    survey = _locked(survey)
    if survey.under_attack == on:
        return False
    survey.under_attack = on
    survey.save(update_fields=["under_attack"])
    record("survey.guarded" if on else "survey.unguarded", actor=by.opaque_id, target=f"survey:{survey.pk}")
    return True


@transaction.atomic
def start_trial(*, survey: Survey, by: User) -> str:
    """Begin test answers to the newest draft of `survey`, whether or not it is open. Gives the key to remember.

    The questions become a SurveyVersion that is not the current one; publishing the same questions takes it up. Raises
    BrokenDefinition when the questions cannot be compiled.
    """
    locked = _locked(survey)
    newest = locked.get_latest_revision_as_object()
    version = versioning.make_version(locked, versioning.plan_for(newest), by.opaque_id)
    key, now = attempts.new_key(), timezone.now()
    Draft.objects.create(
        key_hash=attempts.hash_of(locked.pk, key),
        version=version,
        is_test=True,
        started_at=now,
        expires_at=now + attempts.KEPT_FOR,
    )
    return key


def end_trial(draft: Draft) -> None:
    """Forget test answers; all that stays is which questions were tried. In the caller's transaction."""
    Survey.objects.filter(pk=draft.version.survey_id).update(tested_sha=draft.version.sha256)
    draft.delete()
