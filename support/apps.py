"""Services that help people, and how to find them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# Staff only: what changes there changes no public page.
NOT_SHOWN = frozenset({"HelpSettings", "UrgentChange", "LinkCheck", "ServiceReport"})


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, the keys by which answers of the API differ, what search
        knows, what staff and the audit are told, and what is due by itself."""
        from core import due  # noqa: PLC0415 - models are loaded by now
        from core.audit import registry as audit  # noqa: PLC0415
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from support import links, models, places, reviewing, searching, words  # noqa: PLC0415
        from support.exchange.actions import forget_old_imports  # noqa: PLC0415
        from support.oruk import answers, questions  # noqa: PLC0415

        audit.register("support.imported", gettext_noop("Took in services from a file or feed, as drafts"))
        due.register("support.imports", 6 * 3600, forget_old_imports)
        own_query_keys(answers.STUB, questions.KEPT_KEYS, questions.PRIVATE_KEYS)
        watch(*(getattr(models, name) for name in models.__all__ if name not in NOT_SHOWN))
        notifications.register("service.report", _("A reader says that something is wrong with a service"))
        words.register()
        searching.follow()
        due.register("support.places", 30, places.find_places)
        due.register("support.reviews", 3600, reviewing.run_clock)
        due.register("support.links", 300, links.enqueue_check)
