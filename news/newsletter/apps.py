"""The newsletter: who gets it, what is in it, and how it is sent once."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

WORDING = {
    "newsletter.agreed": gettext_noop("Agreed to send a newsletter"),
    "newsletter.begun": gettext_noop("A newsletter began to leave"),
    "newsletter.sent": gettext_noop("A newsletter was sent"),
    "newsletter.stopped": gettext_noop("Stopped a newsletter"),
    "newsletter.tried": gettext_noop("Sent a trial of a newsletter to themselves"),
    "newsletter.returned": gettext_noop("A newsletter came back, or was complained about"),
    "newsletter.erased": gettext_noop("Deleted a reader of the newsletter who asked for it"),
    "newsletter.left": gettext_noop("Took a reader off the newsletter who asked for it"),
    "newsletter.copied": gettext_noop("Made a copy of what the newsletter holds about a reader"),
}


class NewsletterConfig(AppConfig):
    """The newsletter: who gets it, what is in it, and how it is sent once."""

    name = "news.newsletter"
    label = "newsletter"

    def ready(self) -> None:
        """Name what the audit and staff are told, what public pages show, and what is due by itself."""
        from core import due  # noqa: PLC0415 - models are loaded by now
        from core.audit import registry as audit  # noqa: PLC0415
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from news.newsletter import actions, anymail_events, letters, sending  # noqa: PLC0415
        from news.newsletter.models import NewsletterSettings  # noqa: PLC0415

        for code, words in WORDING.items():
            audit.register(code, words)
        notifications.register("newsletter.sent", _("The newsletter was sent to %(sent)s people"))
        notifications.register(
            "newsletter.unknown", _("The newsletter was sent to %(sent)s people; of %(unknown)s it is not known")
        )
        notifications.register("newsletter.left_out", _("Pages were left out of the newsletter: %(count)s"))
        notifications.register("newsletter.changed", _("A newsletter was not sent: it changed after it was agreed to"))
        watch(NewsletterSettings)
        due.register("newsletter.letters", 3, letters.answer)
        due.register("newsletter.send", 5, sending.send_due)
        due.register("newsletter.prune", 3600, actions.prune)
        if apps.is_installed("anymail"):
            anymail_events.connect()
