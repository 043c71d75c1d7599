"""Signs after words that staff wrote: what ends in one already never gets another. Pure."""

from __future__ import annotations

SIGNS = ".?!…:;,؟؛،۔。？！"
_CLOSERS = "”’\"')]»\u200e\u200f"


def ends_in_sign(words: str) -> bool:
    """Whether `words` end in a full stop, a question mark or the like, also within quotation marks."""
    return words.rstrip().rstrip(_CLOSERS).endswith(tuple(SIGNS))


def with_sign(words: str, sign: str) -> str:
    """`words`, and `sign` behind them where none is."""
    return words if ends_in_sign(words) else f"{words}{sign}"


def without_stop(words: str) -> str:
    """`words` without a full stop at their end, to stand in a sentence that has its own."""
    return words.rstrip().rstrip(".")
