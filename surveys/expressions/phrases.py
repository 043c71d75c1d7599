"""The phrases that skip rules are said in. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""The same comparison with its sides changed over."""


def compares() -> dict[str, str]:
    """How two things are compared, by operator."""
    return {
        "=": _("%(thing)s is %(value)s"),
        "!=": _("%(thing)s is not %(value)s"),
        "<": _("%(thing)s is less than %(value)s"),
        "<=": _("%(thing)s is at most %(value)s"),
        ">": _("%(thing)s is more than %(value)s"),
        ">=": _("%(thing)s is at least %(value)s"),
    }


def on_days() -> dict[str, str]:
    """How two days are compared, by operator."""
    return {
        **compares(),
        "<": _("%(thing)s is before %(value)s"),
        "<=": _("%(thing)s is %(value)s or before"),
        ">": _("%(thing)s is after %(value)s"),
        ">=": _("%(thing)s is %(value)s or after"),
    }


def functions() -> dict[str, Callable[[list[str]], str]]:
    """What functions give, from the words of what stands in their brackets."""
    return {
        "count-selected": lambda args: _("the number of choices in %(thing)s") % {"thing": args[0]},
        "string-length": lambda args: _("the number of letters in %(thing)s") % {"thing": args[0]},
        "number": lambda args: args[0],
        "today": lambda args: _("today"),
        ".": lambda args: _("this answer"),
    }


def reckoned(op: str, args: list[str]) -> str:
    """Two things reckoned into one."""
    if op == "negative":
        return _("minus %(thing)s") % {"thing": args[0]}
    between = {
        "+": _("plus"),
        "-": _("minus"),
        "*": _("times"),
        "div": _("divided by"),
        "mod": _("modulo"),
        "coalesce": _("or, if that is empty,"),
    }[op]
    return f"({args[0]} {between} {args[1]})"


def said_day(words: str) -> str:
    """“9 March 2026” for 2026-03-09; empty where it is no day."""
    found = _DAY.fullmatch(words)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}" if day else ""
