"""Where a list goes on: a day and an id, as the address holds them. No COUNT, no OFFSET."""

from __future__ import annotations

import datetime
import re

_DAY_AND_ID = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})\Z", re.ASCII)


def day_and_id(text: str) -> tuple[datetime.date, int] | None:
    """The day and the id that `text` (such as 2026-11-22.17) names; None for anything else."""
    match = _DAY_AND_ID.match(text)
    if not match:
        return None
    try:
        return datetime.date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None
