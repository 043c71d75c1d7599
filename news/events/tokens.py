"""The signed link by which somebody finds their own sign-up, without an account."""

from __future__ import annotations

import uuid

from django.core.signing import BadSignature, Signer

_signer = Signer(salt="news.events.place", sep="~")


def token_for(reference: uuid.UUID) -> str:
    """What the link holds: the random reference of a sign-up, signed."""
    return _signer.sign(reference.hex)


def reference_in(token: str) -> uuid.UUID | None:
    """The reference in `token`, or None where we did not sign it."""
    try:
        return uuid.UUID(hex=_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
