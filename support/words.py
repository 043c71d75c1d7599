"""What the audit and people's lists say about help."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.audit import registry as audit
from core.notifications import registry as notifications

AUDIT = {
    "support.hidden": gettext_noop("Hid a service that nobody had checked"),
    "support.corrected": gettext_noop("Corrected a service at once"),
    "support.taken_down": gettext_noop("Took help down at once"),
    "support.checked": gettext_noop("Noted that a service was checked"),
    "support.looked_at": gettext_noop("Looked at an urgent change"),
}
TOLD = {
    "support.review_soon": _("%(name)s is due for a check within 14 days."),
    "support.review_due": _("%(name)s is due for a check."),
    "support.review_stale": _("%(name)s was not checked for 30 days after its date. It is no longer shown as open."),
    "support.review_hiding": _("%(name)s will be hidden in 14 days, unless somebody checks it."),
    "support.review_hidden": _("%(name)s is hidden, because nobody checked it."),
    "support.review_alone": _("%(name)s should be hidden, but nobody else near helps with the same. It stays."),
    "support.urgent": _("%(name)s was changed at once. Please look at the change."),
}


def register() -> None:
    """Let the audit and notifications know these codes."""
    for code, done in AUDIT.items():
        audit.register(code, done)
    for kind, told in TOLD.items():
        notifications.register(kind, told)
