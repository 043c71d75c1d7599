"""The shadow copy: text as the rules see it, with the way back to the text that was written.

People hide words and numbers: with accents, full-width or Cyrillic letters, invisible characters, digits for letters,
dots between letters. The shadow undoes all that, and only the shadow; what is shown is never changed here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝӏмтнквαεορυχικντγω" + "ʟɪʀɴɢʜ" + "ıłøđħ",
    "aeopcyxijsdhqwlmthkb" + "aeopuxikvtyw" + "lirngh" + "ilodh",
)
_LEET = str.maketrans("013457@$!|€", "oieastasiie")
_TOKEN = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
# A token of the words view may begin with or hold signs that stand for letters.
_WORD = re.compile(r"[^\W_@$!|€*]+(?:['’`´@$!|€*][^\W_@$!|€*]+)*|[@$!|€][^\W_]+(?:[@$!|€][^\W_]+)*")
_APOSTROPHES = re.compile("['’`´]")


@dataclass(frozen=True)
class View:
    """`text` for matching; `starts[i]`, `ends[i]`: where the character i came from, [start, end) in the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The original [start, end) of this view's [first, last); `last` must be greater than `first`."""
        return self.starts[first], self.ends[last - 1]


def _is_mixed(token: str) -> bool:
    latin = any("a" <= letter <= "z" for letter in token)
    return latin and any(not letter.isascii() for letter in token)


def base_view(original: str) -> View:
    """`original` folded: compatibility forms and marks undone, invisible characters dropped, digits ASCII, small
    letters, look-alikes made Latin in words that mix scripts. Separators stay."""
    letters: list[str] = []
    starts: list[int] = []
    for place, character in enumerate(original):
        if _IGNORABLE.match(character):
            continue
        for part in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(part) == "Mn":
                continue
            letters.append(str(unicodedata.decimal(part)) if part.isdecimal() else part)
            starts.append(place)
    text = _TOKEN.sub(lambda word: word[0].translate(_LOOK_ALIKES) if _is_mixed(word[0]) else word[0], "".join(letters))
    ends = [0] * len(starts)
    following = len(original)
    for index in range(len(starts) - 1, -1, -1):
        if index + 1 < len(starts) and starts[index + 1] != starts[index]:
            following = starts[index + 1]
        ends[index] = following
    return View(text, starts, ends)


def _letters(token: str) -> str:
    """`token` with digits and signs read as letters, where it has a letter at all. The same length."""
    return token.translate(_LEET) if any(one.isalpha() for one in token) else token


def _kept(token: str) -> list[int]:
    """Positions in `token` that stay when apostrophes go and three or more of a letter become one."""
    kept: list[int] = []
    for run in re.finditer(r"(.)\1*", token, re.DOTALL):
        if not _APOSTROPHES.match(run[1]):
            kept += [run.start()] if len(run[0]) > 2 and not run[1].isdigit() else list(range(*run.span()))
    return kept


def words_view(base: View) -> View:
    """The words of `base` between single spaces (also first and last), digits read as letters, long runs shortened."""
    text, starts, ends = [" "], [0], [0]
    for found in _WORD.finditer(base.text):
        token = _letters(found[0])
        for position in _kept(token):
            index = found.start() + position
            text.append(token[position])
            starts.append(base.starts[index])
            ends.append(base.ends[index])
        text.append(" ")
        starts.append(starts[-1])
        ends.append(ends[-1])
    return View("".join(text), starts, ends)


def spelt_view(words: View) -> View:
    """Words that were spelt out letter by letter (`f u c k`, `f.u.c.k`) put together, other words left as they are."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in re.finditer(r"(?:(?<= )\S (?=\S ))+\S |\S+ ", words.text):
        pieces = [index for index in range(*run.span()) if words.text[index] != " "]
        text += [" ", *(words.text[index] for index in pieces)]
        starts += [words.starts[pieces[0]], *(words.starts[index] for index in pieces)]
        ends += [words.starts[pieces[0]], *(words.ends[index] for index in pieces)]
    return View("".join(text) + " ", [*starts, starts[-1] if starts else 0], [*ends, ends[-1] if ends else 0])
