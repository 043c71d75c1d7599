"""Answers. No row here holds a person, a session, an address or the time at which somebody sent theirs.

Draft → (submit: SpentKey + PendingResponse, Draft deleted) → the worker moves pending rows, shuffled, to Response and
Tally. See docs/safety.md for what can and cannot be joined.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.enums import SHARED, Channel, Flag
from surveys.models.authoring import Survey, SurveyVersion
from surveys.models.groups import GroupSession


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
    language = models.CharField(max_length=8, default="en")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SITE)
    people = models.PositiveSmallIntegerField(default=1, help_text="More than one: a group answered together.")
    is_test = models.BooleanField(default=False, help_text="Staff try the survey: it is never counted.")
    card_hash = models.CharField(max_length=64, null=True, unique=True, help_text="Of the four words of its card.")
    code_hash = models.CharField(max_length=64, blank=True, help_text="Of the invitation code that it spends.")
    session = models.ForeignKey(GroupSession, models.CASCADE, null=True, related_name="+")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "A draft"

    @property
    def takes_card(self) -> bool:
        """Whether its owner is offered a card to go on later: never for a test, or on a device that others share."""
        return self.version.survey.resume_cards and self.channel not in SHARED and not self.is_test


class SpentKey(Answering):
    """A key that has sent its answers, so that it sends once. Nothing leads from here to a response."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "A spent key"


class Answers(Answering):
    """What is kept of one person's answers. `receipt_hash`: of the code that only they have; the one way to find it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="+")
    document = models.JSONField()
    language = models.CharField(max_length=8, default="en")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SITE)
    people = models.PositiveSmallIntegerField(default=1)
    flags = models.JSONField(default=list, help_text="Codes of what may be wrong with it, such as too_fast.")
    receipt_hash = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        abstract = True


class PendingResponse(Answers):
    """Answers that were sent and wait, for moments, to be moved among others."""

    looked_at = models.BooleanField(default=False, help_text="Its words were screened when it was stored.")

    def __str__(self) -> str:
        return "A response on its way"


class Response(Answers):
    """The answers of one person, whom nobody can find: a random id, the version answered, a day, the document."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    day = models.DateField(help_text="The day in the UK on which it was counted.")

    def __str__(self) -> str:
        return "A response"


class Tally(Answering):
    """True counts of a survey, for the server only: derived from its responses, rebuildable, tested equal.

    `counts`: question id → choice id → people; the key "" holds how many answered the question at all. Under "_flags":
    flag → responses, and "" for how many have any (surveys.quality). `flagged`: the same counts once more for the
    responses that have flags, by which they have ("straight_line too_fast"), so that they can be left out of figures.
    """

    survey = models.OneToOneField(Survey, models.PROTECT, primary_key=True, related_name="tally")
    responses = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    flagged = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Tally of {self.survey_id}"


class Release(Answering):
    """The last figures let out, already made safe. Every public figure of a survey comes from here."""

    survey = models.OneToOneField(Survey, models.PROTECT, primary_key=True, related_name="release")
    counted = models.PositiveIntegerField(help_text="How many responses these figures count. Never shown.")
    figures = models.JSONField()
    day = models.DateField()
    history = models.JSONField(
        default=list,
        help_text="How many people of each flag earlier releases counted (see surveys.releasing).",
    )
    signs_of = models.PositiveIntegerField(
        default=0, help_text="Of how many responses the statement of data quality speaks. Never shown."
    )
    hands = models.JSONField(
        default=dict, help_text="Question id → what shows of hands went up, made safe, and of how many hands it is."
    )

    def __str__(self) -> str:
        return f"Figures of {self.survey_id}"


class LeftOut(Answering):
    """Staff's decision to leave answers with one flag out of the figures, and why, for everybody to read.

    It holds for the next figures that may come out (surveys.releasing); the responses themselves stay.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="left_out")
    flag = models.CharField(max_length=20, choices=Flag.choices)
    reason = models.CharField(max_length=300)
    decided_by = models.UUIDField(help_text="The opaque id of who decided.")
    decided_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("answers left out")
        constraints = [models.UniqueConstraint(fields=["survey", "flag"], name="one_decision_a_flag")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.flag}"
