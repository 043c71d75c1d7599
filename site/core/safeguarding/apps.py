"""Concerns about someone's safety, and signposting to help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from core.people.models import User

_AUDITED = {
    "concern.raised": "Raised a safeguarding concern",
    "concern.read": "Read a safeguarding concern",
    "concern.acknowledged": "Took on a safeguarding concern",
    "concern.noted": "Added a note to a safeguarding concern",
    "concern.closed": "Closed a safeguarding concern",
}


class SafeguardingConfig(AppConfig):
    """This package as a Django app."""

    name = "core.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Make its actions known to the audit, its news to notifications, its list to sockets."""
        from core.audit import registry as audit  # noqa: PLC0415
        from core.live.groups import register_group  # noqa: PLC0415
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.people import copies, erasure  # noqa: PLC0415 - they need the models
        from core.safeguarding import rules  # noqa: PLC0415

        for code, wording in _AUDITED.items():
            audit.register(code, wording)
        notifications.register("concern.raised", _("There is a new safeguarding concern"), urgent=True)
        register_group("concerns", lambda user, number: number == 0 and rules.can_use(user))
        copies.register("concerns", _copy)
        erasure.register("concerns", _let_go)


def _copy(user: User) -> list[dict[str, Any]]:
    """What they told us themselves; not what leads wrote, which can put others at risk."""
    return [{"at": one.raised_at.isoformat(), "words": one.words} for one in user.concerns_raised.all()]


def _let_go(user: User) -> None:
    user.concerns_raised.update(raised_by=None)
