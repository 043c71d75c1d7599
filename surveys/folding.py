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

from core.pages.version import raise_version
from surveys import concerns, quality
from surveys.counting import Counts, add, subtract
from surveys.definition import Definition, Document
from surveys.models import PendingResponse, Response, Survey, Tally
from surveys.queries import definition_of, definitions_of
from surveys.releasing import combined, let_out

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
    for one in waiting:
        _count_in(tally, definition_of(one.version), one.document, one.flags, one.people)
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


def take_out(tally: Tally, definition: Definition, document: Document, flags: list[str], people: int = 1) -> None:
    """Undo the counting of one response in `tally`, unsaved: what is left is what a recount without it would give.

    Where it had flags, `recount_flagged` has to follow once its row is gone.
    """
    own = _counted(definition, document, flags, people)
    tally.responses -= 1
    subtract(tally.counts, own)


def _count_in(tally: Tally, definition: Definition, document: Document, flags: list[str], people: int) -> None:
    tally.responses += 1
    add(tally.counts, definition, document, people)
    quality.add(tally.counts, flags)
    if flags:
        own = tally.flagged.setdefault(combined(flags), {})
        add(own, definition, document, people)
        quality.add(own, flags)


def _counted(definition: Definition, document: Document, flags: Iterable[str], people: int) -> Counts:
    own: Counts = {}
    add(own, definition, document, people)
    quality.add(own, flags)
    return own


def recount_flagged(tally: Tally) -> None:
    """Count the responses that have flags again, from their rows, and save it. The caller holds the survey's lock."""
    definitions = definitions_of(tally.survey_id)
    fresh = Tally(survey_id=tally.survey_id)
    rows = Response.objects.filter(survey_id=tally.survey_id).exclude(flags=[])
    for version, *given in rows.values_list("version_id", "document", "flags", "people").iterator(chunk_size=2000):
        _count_in(fresh, definitions[version], *given)
    tally.flagged = fresh.flagged
    tally.save(update_fields=["flagged"])


@transaction.atomic
def rebuild(*, survey_id: int) -> Tally:
    """Make the tally of a survey again from its responses, reading them in a stream."""
    Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    definitions = definitions_of(survey_id)
    rows = Response.objects.filter(survey_id=survey_id).values_list("version_id", "document", "flags", "people")
    tally = Tally(survey_id=survey_id)
    for version, document, flags, people in rows.iterator(chunk_size=2000):
        _count_in(tally, definitions[version], document, flags, people)
    found = {"responses": tally.responses, "counts": tally.counts, "flagged": tally.flagged}
    return Tally.objects.update_or_create(survey_id=survey_id, defaults=found)[0]
