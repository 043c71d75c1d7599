"""Rules that find personal data and risk phrases in text."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ScreeningConfig(AppConfig):
    """This package as a Django app."""

    name = "core.screening"
    label = "screening"

    def ready(self) -> None:
        from core.screening.load import load_built_in  # noqa: PLC0415 - it needs the models
        from core.screening.models import ScreeningRule  # noqa: PLC0415

        def load(using: str, **_kwargs: Any) -> None:
            if ScreeningRule._meta.db_table in connections[using].introspection.table_names():
                load_built_in(using)

        post_migrate.connect(load, sender=self, weak=False, dispatch_uid="screening.rules")
