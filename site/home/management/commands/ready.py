"""`manage.py ready`: what stops this site going live, in plain sentences."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.readiness import obstacles


class Command(BaseCommand):
    help = "List what stops this site going live; ends with an error where anything does."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each obstacle on a line of its own."""
        found = obstacles()
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            raise CommandError(f"{len(found)} thing{'s' if len(found) > 1 else ''} to do before this site goes live.")
        self.stdout.write("Nothing stops this site going live.")
