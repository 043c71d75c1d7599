"""What mail services report by webhook, where django-anymail (the extra `anymail`) is installed and switched on."""

from __future__ import annotations

from typing import Any

from news.newsletter import returned
from news.newsletter.enums import Bounce


def connect() -> None:
    """Listen to its signal. Call it only where `anymail` is among INSTALLED_APPS."""
    from anymail.signals import tracking  # noqa: PLC0415 - an extra

    tracking.connect(heard, dispatch_uid="newsletter.returned")


def heard(event: Any, **_signal: Any) -> None:
    """One event: bounced, complained or unsubscribed, about the copy named in its metadata. Others are passed over."""
    key = str((getattr(event, "metadata", None) or {}).get("copy", ""))[:40]
    kind = kind_of(str(getattr(event, "event_type", "")), str(getattr(event, "reject_reason", "") or ""))
    if key and kind != Bounce.NONE:
        returned.note(key, kind)


def kind_of(event_type: str, reason: str) -> Bounce:
    """What an event of anymail means. `bounced` for another reason than `bounced` or `invalid` is no hard bounce."""
    if event_type == "complained":
        return Bounce.COMPLAINT
    if event_type == "unsubscribed":
        return Bounce.LEAVE
    if event_type in ("bounced", "rejected"):
        return Bounce.HARD if event_type == "bounced" and reason in ("bounced", "invalid") else Bounce.SOFT
    return Bounce.NONE
