"""Telling people: in the site and by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from core.people.models import User


class NotificationsConfig(AppConfig):
    """This package as a Django app."""

    name = "core.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Let people watch their own list, get a copy of it and have it deleted; have e-mail sent when due."""
        from core.due.registry import register  # noqa: PLC0415
        from core.live.groups import register_group  # noqa: PLC0415
        from core.notifications import actions, once, outbox  # noqa: PLC0415 - they need the models
        from core.people import copies, erasure  # noqa: PLC0415

        register_group("person", lambda user, number: user.pk == number)
        copies.register("notifications", _copy)
        erasure.register("notifications", _erase)
        register("notifications.send", 10, outbox.send_due)
        register("notifications.teams", 60, once.mail_teams)
        register("notifications.prune", 6 * 3600, actions.prune)


def _copy(user: User) -> list[dict[str, Any]]:
    from core.notifications.queries import visible_to  # noqa: PLC0415

    return [
        {"at": one.at.isoformat(), "what": one.wording, "where": one.url, "read": one.read_at is not None}
        for one in visible_to(user)
    ]


def _erase(user: User) -> None:
    from core.notifications.models import Notification, OutboxMessage, Wanted  # noqa: PLC0415

    for model in (Notification, OutboxMessage, Wanted):
        model.objects.filter(user=user).delete()
