"""`manage.py restore FILE`: everything back, from one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from core.pages.cache import raise_version
from home.archive.files import restore


class Command(BaseCommand):
    help = "Fill this site from a backup. Stop the site first. People sign in again afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="put it in the place of everything here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, make the search index again, and say what came in."""
        rows, files = restore(options["file"], replace=options["replace"])
        cache.clear()
        raise_version()
        call_command("update_index", verbosity=0)
        self.stdout.write(f"{rows} rows and {files} uploads are back.")
