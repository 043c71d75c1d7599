"""How hard a text is to read: advice for editors, never a bar.

Flesch-Kincaid (Kincaid and others, 1975): 0.39 × words a sentence + 11.8 × syllables a word − 15.59 is a US school
grade; a child in grade n is about n + 5 years old, which is how schools in the UK count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pages.stored import PROSE, rows

FEWEST_WORDS = 30  # below this the figure says nothing
LONG_SENTENCE = 25  # words; the GOV.UK style guide's limit
WANTED_AGE = 12
YOUNGEST, OLDEST = 5, 22
TEXTS = frozenset({"text", "description", "need", "activities", "outcomes", "assumptions", "do", "dont"})
_BREAKS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Ease:
    """How a text reads: its number of words, the school age that reads it with ease (None where the text is too short
    to say), and its very long sentences."""

    words: int
    age: int | None
    long: list[str]


def syllables(word: str) -> int:
    """About how many syllables an English `word` has: groups of vowels, without a silent e. At least 1."""
    bare = word.casefold()
    count = len(_VOWELS.findall(bare))
    silent = bare.endswith("e") and not bare.endswith(("le", "ee", "ie", "ye", "oe"))
    ends_ed = bare.endswith("ed") and not bare.endswith(("ted", "ded", "ied", "eed"))
    return max(1, count - silent - ends_ed)


def ease_of(text: str) -> Ease:
    """How `text` (plain; each line ends a sentence) reads. Never raises; takes time in proportion to its length."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
    counted = [(sentence, _WORD.findall(sentence)) for sentence in sentences]
    counted = [(sentence, words) for sentence, words in counted if words]
    total = sum(len(words) for _sentence, words in counted)
    long = [sentence for sentence, words in counted if len(words) > LONG_SENTENCE]
    if total < FEWEST_WORDS:
        return Ease(total, None, long)
    spoken = sum(syllables(word) for _sentence, words in counted for word in words)
    grade = 0.39 * total / len(counted) + 11.8 * spoken / total - 15.59
    return Ease(total, min(max(round(grade) + 5, YOUNGEST), OLDEST), long)


def prose_of(raw_body: Iterable[Mapping[str, Any]]) -> str:
    """The sentences of a body (stream data), a line for each paragraph: not headings, names, figures or tables."""
    return "\n".join(_prose(block["value"], "body" if block["type"] == "paragraph" else "") for block in raw_body)


def _prose(value: Any, key: str) -> str:
    if isinstance(value, str):
        if key in PROSE:
            return unescape(strip_tags(_BREAKS.sub("\n", value)))
        return value if key in TEXTS else ""
    if isinstance(value, Mapping):
        return "\n".join(_prose(inner, name) for name, inner in value.items())
    return "\n".join(_prose(row, key) for row in rows(value)) if isinstance(value, list) else ""


def advice(raw_body: Iterable[Mapping[str, Any]], *, english: bool = True) -> list[str]:
    """Plain sentences that may help to make a body easier; none where it is easy. The age is for English alone."""
    ease = ease_of(prose_of(raw_body))
    said = []
    if english and ease.age is not None and ease.age > WANTED_AGE:
        said.append(
            _("This reads like a text for somebody aged %(age)s. Try for 12: shorter sentences, and words people say.")
            % {"age": ease.age}
        )
    if ease.long:
        first = " ".join(ease.long[0].split()[:8])
        said.append(
            ngettext(
                "%(count)s sentence has more than %(most)s words. It begins “%(first)s…”. Could it be two?",
                "%(count)s sentences have more than %(most)s words. The first begins “%(first)s…”. Could it be two?",
                len(ease.long),
            )
            % {"count": len(ease.long), "most": LONG_SENTENCE, "first": first}
        )
    return said
