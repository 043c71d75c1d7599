"""A card with four words: answers that were begun on one phone go on on another.

Four words out of 1,245 are 41 bits. Only a keyed hash of them is stored, with the draft, so they are good as long as
the draft and no longer; guesses are limited for each place (surveys.bots.CARD). The words are shown once, in the
answer to a press of a button: never in an address, a log or a cookie.

Going on moves the answers: the new phone's key opens them, the old one's no longer does, and the card is used up. So
somebody who finds a card, or picks up the old phone, afterwards opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.people.recovery import word_list
from surveys import attempts
from surveys.models import ConsultationPage, Draft

WORDS = 4
LONGEST = 200


def _plain(typed: str) -> str:
    return " ".join(re.findall(r"[a-z]+", unicodedata.normalize("NFKC", typed[:LONGEST]).casefold()))


def hash_of(typed: str) -> str:
    """What is stored of four words, however somebody `typed` them: 64 hex digits."""
    words = f"resume card:{_plain(typed)}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def make(*, draft: Draft) -> list[str] | None:
    """Give `draft` four new words; an earlier card stops working. None when the draft is gone. One write."""
    picked = [secrets.choice(word_list()) for _one in range(WORDS)]
    changed = Draft.objects.filter(pk=draft.pk).update(card_hash=hash_of(" ".join(picked)))
    return picked if changed else None


@dataclass(frozen=True)
class Moved:
    """Answers that moved to this browser: under which key, of which survey and page, and how long they are kept."""

    survey_id: int
    slug: str
    key: str
    hours: int


@transaction.atomic
def go_on(*, typed: str) -> Moved | None:
    """Move the draft under four words to a new key. None when there is none: wrong words, used, sent or run out."""
    now = timezone.now()
    found = Draft.objects.select_for_update(of=("self",)).filter(card_hash=hash_of(typed), expires_at__gt=now)
    draft = found.select_related("version__survey").defer("version__definition").first()
    page = ConsultationPage.objects.filter(survey=draft.version.survey).first() if draft else None
    if draft is None or page is None:
        return None
    survey, key = draft.version.survey, attempts.new_key()
    kept_until = max(draft.expires_at, now + timedelta(hours=survey.kept_hours))
    Draft.objects.filter(pk=draft.pk).update(
        key_hash=attempts.hash_of(survey.pk, key), card_hash=None, expires_at=kept_until
    )
    hours = attempts.PAUSED_HOURS if survey.paused_at else survey.kept_hours
    return Moved(survey.pk, page.slug, key, hours)
