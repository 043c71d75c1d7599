"""Saving a page of answers and sending them: queries and CPU, short and long, with none and with a million responses.

Beside it, in the same run, `wagtail.contrib.forms` stores a form of as many questions (tests.bench.peer).
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

from tests.bench.timing import CHOICES, SENDS, cpu_of

SHORT, LONG = 10, 300
MILLION = int(os.environ.get("BENCH_RESPONSES", "1000000"))
SAVE_QUERIES, SEND_QUERIES = 3, 5
TIMES_LESS = 6
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
    peer = _peer(folder)
    pages = {length: _page(length) for length in (SHORT, LONG)}
    few = {length: _measured(page) for length, page in pages.items()}
    for page in pages.values():
        _fill(page.survey, MILLION // 2)
    many = {length: _measured(page) for length, page in pages.items()}
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


def _peer(folder: Path) -> dict[int, Spent]:
    """The same forms, stored by wagtail.contrib.forms in a process and a database of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.peer", str(SHORT), str(LONG)]
    environment = os.environ | {"PEER_DATA": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return {int(length): Spent(one["queries"], one["ms"]) for length, one in found.items()}


def _page(length: int) -> Any:
    """An open consultation of `length` questions, the last two for words."""
    from tests.factories.surveys import make_page, make_survey, single, text

    blocks = [single(f"Question {place}", CHOICES) for place in range(length - 2)]
    survey = make_survey(questions=[*blocks, text("Why?"), text("What else?")])
    return make_page(survey=survey, slug=f"bench-{length}")


def _measured(page: Any) -> dict[str, Spent]:
    """Saving the middle question of `page`, over and over, and sending drafts that are full."""
    from django.test import Client
    from django.urls import reverse

    from surveys import attempts
    from surveys.queries import definition_of
    from tests.factories.surveys import make_draft

    questions = definition_of(page.survey.version).questions
    asked = questions[len(questions) // 2]
    saving, sending = (Client(HTTP_HOST="localhost", HTTP_SEC_FETCH_SITE="same-origin") for _one in range(2))
    saving.cookies[attempts.COOKIE] = make_draft(page.survey, document=_before(questions, asked))[1]
    save = reverse("consultation_question", args=[page.slug, asked.qid])
    data = {"answer": asked.choices[0].cid, "go": "next"}
    drafts = [make_draft(page.survey)[1] for _one in range(SENDS + 10)]
    send = reverse("consultation_check", args=[page.slug])

    def sent() -> Any:
        sending.cookies.clear()
        sending.cookies[attempts.COOKIE] = drafts.pop()
        return sending.post(send)

    return {"save": _spent(lambda: saving.post(save, data)), "send": _spent(sent)}


def _before(questions: Any, asked: Any) -> dict[str, Any]:
    """Answers to all that comes before `asked`, as somebody halfway has given."""
    return {one.qid: one.choices[0].cid for one in questions[: questions.index(asked)] if one.choices}


def _spent(call: Callable[[], Any]) -> Spent:
    from tests.queries import count_queries

    call()
    with count_queries() as counted:
        answer = call()
    if answer.status_code != 302:
        raise RuntimeError(f"an answer was not taken: {answer.status_code}")
    return Spent(len(counted), cpu_of(call, SENDS))


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
