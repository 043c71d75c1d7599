"""`manage.py restore FILE`: everything back, from one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.pages.cache import raise_version
from home.archive.cached import forget_cached
from home.archive.files import restore


class Command(BaseCommand):
    help = "Fill this site from a backup. Stop the site first. People sign in again afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="put it in the place of everything here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database, restore, make the search index again, and say what came in."""
        if not MigrationRecorder(connection).has_table():
            call_command("migrate", verbosity=0, interactive=False)
        rows, files = restore(options["file"], replace=options["replace"])
        forget_cached()
        raise_version()
        call_command("update_index", verbosity=0)
        self.stdout.write(f"{rows} rows and {files} uploads are back.")
