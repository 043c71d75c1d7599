"""Names of a form as short names here, the words of each language, and what is done where they do not fit. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from surveys.xlsform.languages import ENGLISH
from surveys.xlsform.limits import LONGEST_CHOICE_NAME, LONGEST_NAME
from surveys.xlsform.reading import Line

_ODD = re.compile(r"[^A-Za-z0-9_]+")
_SPACES = re.compile(r"\s+")
_IN_CHOICE = re.compile(r"[\s'\"]+")
_TAGS = re.compile(r"</?(?:span|b|i|u|em|strong|small|big|br|p|div|font|center|h[1-6])(?:\s[^<>]{0,200})?/?>", re.I)
_BOLD = re.compile(r"\*\*([^*]{1,300})\*\*|__([^_]{1,300})__")
_HEADING = re.compile(r"^#{1,6} ")
PIPED = re.compile(r"\$\{[^{}]{1,80}\}")


def short_name(name: str) -> str:
    """`name` as a short name for rules: a letter or _ first, then letters, digits and _, 32 at most. May be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", plain):
        return plain[:LONGEST_NAME]
    found = _ODD.sub("_", plain).strip("_")
    return f"{'n_' if found[:1].isdigit() else ''}{found}"[:LONGEST_NAME]


def choice_name(name: str) -> str:
    """`name` as a choice's name in rules: without spaces and quotes, 64 letters at most."""
    return _IN_CHOICE.sub("_", name.strip())[:LONGEST_CHOICE_NAME]


def free(name: str, taken: Mapping[str, object] | set[str], longest: int = LONGEST_NAME) -> str:
    """`name`, with a number behind it where it is taken."""
    if name not in taken:
        return name
    return next(
        one for one in (f"{name[: longest - len(str(n)) - 1]}_{n}" for n in range(2, 10_000)) if one not in taken
    )


@dataclass(frozen=True)
class Words:
    """What one cell says in each language, by its code."""

    said: Mapping[str, str]

    @property
    def english(self) -> str:
        """In English, the language that every survey has."""
        return self.said.get(ENGLISH, "")

    @property
    def others(self) -> dict[str, str]:
        """In the other languages that this site speaks."""
        return {code: words for code, words in self.said.items() if code not in ("", ENGLISH) and words}


def words_of(line: Line, languages: Mapping[str, str], *column: str) -> Words:
    """The words of `column` by language; a column that names its language goes before one that does not."""
    found: dict[str, str] = {}
    for heading, code in languages.items():
        words = line.get(*column, heading) if heading else line.get(*column)
        if code and words and (heading or code not in found):
            found[code] = words
    return Words(found)


def without_marks(words: str) -> str:
    """`words` without the marks for bold, headings and colours that other tools show."""
    bare = _BOLD.sub(lambda found: found[1] or found[2], _TAGS.sub("", words))
    bare = _HEADING.sub("", bare)
    return words if bare == words else one_line(bare)


def one_line(words: str) -> str:
    """`words` in one line, with single spaces."""
    return _SPACES.sub(" ", words).strip()


def split(words: str, most: int) -> tuple[str, str]:
    """`words` in two: as much as `most` letters hold, up to the end of a sentence, and the rest."""
    if len(words) <= most:
        return words, ""
    ends = [place.end() for place in re.finditer(r"[.?!](?=\s)", words[: most + 1])]
    at = ends[-1] if ends else 0
    return words[:at].strip(), words[at:].strip()


def cut(words: str, most: int) -> str:
    """At most `most` letters of `words`, up to the end of a word, with … where something is missing."""
    if len(words) <= most:
        return words
    whole = words[:most].rpartition(" ")[0] or words[: most - 1]
    return f"{whole[: most - 1].rstrip()}…"
