"""Services that help people, and how to find them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Staff only: what changes there changes no public page.
NOT_SHOWN = frozenset({"HelpSettings", "UrgentChange", "LinkCheck", "ServiceReport"})


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, the keys by which answers of the API differ, what search
        knows, what staff are told, and what is due by itself."""
        from core import due  # noqa: PLC0415 - models are loaded by now
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from support import links, models, places, reviewing, searching, words  # noqa: PLC0415
        from support.oruk import answers, questions  # noqa: PLC0415

        own_query_keys(answers.STUB, questions.KEPT_KEYS, questions.PRIVATE_KEYS)
        watch(*(getattr(models, name) for name in models.__all__ if name not in NOT_SHOWN))
        notifications.register("service.report", _("A reader says that something is wrong with a service"))
        words.register()
        searching.follow()
        due.register("support.places", 30, places.find_places)
        due.register("support.reviews", 3600, reviewing.run_clock)
        due.register("support.links", 300, links.enqueue_check)
