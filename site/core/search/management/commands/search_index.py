"""Make the index of search again."""

from typing import Any

from django.core.management.base import BaseCommand

from core.search.index import rebuild


class Command(BaseCommand):
    """`manage.py search_index`: for a database that was filled past the models."""

    help = "Bring the words of everything that can be searched in step with the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild row by row; reading goes on meanwhile."""
        self.stdout.write(f"{rebuild()} things are in step.")
