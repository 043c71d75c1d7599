"""Against scripts, without asking people to prove anything in ordinary times. No CAPTCHA, nobody else's service.

Always on: a box that people do not see (surveys.forms.SendForm), a start that the server itself notes with the draft,
so nobody can forge it (surveys.rules.FASTEST), and the limits below. They are generous for each place, because a whole
school or youth club may share one address, and tight for each key.

While staff say that a survey is *under attack*, starting also takes work: the browser looks for a number whose SHA-256
begins with `BITS` zeros (some seconds on an old phone, by `surveys/proof.js`). Without scripts a person waits
`WAIT_SECONDS` on a page instead. A challenge is signed, for one survey, runs out, and is good once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from core.people.limits import too_often
from surveys.models import Survey

BITS = 15
"""Zero bits wanted: some 33,000 tries on average."""
WAIT_SECONDS = 60
GOOD_SECONDS = 1800
_SALT = "surveys.proof"


@dataclass(frozen=True)
class Limit:
    """At most `most` within `seconds`."""

    what: str
    most: int
    seconds: int = 900


START = Limit("survey start", 300)
"""From one place: ten classes of thirty within a quarter of an hour."""
START_UNDER_ATTACK = Limit("survey start, guarded", 90)
INVITATION = Limit("survey invitation", 300)
"""Tries of invitation codes from one place. 50 bits: at this pace one code in 1,000 is hit in 100 million years."""
CARD = Limit("survey card", 60)
"""Tries of four words from one place. 41 bits: with 1,000 cards out, a hit takes a thousand years."""
RECEIPT = Limit("survey receipt", 120)
"""Looks under receipt codes from one place. 80 bits."""
SEND = 120
"""Presses of Send for one key within a quarter of an hour: retries on a bad line, not a flood."""


def is_too_often(request: HttpRequest, limit: Limit) -> bool:
    """Count one more from where `request` came (no address is stored); whether that is too many."""
    return too_often(request, limit.what, most=limit.most, seconds=limit.seconds)


def starts_too_often(request: HttpRequest, survey: Survey) -> bool:
    """Count one more start from this place; whether that is too many."""
    return is_too_often(request, START_UNDER_ATTACK if survey.under_attack else START)


def presses_too_often(key_hashes: list[str]) -> bool:
    """Count one more press of Send for the newest key of a browser; whether that is too many."""
    if not key_hashes:
        return False
    digest = hmac.new(settings.SECRET_KEY.encode(), key_hashes[-1].encode(), hashlib.sha256).hexdigest()[:32]
    key = f"survey.send.{digest}"
    cache.add(key, 0, 900)
    try:
        return int(cache.incr(key)) > SEND
    except ValueError:  # it ran out between the two calls
        return False


class Proof(Enum):
    """What came of a challenge."""

    GOOD = "work or waiting was done"
    EARLY = "no work, and the minute is not over"
    BAD = "none, forged, of another survey, run out, or used before"


def challenge(survey_id: int) -> str:
    """A signed challenge to start a survey. Letters, digits and `:_-` only."""
    return signing.dumps([survey_id, secrets.token_urlsafe(12), int(time.time())], salt=_SALT)


def is_work(token: str, answer: str) -> bool:
    """Whether SHA-256 of `token:answer` begins with `BITS` zeros."""
    digest = hashlib.sha256(f"{token}:{answer}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest) >> (256 - BITS) == 0


def check(survey_id: int, token: str, answer: str) -> Proof:
    """Whether the challenge `token` was answered, by work or by waiting. A good one is used up."""
    try:
        of, nonce, made = signing.loads(token[:300], salt=_SALT, max_age=GOOD_SECONDS)
    except (signing.BadSignature, ValueError, TypeError, UnicodeError):
        return Proof.BAD
    if of != survey_id:
        return Proof.BAD
    if not is_work(token, answer[:40]) and time.time() - made < WAIT_SECONDS:
        return Proof.EARLY
    return Proof.GOOD if cache.add(f"survey.proof.{nonce}", 1, GOOD_SECONDS) else Proof.BAD


def seconds_left(token: str) -> int:
    """How much of the minute is left for whoever waits with `token`, which `check` called early."""
    made: int = signing.loads(token, salt=_SALT)[2]
    return max(1, WAIT_SECONDS - int(time.time() - made))
