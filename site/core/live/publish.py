"""Telling browsers, after the database agreed."""

from __future__ import annotations

from django.db import transaction

from core.live import wire
from core.live.updates import Update


def publish(group: str, update: Update) -> None:
    """Send `update` to every socket that watches `group`, once the caller's transaction has committed.

    Nothing leaves when the transaction rolls back. Nothing is raised when the live service does not answer.
    """
    transaction.on_commit(lambda: wire.send({"group": group, **update.as_message()}), robust=True)


def revoke(user_id: int) -> None:
    """Close every socket of the person `user_id`, once the caller's transaction has committed.

    To be called whenever someone loses rights: signed out elsewhere, a role taken away, an account closed. Their
    browser connects again and gets what it may see now.
    """
    transaction.on_commit(lambda: wire.send({"revoke": user_id}), robust=True)
