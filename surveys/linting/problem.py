"""One thing to mend, or to think about, before a consultation opens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How much it matters."""

    ERROR = "error"
    """It stops publishing."""
    ADVICE = "advice"
    """It stops nothing: the editor knows better."""


@dataclass(frozen=True)
class Problem:
    """`qid`: the id of the question or section it is about; empty for the whole. `words`: a plain sentence or two."""

    kind: Kind
    qid: str
    words: str

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.kind == Kind.ERROR


def advice(qid: str, words: str) -> Problem:
    """Something to think about."""
    return Problem(Kind.ADVICE, qid, words)


def error(qid: str, words: str) -> Problem:
    """Something that stops publishing."""
    return Problem(Kind.ERROR, qid, words)
