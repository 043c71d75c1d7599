"""The chart of groups: who reports to whom, as a picture and as the rows of a table, from the same data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from core.pages.addresses import path_of
from core.pages.cache import keep_while_shown
from core.pages.frame import timed_value
from core.pages.queries import shown
from home.partnership.models import GovernanceGroupPage

WIDTH = 360
STEP = 28  # how far a group stands in under the one it reports to
DEEPEST = 5  # groups further down stand no further in
LINE = 18
PADDING = 12
GAP = 14
LETTER = 8.2  # pixels that a letter of 14 px takes, on the safe side


@dataclass(frozen=True)
class Row:
    """One group in the order of the chart: how deep it stands and to which group (of the chart) it reports."""

    page_id: int
    title: str
    url: str
    chair: str
    depth: int
    reports_to: str


@dataclass(frozen=True)
class Box:
    """One box of the picture, in its pixels: its place and size, its lines of words (text, y), the line to its
    parent, and whether it is the group being read."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    lines: list[tuple[str, int]]
    path: str
    is_current: bool


@dataclass(frozen=True)
class Chart:
    """Rows for the table, boxes for the picture."""

    rows: list[Row]
    boxes: list[Box]
    width: int
    height: int


def chart(request: HttpRequest, current: int | None = None) -> Chart | None:
    """The chart of every public group, or None while there are fewer than two. `current` is the id of the group being
    read. No query when warm, else one."""
    groups = timed_value("partnership.groups", _groups, timezone.now(), key=get_language())
    keep_while_shown(request, groups)
    rows = arranged(groups)
    return drawn(rows, {row.page_id: group.reports_to_id for row, group in _paired(rows, groups)}, current)


def _groups(_now: datetime) -> tuple[list[GovernanceGroupPage], datetime | None]:
    """Every public group, and when the first of them ends."""
    pages = shown(GovernanceGroupPage).order_by("path")
    groups = list(pages.only("title", "chair", "reports_to_id", "expire_at"))
    return groups, min((group.expire_at for group in groups if group.expire_at), default=None)


def _paired(rows: Iterable[Row], groups: Iterable[GovernanceGroupPage]) -> Iterable[tuple[Row, GovernanceGroupPage]]:
    by_id = {group.pk: group for group in groups}
    return ((row, by_id[row.page_id]) for row in rows)


def arranged(groups: list[GovernanceGroupPage]) -> list[Row]:
    """Every one of `groups` once, each after the group it reports to. A group whose superior is not public, or that
    is part of a ring (two editors at once can make one), stands at the top."""
    known = {group.pk: group for group in groups}
    below: dict[int | None, list[GovernanceGroupPage]] = {}
    for group in groups:
        superior = group.reports_to_id if group.reports_to_id in known and group.reports_to_id != group.pk else None
        below.setdefault(superior, []).append(group)
    rows: list[Row] = []
    seen: set[int] = set()

    def place(group: GovernanceGroupPage, depth: int, superior: str) -> None:
        waiting = [(group, depth, superior)]
        while waiting:
            one, deep, over = waiting.pop()
            if one.pk in seen:
                continue
            seen.add(one.pk)
            rows.append(Row(one.pk, one.title, path_of(one.pk) or "", one.chair, deep, over))
            waiting += [(each, deep + 1, one.title) for each in reversed(below.get(one.pk, []))]

    for top in below.get(None, []):
        place(top, 0, "")
    for left in groups:  # rings
        place(left, 0, "")
    return rows


def drawn(rows: list[Row], superiors: Mapping[int, int | None], current: int | None) -> Chart | None:
    """`rows` as a picture: a column of boxes, each further in than the one it reports to."""
    if len(rows) < 2:
        return None
    boxes: list[Box] = []
    placed: dict[int, tuple[int, int]] = {}
    is_mirrored, y = get_language_bidi(), 2
    for row in rows:
        inset = min(row.depth, DEEPEST) * STEP
        width = WIDTH - inset - 4
        words = textwrap.wrap(row.title, max(8, int((width - 2 * PADDING) / LETTER))) or [" "]
        height = len(words) * LINE + 2 * PADDING
        x = 2 if is_mirrored else inset + 2
        lines = [(line, y + PADDING + LINE * number + 14) for number, line in enumerate(words)]
        superior = placed.get(superiors.get(row.page_id) or 0) if row.depth else None
        path = _elbow(superior, inset, y + height // 2, is_mirrored=is_mirrored) if superior else ""
        middle = x + width // 2
        boxes.append(Box(x, y, width, height, middle, lines, path, row.page_id == current))
        placed[row.page_id] = (inset, y + height)
        y += height + GAP
    return Chart(rows, boxes, WIDTH, y - GAP + 2)


def _elbow(superior: tuple[int, int], inset: int, y: int, *, is_mirrored: bool) -> str:
    """The line from under the superior's box to the side of this one."""
    from_inset, bottom = superior
    x, end = from_inset + STEP // 2, inset + 2
    if is_mirrored:
        x, end = WIDTH - x, WIDTH - end
    return f"M{x} {bottom}V{y}H{end}"
