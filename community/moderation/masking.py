"""Names and numbers in what people wrote, masked at the desk until somebody asks to see them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.screening import Hit, scan

KEPT_LETTERS = 2
BETWEEN = "\n\n"


@dataclass(frozen=True)
class Piece:
    """A run of text; `mark` is "" or the kind of hit that it is."""

    text: str
    mark: str


def pieces(words: str, *, masked: bool) -> list[Piece]:
    """`words` as runs, those that screening found marked; with `masked`, personal ones show only how they begin.
    One query."""
    return _pieces(words, scan(words), masked=masked)


def _pieces(words: str, hits: list[Hit], *, masked: bool) -> list[Piece]:
    made: list[Piece] = []
    shown_to = 0
    for hit in hits:
        start = max(hit.start, shown_to)
        if hit.end <= start:
            continue
        if start > shown_to:
            made.append(Piece(words[shown_to:start], ""))
        found = words[start : hit.end]
        made.append(Piece(_masked(found) if masked and hit.kind == "personal" else found, hit.kind))
        shown_to = hit.end
    if shown_to < len(words):
        made.append(Piece(words[shown_to:], ""))
    return made


def excerpts(texts: list[str], length: int = 60) -> list[str]:
    """The beginning of each of `texts` on one line, personal data masked, for a list. One query for all of them."""
    cut = [" ".join(text[: 4 * length].split()) for text in texts]
    hits = scan(BETWEEN.join(cut))
    made, start = [], 0
    for text in cut:
        end = start + len(text)
        here = [
            replace(hit, start=hit.start - start, end=hit.end - start)
            for hit in hits
            if start <= hit.start and hit.end <= end
        ]
        line = "".join(piece.text for piece in _pieces(text, here, masked=True))
        made.append(line if len(line) <= length else line[: length - 1].rstrip() + "…")
        start = end + len(BETWEEN)
    return made


def _masked(found: str) -> str:
    return found[:KEPT_LETTERS] + "***"
