"""From waiting responses to counted ones: the step at which who sent what is forgotten.

A waiting row is stored in the transaction of its sender's key, so the database knows, for moments, that they belong
together. Here a batch of at least `SMALLEST_BATCH` rows is written at once, in random order, under new random ids. When
fewer wait, responses that are there already are taken out and written again among them, so that the newest rows of the
table are never one person's.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from core.pages.version import raise_version
from surveys import concerns, quality
from surveys.counting import Counts, add, alone
from surveys.definition import Definition, Document
from surveys.disclosure import may_release
from surveys.models import PendingResponse, Release, Response, Survey, Tally
from surveys.piping import piped
from surveys.queries import definition_of, definitions_of
from surveys.results import figures

SMALLEST_BATCH = 10
LARGEST_BATCH = 1000
CARRIED = ("document", "language", "channel", "people", "flags", "receipt_hash")
"""What a waiting response and a counted one both hold."""

_shuffler = secrets.SystemRandom()


@transaction.atomic
def fold(*, survey_id: int, at_least: int = 1) -> int:
    """Move waiting responses of a survey to Response, in random order, count them, and let figures out when it is time.

    Does nothing when fewer than `at_least` wait. Gives how many were moved (at most `LARGEST_BATCH`). Safe to run twice
    at once: the second worker waits for the survey's row, then finds the rows gone. Words that sound like danger become
    concerns here, mixed among themselves.
    """
    # `no_key`: on PostgreSQL a plain lock would make people who are sending answers wait for the fold.
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=survey_id)
    waiting = list(
        PendingResponse.objects.filter(version__survey_id=survey_id).select_related("version")[:LARGEST_BATCH]
    )
    if not waiting or len(waiting) < at_least:
        return 0
    quality.flag_same_words(waiting)
    today = timezone.localdate()
    rows = [
        Response(
            id=uuid4(),
            survey_id=survey_id,
            version=one.version,
            day=today,
            **{name: getattr(one, name) for name in CARRIED},
        )
        for one in waiting
    ]
    rows += _taken_out_again(survey_id, SMALLEST_BATCH - len(rows))
    _shuffler.shuffle(rows)
    Response.objects.bulk_create(rows)
    PendingResponse.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    tally, _made = Tally.objects.get_or_create(survey_id=survey_id)
    tally.responses += len(waiting)
    for one in waiting:
        add(tally.counts, definition_of(one.version), one.document, one.people)
        quality.add(tally.counts, one.flags)
    tally.save()
    let_out(survey, tally)
    concerns.raise_for(waiting, linked=survey.is_linked)
    if survey.quota and tally.responses - len(waiting) < survey.quota <= tally.responses:
        raise_version()  # pages say that it is full
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


def take_out(counts: Counts, definition: Definition, document: Document, flags: Iterable[str], people: int = 1) -> None:
    """Undo `add` for one document and its `flags`: what is left is what a recount without it would give."""
    own: Counts = {}
    add(own, definition, document, people)
    quality.add(own, flags)
    for name, row in own.items():
        left = counts[name]
        for key, number in row.items():
            left[key] -= number
            if not left[key]:
                del left[key]
        if not left:
            del counts[name]


def count(rows: Iterable[tuple[Definition, Document, int]]) -> tuple[int, Counts]:
    """How many documents, and their counts. Each with how many people gave it together."""
    counts: Counts = {}
    number = 0
    for definition, document, people in rows:
        add(counts, definition, document, people)
        number += 1
    return number, counts


@transaction.atomic
def rebuild(*, survey_id: int) -> Tally:
    """Make the tally of a survey again from its responses, reading them in a stream."""
    Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    definitions = definitions_of(survey_id)
    rows = Response.objects.filter(survey_id=survey_id).values_list("version_id", "document", "people", "flags")
    flagged: Counts = {}

    def read() -> Iterator[tuple[Definition, Document, int]]:
        for version, document, people, flags in rows.iterator(chunk_size=2000):
            quality.add(flagged, flags)
            yield definitions[version], document, people

    number, counts = count(read())
    found = {"responses": number, "counts": counts | flagged}
    tally, _made = Tally.objects.update_or_create(survey_id=survey_id, defaults=found)
    return tally


def let_out(survey: Survey, tally: Tally) -> bool:
    """Replace the public figures when at least ten more responses were counted since the last. Says whether it did."""
    last = Release.objects.filter(survey=survey).first()
    people = alone(tally.responses, tally.counts)  # a group is in no figure, so it lets none out
    if survey.version is None or not may_release(people, last.counted if last else 0):
        return False
    safe = figures(tally.responses, tally.counts, piped(definition_of(survey.version), {}))
    defaults = {"counted": people, "figures": safe, "day": timezone.localdate()}
    Release.objects.update_or_create(survey=survey, defaults=defaults)
    return True
