"""Words of staff where other programs read them: feeds, linked data, the cards of shared links."""

from __future__ import annotations

import re

# What no XML document may hold, and what turns the direction of all that follows: embeddings, overrides, isolates.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def one_line(text: object) -> str:
    """`text` in one line without control characters, halves of surrogate pairs and marks that turn the direction of
    the words after it. Good in any XML or JSON document, though not escaped for it."""
    return " ".join(_REFUSED.sub("", str(text)).split())
