"""What people and the audit are told about publishing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.audit import registry as audit
from core.notifications import registry as notifications

TOLD = {
    "page.held_back": _("The page “%(name)s” did not go up at its time: the publishing checks found something."),
    "page.urgent": _("The page “%(name)s” was changed at once, without approval. Please look at it."),
    "page.urgent_late": _("The page “%(name)s” was changed at once, and nobody has looked at it yet."),
}
AUDITED = {
    "page.corrected": gettext_noop("Corrected a page at once"),
    "page.taken_down": gettext_noop("Took a page down at once"),
    "page.confirmed": gettext_noop("Confirmed what was changed at once"),
    "page.put_back": gettext_noop("Put a page back as it was before a change at once"),
    "page.link_made": gettext_noop("Made a link to read a page before it is public"),
    "page.link_ended": gettext_noop("Ended a link to read a page before it is public"),
}


def register() -> None:
    """Let these be told and recorded."""
    for code, told in TOLD.items():
        notifications.register(code, told, urgent=code == "page.held_back")
    for code, wording in AUDITED.items():
        audit.register(code, wording)
