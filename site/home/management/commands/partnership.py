"""manage.py partnership FILE.toml: create a real partnership, or change it without losing its history."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.areas import actions, partnership_file
from core.people import groups


class Command(BaseCommand):
    help = "Create or update the partnership in FILE: names, contacts, brand, areas, and just their postcodes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as deploy/partnerships/brackenshire.toml")

    def handle(self, *args: Any, file: Path, verbosity: int = 1, **options: Any) -> None:
        try:
            plan = partnership_file.read(file)
        except partnership_file.PartnershipFileError as problem:
            raise CommandError(str(problem)) from None
        changes = actions.write_partnership(plan)
        for change in changes:
            if change.field.startswith("area:") and change.before and change.after:
                groups.area_renamed(change.before, change.after)
        loaded = actions.load_postcodes(plan, self._progress if verbosity else lambda done, of: None)
        if verbosity:
            skipped = f"; {loaded.without_area:,} rows of the directory name no area" if loaded.without_area else ""
            self.stdout.write(
                f"{plan.values['name']}: {len(plan.areas)} areas, {loaded.postcodes:,} postcodes "
                f"({loaded.changed:,} rows changed, {len(changes)} renamed or switched{skipped})."
            )

    def _progress(self, done: int, of: int) -> None:
        """A bar on a terminal, nothing in a log."""
        if self.stderr.isatty():
            bar = "#" * (30 * done // of)
            self.stderr.write(
                f"\rReading the postcode directory [{bar:<30}] {done}/{of}", ending="\n" if done == of else ""
            )
            self.stderr.flush()
