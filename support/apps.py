"""Services that help people, and how to find them."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, and those that search knows."""
        from core.pages.cache import watch  # noqa: PLC0415 - models are loaded by now
        from support import models, searching  # noqa: PLC0415

        watch(*(getattr(models, name) for name in models.__all__))
        searching.follow()
