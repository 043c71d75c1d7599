"""`manage.py audit verify`: the chain checked. `manage.py audit seal`: unsealed entries sealed now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.audit import sealing, triggers
from core.audit.models import AuditEntry, AuditSeal


class Command(BaseCommand):
    help = "Checks the audit's chain of hashes, or seals what is not sealed yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])

    def handle(self, *_args: Any, what: str, **_options: Any) -> None:
        if what == "seal":
            self.stdout.write(f"Sealed {sealing.seal()} entries.")
            return
        verdict = sealing.verify()
        own = {model._meta.db_table for model in (AuditEntry, AuditSeal)}
        absent = [name for name, table in triggers.missing().items() if table in own]
        problems = [*verdict.problems, *(f"The trigger {name} is missing." for name in absent)]
        if problems:
            raise CommandError("\n".join(["The audit was changed:", *problems]))
        self.stdout.write(
            f"The audit is whole: {verdict.entries} entries, {verdict.seals} seals, {verdict.unsealed} not sealed yet."
        )
        self.stdout.write(f"Newest seal: {sealing.head() or 'none'}. Keep it elsewhere to notice a cut-off end.")
