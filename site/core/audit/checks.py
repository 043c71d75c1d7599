"""A system check: the triggers of every guarded table are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from core.audit import triggers


@register(Tags.database)
def tables_are_guarded(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn of each missing trigger. No error: `migrate`, which puts them back, would refuse to run."""
    return [
        Warning(
            f"What must not change can be changed in {table}: the trigger {name} is missing.",
            hint="Run manage.py migrate; it puts the triggers back.",
            id="audit.W001",
        )
        for using in databases or ()
        for name, table in triggers.missing(using).items()
    ]
