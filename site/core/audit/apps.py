"""The append-only record of what staff and the system did."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """This package as a Django app."""

    name = "core.audit"
    label = "audit"

    def ready(self) -> None:
        """Guard every guarded table after each migration, and have entries sealed within five seconds."""
        from core.audit import checks, sealing, triggers  # noqa: F401, PLC0415 - they need the models
        from core.audit.models import AuditEntry, AuditSeal  # noqa: PLC0415
        from core.due.registry import register  # noqa: PLC0415

        register("audit.seal", 3, sealing.seal)
        for model in (AuditEntry, AuditSeal):
            triggers.refuse_changes(model, "the audit is append-only")

        def put_back(using: str, **_kwargs: Any) -> None:
            triggers.install(using)

        def take_away(using: str, **_kwargs: Any) -> None:
            triggers.take_away_conditions(using)

        pre_migrate.connect(take_away, sender=self, weak=False, dispatch_uid="audit.conditions")
        post_migrate.connect(put_back, sender=self, weak=False, dispatch_uid="audit.triggers")
