"""Services that help people, and how to find them."""

from django.apps import AppConfig

# Staff only: what changes there changes no public page.
NOT_SHOWN = frozenset({"HelpSettings", "UrgentChange", "LinkCheck"})


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, what staff are told, and what is due by itself."""
        from core import due  # noqa: PLC0415 - models are loaded by now
        from core.pages.cache import watch  # noqa: PLC0415
        from support import links, models, reviewing, words  # noqa: PLC0415

        watch(*(getattr(models, name) for name in models.__all__ if name not in NOT_SHOWN))
        words.register()
        due.register("support.reviews", 3600, reviewing.run_clock)
        due.register("support.links", 300, links.enqueue_check)
