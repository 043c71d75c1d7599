"""Finding personal data: e-mail addresses, UK phone numbers, full postcodes, names on other services."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers

from core.screening.shadow import View

Span = tuple[int, int]

_EMAIL = re.compile(
    r"[a-z0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[a-z0-9-]{1,63}\s?(?:\.|\(dot\)|\[dot\])\s?){1,5}[a-z]{2,24}"
    r"|[a-z0-9._%+-]{2,64} at [a-z0-9-]{2,63} dot (?:com|net|org|co dot uk|co\.uk|uk)\b"
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][a-z0-9]?[\s.-]{0,3}[0-9](?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b")
_PLACES = r"(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|kik|telegram|whats ?app|roblox|fortnite|psn|xbox)"
_HANDLE = re.compile(
    rf"\b{_PLACES}(?: (?:name|tag|user(?:name)?))?(?: is |\s?[:=\-–>@]+\s?)@?[a-z0-9][\w.]{{2,30}}"
    rf"|\b(?:add|follow|message|msg|dm|pm|find|hit) me (?:up )?(?:on|at) {_PLACES}\b(?:\s?[:=@-]\s?[\w.]{{3,30}})?"
    r"|(?<![\w.@])@[a-z0-9_][a-z0-9_.]{2,30}\b"
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT_WORDS = {word: str(digit) for digit, word in enumerate(_NUMBERS)}
_DIGIT_WORDS |= {
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
    "l": "1",
    "to": "2",
    "too": "2",
    "for": "4",
}
_PIECE = re.compile(r"\d+[ol\d]*|[ol]\d[ol\d]*|[a-z]+")
# Between the pieces of one number stand spaces, dots, dashes or brackets; dates, times and prices have other signs.
_BETWEEN = re.compile(r"[\s.()+_*•·,~-]{0,4}")
_UK = re.compile(r"(?:0044|44|0)0?(?:7\d{9}|1\d{8,9}|2\d{9})")
_LONGEST = 15


def emails(base: View, original: str) -> Iterator[Span]:
    """E-mail addresses, also with (at) and (dot)."""
    return (base.span(*found.span()) for found in _EMAIL.finditer(base.text))


def postcodes(base: View, original: str) -> Iterator[Span]:
    """Full postcodes. The first half alone says little about where someone lives, and stays."""
    return (base.span(*found.span()) for found in _POSTCODE.finditer(base.text))


def handles(base: View, original: str) -> Iterator[Span]:
    """Names on other services, and asking to be added there."""
    return (base.span(*found.span()) for found in _HANDLE.finditer(base.text))


def _digits(text: str) -> Iterator[tuple[str, int, int]]:
    """Each piece of a number in `text` as (digits, start, end): figures, or words for them; `double seven` is 77."""
    times, begun = 1, 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece in ("double", "triple"):
            times, begun = (2 if piece == "double" else 3), found.start()
            continue
        digits = _DIGIT_WORDS.get(piece, "") if piece.isalpha() else piece.replace("o", "0").replace("l", "1")
        if digits:
            yield digits * times, begun if times > 1 else found.start(), found.end()
        times = 1


def _uk_numbers(base: View) -> Iterator[Span]:
    pieces = list(_digits(base.text))
    first = 0
    while first < len(pieces):
        number, last = "", first
        found = None
        while last < len(pieces) and len(number) <= _LONGEST:
            digits, start, end = pieces[last]
            if last > first and not _BETWEEN.fullmatch(base.text, pieces[last - 1][2], start):
                break
            number += digits
            if _UK.fullmatch(number):
                found = (last, end)
            last += 1
        if found:
            yield base.span(pieces[first][1], found[1])
            first = found[0]
        first += 1


def phones(base: View, original: str) -> Iterator[Span]:
    """Phone numbers of people: mobiles and landlines of the UK however they are written, and valid ones of elsewhere.

    Free and helpline numbers (0800, 0808, 03, 116) belong to nobody and are not found.
    """
    yield from _uk_numbers(base)
    for match in phonenumbers.PhoneNumberMatcher(original, "GB", phonenumbers.Leniency.VALID, max_tries=500):
        national = str(match.number.national_number)
        if match.number.country_code != 44 or not national.startswith(("800", "808", "3", "116", "84", "87")):
            yield match.start, match.end


MATCHERS: dict[str, Callable[[View, str], Iterator[Span]]] = {
    "email": emails,
    "phone": phones,
    "postcode": postcodes,
    "handle": handles,
}
