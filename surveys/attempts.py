"""The cookie by which a phone finds its own draft, and nothing else. Pure but for the cookie itself.

Value: up to four `survey-key` pairs joined by dots, the newest last. The server keeps only a hash of each key, made
with the survey's id so that two surveys answered on one phone share nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "sayso_answers"
KEPT_FOR = timedelta(hours=24)
MOST = 4
_PAIR = re.compile(r"([1-9][0-9]{0,17})-([A-Za-z0-9_-]{32})", re.ASCII)


def read(request: HttpRequest) -> dict[int, str]:
    """The keys that this browser holds, by survey id; anything that is not ours is passed over."""
    pairs = (_PAIR.fullmatch(part) for part in request.COOKIES.get(COOKIE, "")[:400].split("."))
    return {int(pair[1]): pair[2] for pair in pairs if pair}


def hash_of(survey_id: int, key: str) -> str:
    """The one-way name of a key in the database, as 64 hex digits."""
    return hashlib.sha256(f"{survey_id}:{key}".encode()).hexdigest()


def hashes(request: HttpRequest) -> list[str]:
    """The hashes of every key that this browser holds."""
    return [hash_of(survey_id, key) for survey_id, key in read(request).items()]


def new_key() -> str:
    """A key that cannot be guessed: 192 bits, 32 letters."""
    return secrets.token_urlsafe(24)


def remember(request: HttpRequest, response: HttpResponse, survey_id: int, key: str) -> None:
    """Set the cookie so that this browser holds `key` for the survey, beside the others that it holds, for 24 hours."""
    held = read(request)
    held.pop(survey_id, None)
    held[survey_id] = key
    _write(response, dict(list(held.items())[-MOST:]))


def renew(request: HttpRequest, response: HttpResponse) -> None:
    """Let the cookie last 24 hours from now, as the draft that was just saved does."""
    _write(response, read(request))


def forget(request: HttpRequest, response: HttpResponse, survey_id: int | None = None) -> None:
    """Take the key of one survey out of the cookie; of all when `survey_id` is None."""
    held = read(request) if survey_id is not None else {}
    held.pop(survey_id or 0, None)
    if held:
        _write(response, held)
    else:
        response.delete_cookie(COOKIE, path="/", samesite="Lax")


def _write(response: HttpResponse, held: dict[int, str]) -> None:
    response.set_cookie(
        COOKIE,
        ".".join(f"{survey_id}-{key}" for survey_id, key in held.items()),
        max_age=int(KEPT_FOR.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
