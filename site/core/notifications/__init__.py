"""Telling people: a line in their own list, and where they want it an e-mail that says next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.people.models import User


def notify(user: User, kind: str, *, url: str, facts: dict[str, str | int] | None = None) -> None:
    """Tell `user` something, in the caller's transaction.

    `kind`: a code of core.notifications.registry. `url`: a path of this site that shows it. `facts`: what the wording
    of the kind needs: numbers and our own words, never what people wrote. Writes a Notification and, where the person
    wants e-mail, one waiting OutboxMessage that gathers everything until it is sent. A live update leaves after
    commit. Raises KeyError for an unregistered kind, ValueError for a url that is not a path of ours.
    """
    from core.notifications import actions  # noqa: PLC0415 - Django imports this package before models may be

    actions.notify(user, kind, url=url, facts=facts or {})


__all__ = ["notify"]
