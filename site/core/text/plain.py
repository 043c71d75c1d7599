"""Words of staff where other programs read them: feeds, linked data, the cards of shared links."""

from __future__ import annotations

import re

# What no XML document may hold, and what turns the direction of all that follows: embeddings, overrides, isolates.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def one_line(text: object) -> str:
    """`text` in one line without control characters, halves of surrogate pairs and marks that turn the direction of
    the words after it. Good in any XML or JSON document, though not escaped for it."""
    return " ".join(_REFUSED.sub("", str(text)).split())


_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks that are drawn as nothing, though Unicode calls them printable."""


def is_seen(text: str) -> bool:
    """Whether `text` has anything that people can see: more than spaces and marks without a shape."""
    return any(one.isprintable() and not one.isspace() and one not in _BLANK for one in text)
