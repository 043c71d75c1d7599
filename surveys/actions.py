"""Writes of consultations. Nothing here is audited, notified or sent out live: it would join answers to a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.statements import Deleting, Inserting, slot
from surveys import concerns, linking, onlyonce, quality, rules, running, withdrawing
from surveys.definition import Document
from surveys.enums import Channel
from surveys.groups.counting import count_sent
from surveys.models import Draft, PendingResponse, SpentKey, Survey
from surveys.paths import answers_on, path_of
from surveys.queries import definition_of, has_sent, held_draft
from surveys.steps import lacks_consent

if TYPE_CHECKING:
    from core.people.models import User


class Sent(Enum):
    """How sending ended."""

    YES = "sent now, or before: the same receipt either way"
    NO_DRAFT = "there is nothing to send"
    NO_CONSENT = "agreeing to take part was asked for and not given; the draft is kept"
    CLOSED = "the consultation closed"
    PAUSED = "staff paused the consultation; the draft is kept"
    TOO_FAST = "sent sooner than a person could; the draft is kept"
    WITHDRAWN = "its questions were withdrawn; the draft is kept and waits to move on"
    NEEDS_KEY = "an invitation code or a signed-in account is missing; the draft is kept"
    TOO_YOUNG = "answers are public there, and the account is not of somebody who is 18 or over; the draft is kept"
    NEEDS_NAME = "answers are public there, and a name or saying yes to it is missing; the draft is kept"
    SPENT = "its code or account was spent by other answers; the draft is kept"
    TRIED = "staff tried the questions; nothing was kept"


def publish_survey(*, survey: Survey, user: User | None = None) -> Survey:
    """Save `survey` as a revision and publish it, which makes its SurveyVersion. Gives it fresh from the database.

    Raises BrokenDefinition when the questions cannot be compiled.
    """
    survey.put_up(survey.save_revision(user=user), user=user, skip_permission_checks=True)
    return Survey.objects.select_related("version").get(pk=survey.pk)


def submit(
    *,
    hashes: Collection[str],
    slug: str,
    receipts: Mapping[str, str] | None = None,
    account: Callable[[int], str] = lambda _survey_id: "",
    member: Callable[[], User | None] = lambda: None,
    public_name: str = "",
) -> Sent:
    """Send the draft of the consultation `slug` that one of the browser's keys (`hashes`) opens, once.

    `receipts`: the hash of the receipt code for each of `hashes`. `account`: gives what the member who is signed
    in spends for a survey (its id), where each account sends once; it is called for such surveys only. `member`: gives
    that member; called only where the survey's level links answers to a person. `public_name`: what they said yes to
    being shown with their answers.

    One transaction: the keys are spent, the answers become a PendingResponse, the draft is gone. However often and
    however many at once it is called, one response comes of it. Four queries where no member is looked for, and
    more only in a group session in which somebody may be in danger.
    """
    try:
        with transaction.atomic():
            draft = held_draft(hashes, slug, lock=True)
            if draft is not None:
                return _send(draft, (receipts or {}).get(draft.pk), account, member, public_name)
    except IntegrityError:
        # Spent a moment ago: by another request with the same key, or by somebody else with the same code.
        return Sent.YES if has_sent(hashes, slug) else Sent.SPENT
    return Sent.YES if has_sent(hashes, slug) else Sent.NO_DRAFT


def _send(
    draft: Draft,
    receipt_hash: str | None,
    account: Callable[[int], str],
    member: Callable[[], User | None],
    name: str,
) -> Sent:
    survey, now = draft.version.survey, timezone.now()
    if draft.is_test:
        running.end_trial(draft)
        return Sent.TRIED
    if rules.is_paused(survey):
        return Sent.PAUSED
    if not rules.can_send(survey, now):
        return Sent.CLOSED
    if rules.is_too_fast(draft.started_at, now):
        return Sent.TOO_FAST
    if withdrawing.is_withdrawn(draft.version):
        return Sent.WITHDRAWN
    keys = onlyonce.keys_of(draft, account)
    if keys is None:
        return Sent.NEEDS_KEY
    asked = definition_of(draft.version)
    if lacks_consent(path_of(asked, draft.document), draft.document):
        return Sent.NO_CONSENT
    if survey.is_linked and (refused := _link(survey, member(), receipt_hash, name)) is not None:
        return refused
    _store(draft, keys, answers_on(asked, draft.document), receipt_hash, now - draft.started_at)
    return Sent.YES


def _store(draft: Draft, keys: list[str], document: Document, receipt_hash: str | None, took: timedelta) -> None:
    """Spend `keys`, keep `document` among what waits, and end `draft`. For the transaction of the caller."""
    if len(keys) == 1:
        _SPEND.run(key_hash=keys[0], survey=draft.version.survey_id)
    else:
        SpentKey.objects.bulk_create([SpentKey(key_hash=key, survey=draft.version.survey) for key in keys])
    _STORE.run(
        id=uuid4(),
        version=draft.version_id,
        document=document,
        language=draft.language,
        channel=draft.channel,
        people=draft.people,
        flags=quality.flags_of(definition_of(draft.version), document, took),
        receipt_hash=receipt_hash,
        looked_at=False,
    )
    if draft.channel == Channel.GROUP:
        concerns.raise_at_once(draft, document)
        count_sent(draft.session_id)
    _END.run(key_hash=draft.pk)


_SPEND = Inserting(SpentKey, "key_hash", "survey")
_STORE = Inserting(PendingResponse, *(field.name for field in PendingResponse._meta.concrete_fields))
_END = Deleting(lambda: Draft.objects.filter(pk=slot(Draft, "key_hash")))


def _link(survey: Survey, user: User | None, receipt_hash: str | None, name: str) -> Sent | None:
    """Link what is being sent to its member; why that cannot be, writing nothing."""
    lacks = linking.lacks(survey, user=user, receipt_hash=receipt_hash, name=name)
    if lacks is None and user is not None and receipt_hash:
        linking.link(survey=survey, user=user, receipt_hash=receipt_hash, name=name)
        return None
    refused = {linking.Lacks.AGE: Sent.TOO_YOUNG, linking.Lacks.NAME: Sent.NEEDS_NAME}
    return refused.get(lacks or linking.Lacks.KEY, Sent.NEEDS_KEY)
