"""The telephone lines of the strip and the footer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# Real national lines, last checked on 22 November 2026; used until a partnership names its own.
NATIONAL: list[dict[str, Any]] = [
    {"label": _("Police, when it can wait"), "display": "101", "href": "tel:101", "where": ["footer"]},
    {
        "label": _("Childline, under 19s"),
        "short": _("Childline"),
        "display": "0800 1111",
        "href": "tel:08001111",
        "where": ["strip", "footer"],
    },
    {"label": _("Samaritans, any age"), "display": "116 123", "href": "tel:116123", "where": ["footer"]},
    {"label": _("Text the word SHOUT to"), "display": "85258", "href": "sms:85258?body=SHOUT", "where": ["footer"]},
    {"label": _("Victim Support"), "display": "08 08 16 89 111", "href": "tel:08081689111", "where": ["footer"]},
    {"label": _("Crimestoppers"), "display": "0800 555 111", "href": "tel:0800555111", "where": ["footer"]},
]


WAYS = ("tel:", "sms:", "https://")


def shown(lines: list[dict[str, Any]], place: str) -> list[dict[str, Any]]:
    """Those of `lines` (the national ones when empty) that belong in `place`: `strip` or `footer`.

    999 is not among them: every page says it in any case. Nor is a line that one can neither call, text nor open.
    """
    return [
        line
        for line in lines or NATIONAL
        if place in line.get("where", ()) and str(line.get("href")).startswith(WAYS) and line["href"] != "tel:999"
    ]
