"""Whether changed words still say the same: a slip of the pen was mended, or another thing is said. Pure.

They say the same when all of this holds:

- no word that carries the sense on its own (negations, numbers, how many, how often, when, who) came, went or changed;
- words that came or went are fillers such as "the";
- each other changed word is a slip: six letters or more, the same first letter, one letter different or two swapped
  (two such slips from nine letters on), and neither word is the other with un-, in-, dis- … before it, nor with -ful
  and -less, -er and -ee after it;
- and all in all nine letters in ten are the same (`ALIKE`).

Capitals, punctuation, spaces, hyphens, "don't" for "do not" and "2" for "two" make no difference. A false alarm costs
an editor one sentence; a change of meaning that nobody saw would cost the truth of the figures: so short words count as
changed, and a pair like "like" and "bike" never passes for a slip.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

ALIKE = 90.0
"""Per cent of letters that have to be the same, by rapidfuzz's ratio."""

SHORTEST_SLIP = 6
TWO_SLIPS = 9
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBER = {word: str(value) for value, word in enumerate(_NUMBERS.split())}
_SENSE_WORDS = (
    # no and not, also in Welsh and Arabic
    "not no none nor neither never nobody nothing nowhere without hardly barely unless except lack "
    "nid dim ddim byth heb neb ni na لا ليس ليست لم لن بدون غير أبدا "
    # how many, how much
    "half double once twice both all any some few several many much most more less least fewer every each only enough "
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million first second third last next "
    # how often, how long, when
    "always usually often sometimes rarely seldom ever hour hours day days night nights week weeks month months year "
    "years today yesterday tomorrow daily weekly monthly yearly before after during since until now past future "
    "recently currently "
    # which way
    "and or but if better worse higher lower above below over under inside outside increase decrease agree disagree "
    # who
    "i you we they he she your my our their his her child children adult adults"
)
_SENSE = frozenset(_SENSE_WORDS.split())
_FILLERS = frozenset(("a", "an", "the", "please", "that", "of", "so", "just", "then", "well", "very"))
_BEFORE = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "under", "over")
_OPPOSITE_ENDS = (("ful", "less"), ("er", "ee"), ("or", "ee"), ("ed", "ing"))
_NOT = re.compile(r"\b(ca|wo)n't\b|n't\b|\bcannot\b")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@lru_cache(maxsize=4096)
def say_the_same(before: str, after: str) -> bool:
    """Whether `after` says what `before` says, by the rule at the top of this module."""
    old, new = _words(before), _words(after)
    if old == new:
        return True
    if _sense(old) != _sense(new):
        return False
    if "".join(old) == "".join(new):
        return True
    if fuzz.ratio(" ".join(old), " ".join(new)) < ALIKE:
        return False
    return all(_slips(gone, come) for gone, come in _pairs(old, new))


def carries_sense(words: str) -> bool:
    """Whether `words` hold a negation, a number or another word that carries the sense on its own."""
    return bool(_sense(_words(words)))


def _words(text: str) -> tuple[str, ...]:
    folded = text.casefold().replace("’", "'")
    apart = _NOT.sub(lambda found: {"c": "can not", "w": "will not"}.get((found[1] or found[0])[0], " not"), folded)
    return tuple(_NUMBER.get(word, word) for word in _WORD.findall(apart.replace("'", "")))


def _sense(words: tuple[str, ...]) -> Counter[str]:
    return Counter(word for word in words if word in _SENSE or any(letter.isdigit() for letter in word))


def _pairs(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _slips(gone: tuple[str, ...], come: tuple[str, ...]) -> bool:
    gone = tuple(word for word in gone if word not in _FILLERS)
    come = tuple(word for word in come if word not in _FILLERS)
    if "".join(gone) == "".join(come):
        return True
    return len(gone) == len(come) and all(_is_slip(one, other) for one, other in zip(gone, come, strict=True))


def _is_slip(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_SLIP or one[0] != other[0] or one in _SENSE or other in _SENSE:
        return False
    if any(one == front + other or other == front + one for front in _BEFORE):
        return False
    for ends in (*_OPPOSITE_ENDS, *(pair[::-1] for pair in _OPPOSITE_ENDS)):
        if one.endswith(ends[0]) and other.endswith(ends[1]):
            return False
    return OSA.distance(one, other) <= (2 if shorter >= TWO_SLIPS else 1)
