"""Answers. No row here holds a person, a session, an address or the time at which somebody sent theirs.

Draft → (submit: SpentKey + PendingResponse, Draft deleted) → the worker moves pending rows, shuffled, to Response and
Tally. See docs/safety.md for what can and cannot be joined.
"""

from __future__ import annotations

import uuid

from django.db import models

from surveys.models.authoring import Survey, SurveyVersion


class Answering(models.Model):
    """Base of all that holds answers. Wagtail would note every row, with its id and the exact time, in a task."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Draft(Answering):
    """Answers that are being given. Only whoever holds the key (a cookie) can find it: its hash alone is kept."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="+")
    document = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "A draft"


class SpentKey(Answering):
    """A key that has sent its answers, so that it sends once. Nothing leads from here to a response."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "A spent key"


class PendingResponse(Answering):
    """Answers that were sent and wait, for moments, to be moved among others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="+")
    document = models.JSONField()

    def __str__(self) -> str:
        return "A response on its way"


class Response(Answering):
    """The answers of one person, whom nobody can find: a random id, the version answered, a day, the document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="+")
    day = models.DateField(help_text="The day in the UK on which it was counted.")
    document = models.JSONField()

    def __str__(self) -> str:
        return "A response"


class Tally(Answering):
    """True counts of a survey, for the server only: derived from its responses, rebuildable, tested equal.

    `counts`: question id → choice id → people; the key "" holds how many answered the question at all.
    """

    survey = models.OneToOneField(Survey, models.PROTECT, primary_key=True, related_name="tally")
    responses = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Tally of {self.survey_id}"


class Release(Answering):
    """The last figures let out, already made safe. Every public figure of a survey comes from here."""

    survey = models.OneToOneField(Survey, models.PROTECT, primary_key=True, related_name="release")
    counted = models.PositiveIntegerField(help_text="How many responses these figures count. Never shown.")
    figures = models.JSONField()
    day = models.DateField()

    def __str__(self) -> str:
        return f"Figures of {self.survey_id}"
