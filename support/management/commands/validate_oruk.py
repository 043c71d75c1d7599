"""manage.py validate_oruk [URL]: check a feed of Open Referral UK 3.0, or our own, and say what is wrong."""

from __future__ import annotations

import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from support.oruk.answers import STUB

if TYPE_CHECKING:
    from support.oruk.checking import Answer

MOST_BYTES = 20 * 1024 * 1024
SECONDS = 30


class Command(BaseCommand):
    help = "Check the Open Referral UK 3.0 feed at URL (or our own, without a server): exit code 1 where it fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", nargs="?", default="", help="where the feed begins, such as https://…/api/oruk")

    def handle(self, *args: Any, url: str, **options: Any) -> None:
        try:
            from support.oruk.checking import check  # noqa: PLC0415 - needs jsonschema, which only this command does
        except ModuleNotFoundError:
            raise CommandError('jsonschema is not installed. Install it with: pip install "sayso[oruk]"') from None
        if url and not url.startswith(("https://", "http://")):
            raise CommandError("URL must begin with https:// or http://.")
        report = check(lambda path: fetched(url.rstrip("/") + path) if url else own(path))
        for warning in report.warnings:
            self.stdout.write(f"note   {warning}")
        for problem in report.problems:
            self.stdout.write(f"wrong  {problem}")
        number = len(report.problems)
        self.stdout.write(
            f"{len(report.checked)} answers checked, {number or 'no'} {'thing' if number == 1 else 'things'} wrong."
        )
        if report.problems:
            raise SystemExit(1)


def own(path: str) -> Answer:
    """Our own answer to `path`, asked for inside this process."""
    from support.oruk.checking import Answer  # noqa: PLC0415

    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    secure = settings.SECURE_SSL_REDIRECT
    answer = Client(SERVER_NAME=host, raise_request_exception=False).get(STUB + path, secure=secure)
    return Answer(answer.status_code, {name.lower(): value for name, value in answer.items()}, answer.content)


def fetched(address: str) -> Answer:
    """The answer of another host (over the network). Raises CommandError where none comes."""

    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - asked for by hand
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return _answer(answer)
    except urllib.error.HTTPError as refusal:
        return _answer(refusal)
    except (OSError, ValueError) as problem:
        raise CommandError(f"The feed does not answer ({type(problem).__name__}).") from None


def _answer(answer: Any) -> Answer:
    from support.oruk.checking import Answer  # noqa: PLC0415

    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status, headers, answer.read(MOST_BYTES))
