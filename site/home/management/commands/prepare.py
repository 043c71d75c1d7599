"""`manage.py prepare`: the database, static files and (in demo mode) the demonstration made ready, without serving."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.serving.prepare import get_ready


class Command(BaseCommand):
    help = "Get the database, the static files and, in demo mode, the demonstration ready; then end."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say each step and what it took."""
        get_ready(self.stdout)
