"""Telephone numbers that cannot be right."""

from __future__ import annotations

import re

import phonenumbers
from django.conf import settings
from phonenumbers import NumberParseException, shortnumberinfo

from support.enums import Channel

DIALLED = frozenset({Channel.CALL, Channel.TEXT, Channel.RELAY})
# Ofcom keeps these for drama; the made-up services of a demonstration use them.
MADE_UP = re.compile(r"01632960\d{3}")


def is_doubtful(channel: str, number: str) -> bool:
    """Whether nobody can be reached at `number` in the way `channel` (a Channel code): neither a number that is given
    out in the United Kingdom (or abroad, with +), nor a short code such as 999, 116 123 or 85258."""
    if channel not in DIALLED:
        return False
    digits = re.sub(r"[^\d+]", "", number)
    if len(digits) > 10:
        digits = digits.removeprefix("18001")  # Relay UK is dialled in front
    if settings.DEMO and MADE_UP.fullmatch(digits):
        return False
    try:
        parsed = phonenumbers.parse(digits, "GB")
    except NumberParseException:
        return True
    if phonenumbers.is_valid_number(parsed):
        return False
    return not (len(digits) < 8 and shortnumberinfo.is_valid_short_number_for_region(parsed, "GB"))
