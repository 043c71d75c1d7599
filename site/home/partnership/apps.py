"""The partnership itself: governance, partners, projects, people, funding and press."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop

DAY = 24 * 3600


class PartnershipConfig(AppConfig):
    """The partnership itself: governance, partners, projects, people, funding and press."""

    name = "home.partnership"
    label = "partnership"

    def ready(self) -> None:
        """Name what public pages show besides pages, the letter about messages, and what is due by itself."""
        from core import due  # noqa: PLC0415 - models load after apps
        from core.notifications.once import register_letter  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from home.partnership.actions import forget_old_messages  # noqa: PLC0415
        from home.partnership.models import PartnerOrganisation, ProjectConsultation  # noqa: PLC0415

        watch(PartnerOrganisation, ProjectConsultation)
        register_letter(
            "contact",
            gettext_noop("A message is waiting"),
            gettext_noop("Somebody wrote to the partnership. Please read it in the CMS: %(link)s"),
        )
        due.register("partnership.messages", DAY, forget_old_messages)
