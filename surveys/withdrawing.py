"""A version that nobody may go on answering, for safety: its drafts move on to the next one and lose little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from core.audit.actions import record
from surveys import running
from surveys.definition import Answer, Definition, Document, Question
from surveys.differing import ChangeKind, compare
from surveys.enums import BY_ROW, CHOOSING, QuestionKind
from surveys.models import Draft, Survey, SurveyVersion, WithdrawnVersion
from surveys.queries import definition_of

if TYPE_CHECKING:
    from core.people.models import User

WITHDRAWN = "survey.version_withdrawn"


def withdraw(*, version: SurveyVersion, by: User, why: str) -> WithdrawnVersion:
    """Let nobody go on answering `version`. Its responses stay. `why`: for staff; the audit does not hold it.

    Writes the WithdrawnVersion and an audit entry; twice changes nothing. Where it is the current version, the survey
    is paused too: somebody publishes other questions and then lets it go on.
    """
    with transaction.atomic():
        survey = Survey.objects.select_for_update(no_key=True).get(pk=version.survey_id)
        made, is_new = WithdrawnVersion.objects.get_or_create(version=version, defaults={"why": why})
        if is_new:
            record(WITHDRAWN, actor=by.opaque_id, target=f"survey:{version.survey_id}", number=version.number)
        if is_new and survey.version_id == version.pk:
            running.pause(survey=survey, why=gettext("A question is being put right."), by=by)
    return made


def is_withdrawn(version: SurveyVersion) -> bool:
    """Whether `version` was withdrawn. No query where it came with its `withdrawn`."""
    return hasattr(version, "withdrawn")


def told(request: HttpRequest, slug: str, draft: Draft) -> HttpResponse | None:
    """The page that tells somebody kindly that the questions changed; None where `draft` can go on as it is.

    Writes nothing: pressing its button moves the draft (`move_on`). No query while the version stands.
    """
    if not is_withdrawn(draft.version):
        return None
    following = draft.version.survey.version
    kept, ready = draft.document, False
    if following is not None and not is_withdrawn(following):
        kept, ready = carried(definition_of(draft.version), definition_of(following), draft.document), True
    context = {
        "slug": slug,
        "survey": draft.version.survey,
        "ready": ready,
        "kept": sum(answer is not None for answer in kept.values()),
        "given": sum(answer is not None for answer in draft.document.values()),
        "expires_at": draft.expires_at,
    }
    return render(request, "surveys/withdrawn.html", context)


def move_on(*, draft: Draft) -> bool:
    """Put a draft of a withdrawn version on the current one, with every answer that still fits.

    False, writing nothing, while there is no version to go to or the draft is gone. Two queries and the definitions.
    """
    with transaction.atomic():
        held = Draft.objects.select_for_update(of=("self",)).select_related(
            "version__withdrawn", "version__survey__version__withdrawn"
        )
        now = held.filter(pk=draft.pk, expires_at__gt=timezone.now()).first()
        following = now.version.survey.version if now is not None else None
        if now is None or following is None or is_withdrawn(following):
            return False
        if is_withdrawn(now.version):
            now.document = carried(definition_of(now.version), definition_of(following), now.document)
            now.version = following
            now.save(update_fields=["document", "version"])
    return True


def carried(old: Definition, new: Definition, document: Document) -> Document:
    """What of `document` (answers to `old`) still answers `new`: the same question (its id, and no change of meaning or
    kind), and choices that are still there. Everything else is asked again."""
    meant = {change.qid for change in compare(old, new) if change.kind == ChangeKind.MEANING and change.what != "rule"}
    kept: Document = {}
    for question in new.questions:
        if question.qid in document and question.qid in old.places and question.qid not in meant:
            answer = document[question.qid]
            if _fits(question, answer):
                kept[question.qid] = answer
    return kept


def _fits(question: Question, answer: Answer) -> bool:
    """Whether every choice and line that an answer names is still there."""
    if answer is None:
        return True
    if isinstance(answer, list):
        return all(one in question.choice for one in answer)
    if isinstance(answer, dict) and question.kind in BY_ROW:
        return all(rid in question.row and cid in question.choice for rid, cid in answer.items())
    if isinstance(answer, dict):
        return question.kind == QuestionKind.POINTS and all(cid in question.choice for cid in answer)
    return question.kind not in CHOOSING or answer in question.choice
