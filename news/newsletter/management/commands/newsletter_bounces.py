"""`manage.py newsletter_bounces PATH`: reads what came back about newsletters."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.newsletter import bounces, returned, tokens
from news.newsletter.actions import leave
from news.newsletter.enums import Bounce


class Command(BaseCommand):
    """Ends subscriptions whose address is gone, who complained, or who asked by e-mail to leave. Repeatable."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="a file with one mail, a Maildir, or - for a mail on standard input")
        parser.add_argument("--delete", action="store_true", help="delete files of a Maildir once they are read")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for raw in _mails(options["path"], delete=options["delete"]):
            counts[_note(raw)] += 1
        said = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
        self.stdout.write(said or "No mail was there.")


def _note(raw: bytes) -> str:
    """Act on one mail; the word under which it is counted."""
    found = bounces.read(raw)
    if found.kind == Bounce.LEAVE:
        person = tokens.leaver(found.leave)
        if person is None:
            return "not ours"
        leave(subscriber=person)
        return "left"
    if found.kind == Bounce.NONE:
        return "not ours"
    return str(found.kind) if returned.note(found.keys[0], found.kind) else "known before"


def _mails(path: str, *, delete: bool) -> Iterator[bytes]:
    if path == "-":
        yield sys.stdin.buffer.read(bounces.LARGEST)
        return
    place = Path(path)
    try:
        if not place.is_dir():
            yield _read(place)
            return
        files = [each for part in ("new", "cur") for each in sorted((place / part).glob("*")) if each.is_file()]
        for each in files:
            yield _read(each)
            if delete:
                each.unlink(missing_ok=True)
    except OSError as problem:
        raise CommandError(f"{path} cannot be read ({problem.strerror}).") from None


def _read(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(bounces.LARGEST)
