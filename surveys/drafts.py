"""Answers that are being given: begun, saved and deleted. Only the browser that holds the key leads to them.

Nothing here is audited, notified or sent out live: it would join answers to a person.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.statements import Updating, slot
from surveys import attempts
from surveys.definition import Answer, Document
from surveys.enums import Channel
from surveys.models import Draft, Survey
from surveys.queries import held_draft


def start_draft(*, survey: Survey, code_hash: str = "", channel: Channel = Channel.SITE, language: str = "en") -> str:
    """Begin answers to `survey`, which must be open. Gives the key to remember; only its hash is stored.

    `code_hash`: of the invitation code that sending will spend (surveys.onlyonce). `channel`: by which kind of way
    somebody came. `language`: in which they began.
    """
    if survey.version_id is None:
        raise ValueError("Nobody can answer a survey that was never published.")
    key = attempts.new_key()
    now = timezone.now()
    Draft.objects.create(
        key_hash=attempts.hash_of(survey.pk, key),
        version_id=survey.version_id,
        code_hash=code_hash,
        channel=channel,
        language=language,
        started_at=now,
        expires_at=now + timedelta(hours=survey.kept_hours),
    )
    return key


def save_answer(*, draft: Draft, qid: str, answer: Answer) -> bool:
    """Write one answer (None: skipped) into a draft, as `save_answers` does."""
    return save_answers(draft=draft, answers={qid: answer})


def save_answers(*, draft: Draft, answers: Document) -> bool:
    """Write the answers of one page (None: skipped) into a draft and keep it as long again as its survey says.

    One query, and two more for each time that another tab saved since `draft` was read: its answers are kept. Gives
    False, writing nothing, when the draft was sent, deleted, moved to another phone, or on to other questions (which
    ask again) meanwhile.
    """
    while True:
        document = draft.document | answers
        kept_until = timezone.now() + timedelta(hours=draft.version.survey.kept_hours)
        expires_at = max(draft.expires_at + timedelta(microseconds=1), kept_until)
        read = {"key_hash": draft.pk, "version": draft.version_id, "expires_at": draft.expires_at}
        if _SAVE.run(**read, new_document=document, new_expires_at=expires_at):
            draft.document, draft.expires_at = document, expires_at
            return True
        now = Draft.objects.filter(pk=draft.pk, version=draft.version_id).values_list("document", "expires_at").first()
        if now is None:
            return False
        draft.document, draft.expires_at = now


_SAVE = Updating(
    lambda: Draft.objects.filter(
        pk=slot(Draft, "key_hash"), version=slot(Draft, "version"), expires_at=slot(Draft, "expires_at")
    ),
    "document",
    "expires_at",
)
"""Only over what was read: every save ends later than the one before it, and moving on changes the version."""


def delete_drafts(*, hashes: Collection[str], but_on_cards: bool = False) -> int:
    """Delete the drafts under these keys; with `but_on_cards`, leave those that somebody took a card for.

    Gives how many there were.
    """
    drafts = Draft.objects.filter(pk__in=hashes)
    number, _kinds = (drafts.filter(card_hash=None) if but_on_cards else drafts).delete()
    return number


def delete_held(*, hashes: Collection[str], slug: str) -> int | None:
    """Delete the draft of the consultation `slug` under one of these keys, whether or not its page is up.

    Gives the id of its survey; None where there was no such draft.
    """
    draft = held_draft(hashes, slug)
    if draft is None:
        return None
    draft.delete()
    return draft.version.survey_id


def discard_draft(request: HttpRequest, response: HttpResponse) -> None:
    """Delete every draft that this browser holds and take the cookie away. For leaving quickly.

    A draft with a card stays for the four words, and this browser no longer finds it. Without the cookie nothing is
    read or written.
    """
    if attempts.COOKIE in request.COOKIES:
        delete_drafts(hashes=attempts.hashes(request), but_on_cards=True)
        attempts.forget(request, response)
