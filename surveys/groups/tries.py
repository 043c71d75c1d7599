"""How often a code or a PIN may be guessed. A whole school types codes from one address, so only wrong ones count.

After 60 wrong codes right ones still open, so that nobody shuts a school out by typing nonsense. After 600, which no
school types in ten minutes, none is looked up from there: else a script could go on guessing at full speed and know a
right one when it opens.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from core.people.limits import is_over, too_often

WRONG_CODES = 60
GUESSES = 600
WRONG_PINS = 5
SECONDS = 600
CODE = "group.code"


def wrong_code(request: HttpRequest) -> bool:
    """Count one more wrong code from where `request` came; whether that is over 60 in ten minutes."""
    return too_often(request, CODE, most=WRONG_CODES, seconds=SECONDS)


def guesses(request: HttpRequest) -> bool:
    """Whether so many wrong codes came from where `request` came that none is looked up now. Counts nothing."""
    return is_over(request, CODE, most=GUESSES)


def pin_is_shut(session_id: int) -> bool:
    """Whether the PIN of a session was wrong five times within ten minutes, wherever it was typed."""
    return int(cache.get(_key(session_id)) or 0) >= WRONG_PINS


def wrong_pin(session_id: int) -> None:
    """Count one more wrong PIN."""
    cache.add(_key(session_id), 0, SECONDS)
    try:
        cache.incr(_key(session_id))
    except ValueError:  # it ran out between the two calls
        return


def _key(session_id: int) -> str:
    return f"group.pin.{session_id}"
