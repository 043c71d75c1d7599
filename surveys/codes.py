"""Codes that people copy by hand: letters and digits that are hard to mix up, in groups. Pure.

The alphabet is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U; where somebody types one
of them, it is read as what it looks like. Five bits a letter.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LONGEST = 200


def spell(number: int, length: int) -> str:
    """The last `length` letters of `number` (0 or more) in the alphabet, five bits each."""
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def random_code(length: int) -> str:
    """`length` letters that nobody can guess."""
    return spell(secrets.randbits(5 * length), length)


def plain(typed: str) -> str:
    """What was typed, as the code is stored: capitals, nothing between groups, letters read as what they look like.

    Anything else is left out; the result may be of any length, up to `LONGEST`.
    """
    capitals = unicodedata.normalize("NFKC", typed[:LONGEST]).upper().translate(_READ_AS)
    return "".join(letter for letter in capitals if letter in ALPHABET)


def grouped(code: str, size: int = 4) -> str:
    """`code` in groups of `size` with dashes, as people see it."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))
