"""Saving a page of answers and sending them: queries and CPU, short and long, with none and with a million responses.

Beside it, in the same run, `wagtail.contrib.forms` stores a form of as many questions (tests.bench.peer). Queries are
counted in this process; CPU is that of the server's process tree, of each request that it answered.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.load import Post, cost_of_posts, granian
from tests.bench.peer import CHOICES, TOKEN

SHORT, LONG = 10, 300
MILLION = int(os.environ.get("BENCH_RESPONSES", "1000000"))
SAVE_QUERIES, SEND_QUERIES = 3, 5
TIMES_LESS = 6
SENDS = 600
# The same work at both ends, with room for a noisy machine.
FLAT = 1.5
Line = tuple[str, str, bool]


@dataclass(frozen=True)
class Spent:
    """What one request takes: queries, and CPU in milliseconds."""

    queries: int
    ms: float


def lines(folder: Path) -> list[Line]:
    """Every line about answering. Writes surveys and responses to this run's scratch database, in `folder`."""
    pages = {length: _page(length) for length in (SHORT, LONG)}
    peer = peers(folder)
    few = spent_on(pages, folder)
    for page in pages.values():
        _fill(page.survey, MILLION // 2)
    many = spent_on(pages, folder)
    return [line for what, most in (("save", SAVE_QUERIES), ("send", SEND_QUERIES)) for line in
            _said(what, most, {key: one[what] for key, one in few.items()},
                  {key: one[what] for key, one in many.items()}, peer)]  # fmt: skip


def _said(what: str, most: int, few: dict[int, Spent], many: dict[int, Spent], peer: dict[int, Spent]) -> list[Line]:
    """The lines of saving or of sending: one for each length, then beside the peer."""
    name = {"save": "answers, a page saved", "send": "answers sent"}[what]
    found: list[Line] = []
    for length in few:
        one, full = few[length], many[length]
        times = full.ms / one.ms
        said = (
            f"{full.queries} of {most} queries, {one.ms:.2f} ms, {MILLION:,} responses: {full.ms:.2f} ms, {times:.2f} ×"
        )
        kept = one.queries == full.queries <= most and times <= FLAT
        found.append((f"{name}, {length} questions", said, kept))
    longer = many[LONG].ms / many[SHORT].ms
    found.append((f"{name}, {LONG} against {SHORT}", f"{longer:.2f} ×", many[LONG].queries == many[SHORT].queries))
    for length in few:
        theirs, ours = peer[length], many[length]
        less = theirs.ms / ours.ms
        said = f"{theirs.queries} queries, {theirs.ms:.2f} ms: {less:.1f} × ours"
        found.append((f"{name}, wagtail.contrib.forms of {length}", said, less >= TIMES_LESS))
    return found


def peers(folder: Path) -> dict[int, Spent]:
    """The same forms, stored by wagtail.contrib.forms in a process and a database of its own, by length."""
    environment = {"PEER_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.bench.peer.settings"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.peer", str(SHORT), str(LONG)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    forms = {int(length): one for length, one in json.loads(done.stdout.splitlines()[-1]).items()}
    with granian("tests.bench.peer.wsgi:application", environment) as (pid, port):
        return {
            length: _spent(pid, port, [Post(**one["post"])] * SENDS, one["queries"], answer=200)
            for length, one in forms.items()
        }


def spent_on(pages: dict[int, Any], folder: Path) -> dict[int, dict[str, Spent]]:
    """Saving the middle question of each page, over and over, and sending drafts that are full."""
    work = {length: _work(page) for length, page in pages.items()}
    with granian("config.wsgi:application", {"SAYSO_DATA": str(folder)}) as (pid, port):
        return {
            length: {what: _spent(pid, port, posts, queries, answer=302) for what, (posts, queries) in one.items()}
            for length, one in work.items()
        }


def _spent(pid: int, port: int, posts: list[Post], queries: int, *, answer: int) -> Spent:
    return Spent(queries, cost_of_posts(pid, port, posts, answer=answer).cpu_us / 1000)


def _page(length: int) -> Any:
    """An open consultation of `length` questions, the last two for words."""
    from tests.factories.surveys import make_page, make_survey, single, text

    blocks = [single(f"Question {place}", CHOICES) for place in range(length - 2)]
    survey = make_survey(questions=[*blocks, text("Why?"), text("What else?")])
    return make_page(survey=survey, slug=f"bench-{length}")


def _work(page: Any) -> dict[str, tuple[list[Post], int]]:
    """What is sent to save and to send, and how many queries one of each asks."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from surveys import attempts
    from surveys.queries import definition_of
    from tests.factories.surveys import make_draft
    from tests.queries import count_queries

    questions = definition_of(page.survey.version).questions
    asked = questions[len(questions) // 2]
    save = reverse("consultation_question", args=[page.slug, asked.qid])
    send = reverse("consultation_check", args=[page.slug])
    token = {"csrfmiddlewaretoken": TOKEN}
    data = token | {"answer": asked.choices[0].cid, "go": "next"}

    def draft(document: dict[str, Any] | None = None) -> str:
        return make_draft(page.survey, document=document)[1]

    def asks(path: str, fields: dict[str, str], make: Callable[[], str]) -> int:
        """How many queries sending `fields` asks, small cached values warm."""
        client = Client(HTTP_HOST="localhost", HTTP_SEC_FETCH_SITE="same-origin")
        for _warm in range(2):
            client.cookies.clear()
            client.cookies[attempts.COOKIE] = make()
            with count_queries() as counted:
                answer = client.post(path, fields)
            if answer.status_code != 302:
                raise RuntimeError(f"an answer was not taken: {answer.status_code}")
        return len(counted)

    def cookies(key: str) -> str:
        return f"{settings.CSRF_COOKIE_NAME}={TOKEN}; {attempts.COOKIE}={key}"

    halfway = [cookies(draft(_before(questions, asked))) for _one in range(2)]
    saving = [Post(save, data, halfway[number % 2]) for number in range(SENDS)]
    sending = [Post(send, token, cookies(draft())) for _one in range(SENDS)]
    return {
        "save": (saving, asks(save, data, lambda: draft(_before(questions, asked)))),
        "send": (sending, asks(send, token, draft)),
    }


def _before(questions: Any, asked: Any) -> dict[str, Any]:
    """Answers to all that comes before `asked`, as somebody halfway has given."""
    return {one.qid: one.choices[0].cid for one in questions[: questions.index(asked)] if one.choices}


def _fill(survey: Any, number: int) -> None:
    """`number` responses of `survey`, and its tally, written by the database itself."""
    from django.db import connection
    from django.utils import timezone

    from surveys.models import Tally
    from tests.factories.surveys import full_document

    document = json.dumps(dict(list(full_document(survey).items())[:3]))  # a million whole ones would fill the disk
    if connection.vendor != "sqlite":
        raise RuntimeError("the bench has a SQLite file of its own")
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %s) "
            "INSERT INTO surveys_response (id, survey_id, version_id, day, document, language, channel, people, flags) "
            "SELECT lower(hex(randomblob(16))), %s, %s, %s, %s, 'en', 'site', 1, '[]' FROM n",
            [number, survey.pk, survey.version_id, timezone.localdate(), document],
        )
    Tally.objects.update_or_create(survey=survey, defaults={"responses": number})
