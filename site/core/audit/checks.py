"""A system check: the audit's triggers are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from core.audit import triggers


@register(Tags.database)
def audit_is_guarded(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn of each missing trigger. No error: `migrate`, which puts them back, would refuse to run."""
    return [
        Warning(
            f"The audit can be changed: the trigger {name} is missing.",
            hint="Run manage.py migrate; it puts the audit's triggers back.",
            id="audit.W001",
        )
        for using in databases or ()
        for name in triggers.missing(using)
    ]
