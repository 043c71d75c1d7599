"""Services that help people, and how to find them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# For staff only: what changes there changes no public page.
NOT_SHOWN = frozenset({"ServiceReport"})


class SupportConfig(AppConfig):
    """Support and what it needs at start."""

    name = "support"
    label = "support"

    def ready(self) -> None:
        """Name the models whose change makes kept pages old, the keys by which answers of the API differ, and what is due."""
        from core.due import register  # noqa: PLC0415 - models are loaded by now
        from core.notifications import registry as notifications  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from support import models  # noqa: PLC0415
        from support.oruk import answers, questions  # noqa: PLC0415
        from support.places import find_places  # noqa: PLC0415

        own_query_keys(answers.STUB, questions.KEPT_KEYS, questions.PRIVATE_KEYS)
        watch(*(getattr(models, name) for name in models.__all__ if name not in NOT_SHOWN))
        register("support.places", 30, find_places)
        notifications.register("service.report", _("A reader says that something is wrong with a service"))
