"""The cookie by which a phone finds its own draft, and nothing else. Pure but for the cookie itself.

Value: up to four `survey-key` pairs joined by dots, the newest last; `surveyxhours-key` where a draft is kept for
other than 24 hours. The server keeps only a hash of each key, made with the survey's id so that two surveys answered
on one phone share nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "sayso_answers"
USUAL_HOURS = 24
KEPT_FOR = timedelta(hours=USUAL_HOURS)
PAUSED_HOURS = 720
"""How long answers to a paused consultation are kept, at most: 30 days."""
MOST = 4
_PAIR = re.compile(r"([1-9][0-9]{0,17})(?:x([1-9][0-9]{0,2}))?-([A-Za-z0-9_-]{32})", re.ASCII)


def read(request: HttpRequest) -> dict[int, str]:
    """The keys that this browser holds, by survey id; anything that is not ours is passed over."""
    return {survey_id: key for survey_id, (_hours, key) in _held(request).items()}


def hash_of(survey_id: int, key: str) -> str:
    """The one-way name of a key in the database, as 64 hex digits."""
    return hashlib.sha256(f"{survey_id}:{key}".encode()).hexdigest()


def hashes(request: HttpRequest) -> list[str]:
    """The hashes of every key that this browser holds."""
    return [hash_of(survey_id, key) for survey_id, key in read(request).items()]


def new_key() -> str:
    """A key that cannot be guessed: 192 bits, 32 letters."""
    return secrets.token_urlsafe(24)


def remember(request: HttpRequest, response: HttpResponse, survey_id: int, key: str, hours: int = USUAL_HOURS) -> None:
    """Set the cookie so that this browser holds `key` for the survey, beside the others that it holds, for `hours`."""
    held = _held(request)
    held.pop(survey_id, None)
    held[survey_id] = (hours, key)
    _write(response, dict(list(held.items())[-MOST:]))


def renew(request: HttpRequest, response: HttpResponse, hours: dict[int, int] | None = None) -> None:
    """Let the cookie last from now on as long as the draft that was just saved. `hours`: new ones, by survey id."""
    held = _held(request)
    for survey_id, number in (hours or {}).items():
        if survey_id in held:
            held[survey_id] = (number, held[survey_id][1])
    _write(response, held)


def forget(request: HttpRequest, response: HttpResponse, survey_id: int | None = None) -> None:
    """Take the key of one survey out of the cookie; of all when `survey_id` is None."""
    held = _held(request) if survey_id is not None else {}
    held.pop(survey_id or 0, None)
    if held:
        _write(response, held)
    else:
        response.delete_cookie(COOKIE, path="/", samesite="Lax")


def _held(request: HttpRequest) -> dict[int, tuple[int, str]]:
    """Hours and key by survey id."""
    pairs = (_PAIR.fullmatch(part) for part in request.COOKIES.get(COOKIE, "")[:400].split("."))
    return {int(pair[1]): (min(int(pair[2] or USUAL_HOURS), PAUSED_HOURS), pair[3]) for pair in pairs if pair}


def _spelt(survey_id: int, hours: int, key: str) -> str:
    return f"{survey_id}-{key}" if hours == USUAL_HOURS else f"{survey_id}x{hours}-{key}"


def _write(response: HttpResponse, held: dict[int, tuple[int, str]]) -> None:
    longest = max((hours for hours, _key in held.values()), default=USUAL_HOURS)
    response.set_cookie(
        COOKIE,
        ".".join(_spelt(survey_id, hours, key) for survey_id, (hours, key) in held.items()),
        max_age=longest * 3600,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
