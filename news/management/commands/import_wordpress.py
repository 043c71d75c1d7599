"""`manage.py import_wordpress FILE`: a WordPress export becomes drafts, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from core.pages.addresses import address_map
from core.people.models import User
from news.models import NewsIndexPage
from news.wordpress.actions import NEW_TOPIC, NotAllowed, begin, make_drafts, take_upload
from news.wordpress.enums import ExportState
from news.wordpress.models import WordpressExport
from news.wordpress.planning import read_export


class Command(BaseCommand):
    help = "Read a WordPress export (WXR) and say what would happen; with --go make drafts. Publishes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="The sign-in of the editor whose drafts they will be.")
        parser.add_argument("--under", default="", help="The path of the page they go below. Default: the news index.")
        parser.add_argument("--uploads", type=Path, help="A ZIP of wp-content/uploads.")
        parser.add_argument("--fetch", action="store_true", help="Fetch from the old site what is not in the ZIP.")
        parser.add_argument("--new-topics", action="store_true", help="Make topics of unknown categories and tags.")
        parser.add_argument("--go", action="store_true", help="Make the drafts; without it this is a dry run.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError in one sentence where it cannot be done."""
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError("Nobody signs in with that name.")
        export = self._take(user, options)
        read_export(export)
        export.refresh_from_db()
        if export.state == ExportState.BAD:
            self._forget(export)
            raise CommandError(export.problem)
        if options["go"]:
            new = {term["name"]: NEW_TOPIC for term in export.terms if not term["topic"]}
            begin(export=export, user=user, topics=new if options["new_topics"] else {})
            export.refresh_from_db()
            make_drafts(export)
        self._say(export)
        if not options["go"]:
            self._forget(export)

    def _take(self, user: User, options: dict[str, Any]) -> WordpressExport:
        try:
            with options["file"].open("rb") as file:
                uploads = File(options["uploads"].open("rb")) if options["uploads"] else None
                return take_upload(
                    user=user, parent=self._parent(options["under"]), file=File(file), uploads=uploads,
                    fetches=options["fetch"],
                )  # fmt: skip
        except OSError as problem:
            raise CommandError(f"That file cannot be opened: {problem.strerror}.") from None
        except NotAllowed:
            raise CommandError("That person may not add news there.") from None

    def _parent(self, path: str) -> Page:
        if not path:
            index = NewsIndexPage.objects.order_by("path").first()
            if index is None:
                raise CommandError("There is no news index yet.")
            return index
        found = next((one for one in address_map().by_id.values() if one.path == path), None)
        if found is None:
            raise CommandError("No public page has that path.")
        return Page.objects.get(pk=found.page_id)

    def _say(self, export: WordpressExport) -> None:
        for post in export.posts.filter(is_file=False).defer("data").iterator(chunk_size=200):
            self.stdout.write(f"{post.number}\t{post.get_state_display()}\t{post.title}")
            for note in post.notes:
                self.stdout.write(f"\t{note}")

    def _forget(self, export: WordpressExport) -> None:
        for file in (export.file, export.uploads):
            if file:
                file.delete(save=False)
        export.delete()
