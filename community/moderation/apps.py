"""Flags, cases and decisions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

AUDIT = {
    "case.flagged": "Somebody said that something is wrong",
    "case.decided": "A case was decided",
    "case.taken_over": "A case was taken over from a colleague",
    "case.revealed": "Masked names were shown",
}

TOLD = {
    "case.shown": _("Your post is showing now"),
    "case.returned": _("Please change one thing in your post"),
    "case.removed": _("We could not show your post"),
    "case.escalated": _("We have read your post"),
}


class ModerationConfig(AppConfig):
    """This package as a Django app."""

    name = "community.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Tell the audit which actions the desk has, and notifications what writers are told."""
        from community.moderation.queries import desk_address  # noqa: PLC0415
        from core.audit.registry import register  # noqa: PLC0415 - models are not loaded before this
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.safeguarding.registry import register_place  # noqa: PLC0415

        register_place("post", desk_address)
        for code, words in AUDIT.items():
            register(code, words)
        for kind, wording in TOLD.items():
            notifications.register(kind, wording)
