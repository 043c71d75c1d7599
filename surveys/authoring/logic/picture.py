"""Who is asked what, as a picture: boxes from top to bottom and arrows that only ever lead down. Pure.

Lengths are in units of the picture, which is `WIDTH` wide; a unit is a pixel unless the screen is narrower.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from surveys.definition import Definition, Question, Section
from surveys.expressions import RuleError, condition, names_in

WIDTH = 352
LINE, SMALL = 17, 15
GAP = 16
LANE = 10
MOST_LANES = 8
COLOURS = 4
LETTER, SMALL_LETTER = 6.9, 6.0
"""About how wide a letter is, in the label and in the condition."""


@dataclass(frozen=True)
class Line:
    """One line of words."""

    words: str
    y: int
    is_condition: bool


@dataclass
class Box:
    """A question or the head of a section. `number`: of a question that asks; 0 else."""

    qid: str
    number: int
    is_section: bool
    is_conditional: bool
    x: int = 0
    y: int = 0
    height: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How wide it is."""
        return WIDTH - self.x - 1

    @property
    def middle(self) -> int:
        """Where arrows come and go."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Arrow:
    """From the answer that decides to what it decides on. `colour`: one of `COLOURS`."""

    path: str
    head: str
    colour: int


@dataclass(frozen=True)
class Picture:
    """Everything that the template draws. `steps`: short arrows from each box to the next."""

    boxes: list[Box]
    arrows: list[Arrow]
    steps: list[Arrow]
    height: int
    width: int = WIDTH


def picture_of(definition: Definition) -> Picture:
    """The picture of a survey. Rules that cannot be read give no arrow."""
    parts = list(_parts(definition))
    wires = _wires(definition, parts)
    lanes = _lanes(wires)
    left = 14 + LANE * (max(lanes.values(), default=-1) + 1)
    boxes, y, number = [], 4, 0
    for part in parts:
        asks = isinstance(part, Question) and part.asks
        number += asks
        box = _box(definition, part, number if asks else 0, left, y)
        boxes.append(box)
        y = box.y + box.height + GAP
    arrows = [
        _arrow(boxes[source], boxes[target], 4 + LANE * (lanes[source]), lanes[source] % COLOURS)
        for source, targets in wires.items()
        for target in targets
    ]
    steps = [_step(upper, lower) for upper, lower in pairwise(boxes)]
    return Picture(boxes, arrows, steps, y)


def _parts(definition: Definition) -> Iterator[Question | Section]:
    """Heads of sections and questions, in order. A section with neither title nor rule has no head."""
    begun = set()
    for question in definition.questions:
        section = definition.section.get(question.section)
        if section and section.sid not in begun and (section.title or section.when):
            yield section
        begun.add(question.section)
        yield question


def _wires(definition: Definition, parts: list[Question | Section]) -> dict[int, list[int]]:
    """The places that each place decides on."""
    places = {part.name: place for place, part in enumerate(parts) if isinstance(part, Question)}
    wires: dict[int, list[int]] = {}
    for target, part in enumerate(parts):
        try:
            names = names_in(part.when)
        except RuleError:
            continue
        for name in names:
            source = places.get(name, target)
            if source < target:
                wires.setdefault(source, []).append(target)
    return wires


def _lanes(wires: dict[int, list[int]]) -> dict[int, int]:
    """A lane for each source, the first that is free all the way down to its last target."""
    ends: list[int] = []
    lanes = {}
    for source in sorted(wires):
        free = next((lane for lane, end in enumerate(ends) if end < source), len(ends))
        if free == MOST_LANES:
            free = source % MOST_LANES
        if free == len(ends):
            ends.append(0)
        ends[free] = max(ends[free], wires[source][-1])
        lanes[source] = free
    # The first lane is the one next to the boxes.
    return {source: len(ends) - 1 - lane for source, lane in lanes.items()}


def _box(definition: Definition, part: Question | Section, number: int, x: int, y: int) -> Box:
    identity, title = (part.sid, part.title) if isinstance(part, Section) else (part.qid, part.label)
    box = Box(identity, number, isinstance(part, Section), bool(part.when.strip()), x, y)
    room = box.width - 20
    said = condition(part.when, definition)
    conditions = wrap(f"↳ {said}", int(room / SMALL_LETTER)) if said else []
    title = title or "…"
    labels = wrap(f"{number}. {title}" if number else title, int(room / LETTER))
    at = y + 6
    for words in conditions:
        at += SMALL
        box.lines.append(Line(words, at - 3, True))
    for words in labels:
        at += LINE
        box.lines.append(Line(words, at - 3, False))
    box.height = at + 8 - y
    return box


def _arrow(source: Box, target: Box, lane: int, colour: int) -> Arrow:
    x, y = target.x, target.middle
    path = f"M{source.x} {source.middle + 5}H{lane}V{y}H{x - 5}"
    return Arrow(path, f"{x},{y} {x - 7},{y - 4} {x - 7},{y + 4}", colour)


def _step(upper: Box, lower: Box) -> Arrow:
    x, y = upper.x + 26, lower.y
    return Arrow(f"M{x} {upper.y + upper.height}V{y - 5}", f"{x},{y} {x - 4},{y - 7} {x + 4},{y - 7}", 0)
