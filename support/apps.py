"""Services that help people, and how to find them."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, the keys by which answers of the API differ, and what the
        audit and the worker must know of imports."""
        from core import due  # noqa: PLC0415
        from core.audit import registry as audit  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415 - models are loaded by now
        from support import models  # noqa: PLC0415
        from support.exchange.actions import forget_old_imports  # noqa: PLC0415
        from support.oruk import answers, questions  # noqa: PLC0415

        audit.register("support.imported", gettext_noop("Took in services from a file or feed, as drafts"))
        due.register("support.imports", 6 * 3600, forget_old_imports)
        own_query_keys(answers.STUB, questions.KEPT_KEYS, questions.PRIVATE_KEYS)
        watch(*(getattr(models, name) for name in models.__all__))
