"""Writes of consultations. Nothing here is audited, notified or sent out live: it would join answers to a person."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from surveys import attempts, rules
from surveys.definition import Answer
from surveys.models import Draft, PendingResponse, SpentKey, Survey
from surveys.queries import definition_of, has_sent, held_draft

if TYPE_CHECKING:
    from core.people.models import User


class Sent(Enum):
    """How sending ended."""

    YES = "sent now, or before: the same receipt either way"
    NO_DRAFT = "there is nothing to send"
    CLOSED = "the consultation closed or was paused"
    TOO_FAST = "sent sooner than a person could; the draft is kept"


def publish_survey(*, survey: Survey, user: User | None = None) -> Survey:
    """Save `survey` as a revision and publish it, which makes its SurveyVersion. Gives it fresh from the database.

    Raises BrokenDefinition when the questions cannot be compiled.
    """
    survey.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return Survey.objects.select_related("version").get(pk=survey.pk)


def start_draft(*, survey: Survey) -> str:
    """Begin answers to `survey`, which must be open. Gives the key to remember; only its hash is stored."""
    if survey.version_id is None:
        raise ValueError("Nobody can answer a survey that was never published.")
    key = attempts.new_key()
    now = timezone.now()
    Draft.objects.create(
        key_hash=attempts.hash_of(survey.pk, key),
        version_id=survey.version_id,
        started_at=now,
        expires_at=now + attempts.KEPT_FOR,
    )
    return key


def save_answer(*, draft: Draft, qid: str, answer: Answer) -> bool:
    """Write one answer (None: skipped) into a draft and keep the draft for 24 hours more. At most two queries.

    Gives False, writing nothing, when the draft was sent or deleted meanwhile. Other answers that another tab saved
    since `draft` was read are kept.
    """
    with transaction.atomic():
        now = Draft.objects.select_for_update().filter(pk=draft.pk).only("document").first()
        if now is None:
            return False
        now.document[qid] = answer
        now.expires_at = timezone.now() + attempts.KEPT_FOR
        now.save(update_fields=["document", "expires_at"])
    draft.document = now.document
    return True


def submit(*, hashes: Collection[str], slug: str) -> Sent:
    """Send the draft of the consultation `slug` that one of the browser's keys (`hashes`) opens, once.

    One transaction: the key is spent, the answers become a PendingResponse, the draft is gone. However often and
    however many at once it is called, one response comes of it. At most five queries.
    """
    try:
        with transaction.atomic():
            draft = held_draft(hashes, slug).select_for_update(of=("self",)).first()
            if draft is not None:
                return _send(draft)
    except IntegrityError:
        return Sent.YES  # spent a moment ago by another request with the same key
    return Sent.YES if has_sent(hashes, slug) else Sent.NO_DRAFT


def _send(draft: Draft) -> Sent:
    survey, now = draft.version.survey, timezone.now()
    if not rules.can_send(survey, now):
        return Sent.CLOSED
    if rules.is_too_fast(draft.started_at, now):
        return Sent.TOO_FAST
    asked = definition_of(draft.version)
    document = {qid: answer for qid, answer in draft.document.items() if qid in asked.places}
    SpentKey.objects.create(key_hash=draft.pk, survey=survey)
    PendingResponse.objects.create(version=draft.version, document=document)
    draft.delete()
    return Sent.YES


def delete_drafts(*, hashes: Collection[str]) -> int:
    """Delete the drafts under these keys. Gives how many there were."""
    number, _kinds = Draft.objects.filter(pk__in=hashes).delete()
    return number


def discard_draft(request: HttpRequest, response: HttpResponse) -> None:
    """Delete every draft that this browser holds and take the cookie away. For leaving quickly.

    Without the cookie nothing is read or written.
    """
    if attempts.COOKIE in request.COOKIES:
        delete_drafts(hashes=attempts.hashes(request))
        attempts.forget(request, response)
