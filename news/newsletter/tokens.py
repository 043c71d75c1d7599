"""Signed links. They hold the subscriber's random uuid and never an address."""

from __future__ import annotations

import re
import uuid

from django.core.signing import BadSignature, Signer, TimestampSigner

from news.newsletter.models import Subscriber

CONFIRM_DAYS = 7
PREFERENCES_DAYS = 180
SAMPLE = uuid.UUID(int=0)
_DAY = 24 * 3600
_HEX = re.compile(r"[0-9a-f]{32}", re.ASCII)


def _signer(use: str) -> Signer:
    return Signer(salt=f"newsletter.{use}", sep="~")


def _timed(use: str) -> TimestampSigner:
    return TimestampSigner(salt=f"newsletter.{use}", sep="~")


def for_leaving(person: uuid.UUID) -> str:
    """A link for leaving; it holds for ever."""
    return _signer("leave").sign(person.hex)


def for_preferences(person: uuid.UUID) -> str:
    """A link to the preferences; it holds for 180 days."""
    return _timed("preferences").sign(person.hex)


def for_confirming(subscriber: Subscriber) -> str:
    """A link to confirm this asking, for 7 days. Leaving ends it at once."""
    return _timed("confirm").sign(f"{subscriber.uuid.hex}.{subscriber.ask}")


def leaver(token: str) -> Subscriber | None:
    """Whose link for leaving `token` is; None for a false one or somebody who was deleted. One query at most."""
    try:
        return _found(_signer("leave").unsign(token))
    except BadSignature:
        return None


def chooser(token: str) -> Subscriber | None:
    """Whose link to the preferences `token` is; None for a false or old one. One query at most."""
    try:
        return _found(_timed("preferences").unsign(token, max_age=PREFERENCES_DAYS * _DAY))
    except BadSignature:
        return None


def confirmer(token: str) -> tuple[Subscriber, int] | None:
    """Who confirms with `token`, and which asking; None for a false or old one. One query at most."""
    try:
        person, _dot, ask = _timed("confirm").unsign(token, max_age=CONFIRM_DAYS * _DAY).partition(".")
    except BadSignature:
        return None
    found = _found(person)
    return (found, int(ask)) if found else None


def _found(person: str) -> Subscriber | None:
    if not _HEX.fullmatch(person):
        return None
    return Subscriber.objects.filter(uuid=uuid.UUID(person)).first()
