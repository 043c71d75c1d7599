"""How many sent their answers in a session. It knows nothing of the answers."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import F

from surveys.models import GroupSession


def count_started(session_id: int) -> None:
    """One more person, or group, has begun. One query."""
    GroupSession.objects.filter(pk=session_id).update(started=F("started") + 1)


def count_sent(session_id: int | None) -> None:
    """One more has sent: counted after the transaction that stores the answers, so that no row of it says which.

    None: these answers belong to no session, and nothing happens. Called in the transaction that sends.
    """
    if session_id is not None:
        transaction.on_commit(partial(_count_sent, session_id))


def _count_sent(session_id: int) -> None:
    GroupSession.objects.filter(pk=session_id).update(sent=F("sent") + 1)
