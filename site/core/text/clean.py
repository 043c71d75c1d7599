"""What may be text at all: the limits and the characters that never belong in what people write."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 10_000

_TAGS = "\U000e0000-\U000e007f"
# The flags of England, Scotland and Wales are spelt with tag characters; those three stay whole.
_FLAG = (
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_TAGS_BUT_FLAGS = re.compile(f"({_FLAG})|[{_TAGS}]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(source: str) -> str:
    """`source` as storable text: NFC, lines ended by `\\n`, no bidi controls, tag characters or control characters.

    Raises ValueError, with words for the person who wrote it, when it is over 10,000 characters or cannot be text
    (NUL, half of a surrogate pair).
    """
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise ValueError(_("This is too long. Please keep it under 10,000 characters."))
    if "\x00" in text or _SURROGATES.search(text):
        raise ValueError(_("This has a character in it that we cannot keep. Please type it again."))
    text = _TAGS_BUT_FLAGS.sub(r"\1", _BIDI.sub("", text))
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
