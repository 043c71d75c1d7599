"""What pictures and files need when the site starts."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from core import due
from core.audit import registry
from core.pages.media.actions import settle_all

ACTIONS = {
    "picture.taken_down": gettext_noop("Took a picture off every page: nobody's consent for it holds"),
    "picture.put_back": gettext_noop("Put a picture back on its pages"),
}


def ready() -> None:
    """Let the audit know what happens to pictures, and the worker look after it; close the one door for pictures that
    does not clean them."""
    from wagtail.admin.views.account import AvatarSettingsPanel  # noqa: PLC0415 - it needs every app

    # Nobody has a picture of themselves here (DESIGN: no avatars); Wagtail has no setting for it.
    setattr(AvatarSettingsPanel, "is_active", lambda _panel: False)  # noqa: B010 - a method of Wagtail's
    for code, words in ACTIONS.items():
        registry.register(code, words)
    due.register("pages.consents", 3600, settle_all)
