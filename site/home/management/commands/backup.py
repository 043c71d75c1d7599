"""`manage.py backup FILE`: everything out, into one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.archive.files import back_up


class Command(BaseCommand):
    help = "Write the whole site (rows and uploads) to one file. It holds personal data: keep it as safe as the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write, such as sayso-monday.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say what went in."""
        rows, files = back_up(options["file"])
        self.stdout.write(f"{options['file']}: {rows} rows and {files} uploads.")
