"""From waiting responses to counted ones: the step at which who sent what is forgotten.

A waiting row is stored in the transaction of its sender's key, so the database knows, for moments, that they belong
together. Here a batch of at least `SMALLEST_BATCH` rows is written at once, in random order, under new random ids. When
fewer wait, responses that are there already are taken out and written again among them, so that the newest rows of the
table are never one person's.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from surveys.definition import Definition, Document
from surveys.disclosure import may_release
from surveys.models import PendingResponse, Release, Response, Survey, Tally
from surveys.queries import definition_of, definitions_of
from surveys.results import figures

SMALLEST_BATCH = 10
LARGEST_BATCH = 1000
ANSWERED = ""

Counts = dict[str, dict[str, int]]
_shuffler = secrets.SystemRandom()


@transaction.atomic
def fold(*, survey_id: int, at_least: int = 1) -> int:
    """Move waiting responses of a survey to Response, in random order, count them, and let figures out when it is time.

    Does nothing when fewer than `at_least` wait. Gives how many were moved (at most `LARGEST_BATCH`). Safe to run twice
    at once: the second worker waits for the tally's row, then finds the rows gone.
    """
    # `no_key`: on PostgreSQL a plain lock would make people who are sending answers wait for the fold.
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=survey_id)
    waiting = list(
        PendingResponse.objects.filter(version__survey_id=survey_id).select_related("version")[:LARGEST_BATCH]
    )
    if not waiting or len(waiting) < at_least:
        return 0
    today = timezone.localdate()
    rows = [
        Response(id=uuid4(), survey_id=survey_id, version=one.version, day=today, document=one.document)
        for one in waiting
    ]
    rows += _taken_out_again(survey_id, SMALLEST_BATCH - len(rows))
    _shuffler.shuffle(rows)
    Response.objects.bulk_create(rows)
    PendingResponse.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    tally, _made = Tally.objects.get_or_create(survey_id=survey_id)
    tally.responses += len(waiting)
    for one in waiting:
        add(tally.counts, definition_of(one.version), one.document)
    tally.save()
    let_out(survey, tally)
    return len(waiting)


def _taken_out_again(survey_id: int, number: int) -> list[Response]:
    """Up to `number` responses of the survey, deleted, to be written again as they were."""
    if number <= 0:
        return []
    there = Response.objects.filter(survey_id=survey_id).order_by("pk")
    # Ids are random, so the rows after a random id are a random choice that the index finds at once.
    kept = list(there.filter(pk__gte=uuid4())[:number])
    kept += there.exclude(pk__in=[one.pk for one in kept])[: number - len(kept)]
    there.filter(pk__in=[one.pk for one in kept]).delete()
    return kept


def add(counts: Counts, definition: Definition, document: Document) -> None:
    """Count one document into `counts` (question id → choice id → people). Text is counted, never kept."""
    for question in definition.questions:
        answer = document.get(question.qid)
        if not answer:
            continue
        row = counts.setdefault(question.qid, {})
        row[ANSWERED] = row.get(ANSWERED, 0) + 1
        if question.choices:
            for cid in {answer} if isinstance(answer, str) else set(answer):
                row[cid] = row.get(cid, 0) + 1


def count(rows: Iterable[tuple[Definition, Document]]) -> tuple[int, Counts]:
    """How many documents, and their counts."""
    counts: Counts = {}
    number = 0
    for definition, document in rows:
        add(counts, definition, document)
        number += 1
    return number, counts


@transaction.atomic
def rebuild(*, survey_id: int) -> Tally:
    """Make the tally of a survey again from its responses, reading them in a stream."""
    Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    definitions = definitions_of(survey_id)
    rows = Response.objects.filter(survey_id=survey_id).values_list("version_id", "document")
    number, counts = count((definitions[version], document) for version, document in rows.iterator(chunk_size=2000))
    tally, _made = Tally.objects.update_or_create(survey_id=survey_id, defaults={"responses": number, "counts": counts})
    return tally


def let_out(survey: Survey, tally: Tally) -> bool:
    """Replace the public figures when at least ten more responses were counted since the last. Says whether it did."""
    last = Release.objects.filter(survey=survey).first()
    if survey.version is None or not may_release(tally.responses, last.counted if last else 0):
        return False
    safe = figures(tally.responses, tally.counts, definition_of(survey.version))
    defaults = {"counted": tally.responses, "figures": safe, "day": timezone.localdate()}
    Release.objects.update_or_create(survey=survey, defaults=defaults)
    return True
