"""Patterns of hours that the demo's local services keep, and the areas where they are."""

from __future__ import annotations

from typing import Any

KB, MV, OA, TM, BC = ["kestrel-bay"], ["marlow-vale"], ["oakhampton"], ["tarn-moor"], ["brackley-cross"]
ALL = "all"
Hours = dict[str, Any]


def _days(first: int, last: int, opens: str, closes: str) -> Hours:
    return {"day": first, "last_day": last, "opens": opens, "closes": closes}


WEEKDAYS: Hours = {"hours_rules": [_days(0, 4, "09:00", "17:00")], "bank_holidays": "closed"}
EVENINGS: Hours = {"hours_rules": [_days(0, 4, "16:30", "21:30")], "bank_holidays": "unknown"}
SPLIT: Hours = {
    "hours_rules": [_days(0, 4, "09:30", "12:30"), _days(0, 4, "14:00", "17:30"), _days(7, 7, "10:00", "12:00")],
    "bank_holidays": "listed",
}
DAYTIME_AND_EVENING: Hours = {
    "hours_rules": [_days(0, 4, "10:00", "20:00"), _days(5, 6, "12:00", "18:00")],
    "bank_holidays": "closed",
}
LATE_WEEKEND: Hours = {"hours_rules": [_days(4, 5, "21:00", "03:00")], "bank_holidays": "same"}
PAST_MIDNIGHT: Hours = {"hours_rules": [_days(0, 6, "19:00", "01:30")], "bank_holidays": "same"}
ALL_NIGHT: Hours = {"hours_rules": [_days(0, 6, "17:00", "09:00")], "bank_holidays": "same"}
ALWAYS: Hours = {"hours_rules": [{"day": 0, "last_day": 6, "kind": "all_day"}], "bank_holidays": "same"}
ONE_EVENING: Hours = {
    "hours_rules": [_days(3, 3, "18:00", "20:30")],
    "hours_exceptions": [{"first_date": 21, "last_date": 28, "kind": "closed", "words": "A short break"}],
    "bank_holidays": "closed",
}
SATURDAY: Hours = {"hours_rules": [_days(5, 5, "09:30", "13:00")], "bank_holidays": "closed"}
BY_APPOINTMENT: Hours = {
    "hours_rules": [{"day": 0, "last_day": 4, "kind": "appointment", "opens": "09:30", "closes": "18:30"}],
    "bank_holidays": "closed",
}
TERM_TIME: Hours = {
    "hours_rules": [_days(0, 3, "08:30", "16:00"), _days(4, 4, "08:30", "13:00")],
    "hours_exceptions": [
        {"first_date": 30, "last_date": 44, "kind": "closed", "words": "School holidays"},
        {"first_date": 9, "kind": "times", "opens": "12:00", "closes": "18:00", "words": "Open later that day"},
    ],
    "bank_holidays": "closed",
}
