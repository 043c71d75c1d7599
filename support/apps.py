"""Services that help people, and how to find them."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, and the keys by which answers of the API differ."""
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415 - models are loaded by now
        from support import models  # noqa: PLC0415
        from support.oruk import answers, questions  # noqa: PLC0415

        own_query_keys(answers.STUB, questions.KEPT_KEYS, questions.PRIVATE_KEYS)
        watch(*(getattr(models, name) for name in models.__all__))
