"""Bank holidays of the four nations, substitutes included."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays


def is_bank_holiday(day: date, nation: str) -> bool:
    """Whether `day` is a bank holiday in `nation` (ENG, WLS, SCT or NIR). Raises NotImplementedError for another."""
    return day in _of_year(nation, day.year)


@lru_cache(maxsize=64)
def _of_year(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))
