"""Group sessions: a youth worker and some young people answer a survey together."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from surveys.models.authoring import Survey, SurveyVersion


class GroupMode(models.TextChoices):
    """How the people in the room answer."""

    OWN_PHONES = "phones", _("Everybody on their own phone")
    ONE_TABLET = "tablet", _("One tablet that goes round")
    TOGETHER = "together", _("All together, one answer for the group")
    HANDS = "hands", _("A show of hands")
    PAPER = "paper", _("On paper, entered afterwards")


class GroupSession(models.Model):
    """One meeting. Its worker sees how many answered and nothing else; no response leads back to it.

    `place` and `phone`: where it is and how a safeguarding lead reaches the worker while it runs.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="group_sessions_held")
    mode = models.CharField(max_length=8, choices=GroupMode.choices, default=GroupMode.ONE_TABLET)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    started = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("group session")
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.survey} {self.opened_at:%Y-%m-%d}"


class GroupTablet(models.Model):
    """A tablet that goes round in a session, found by the hash of its cookie. It opens nothing of the worker's."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    session = models.ForeignKey(GroupSession, models.CASCADE, related_name="tablets")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tablet of a group session")

    def __str__(self) -> str:
        return "A tablet"


class HandsCount(models.Model):
    """How many hands went up for one question (`counts`: choice id → hands). Never mixed with answers."""

    session = models.ForeignKey(GroupSession, models.PROTECT, related_name="hands")
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="+")
    qid = models.CharField(max_length=40)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("show of hands")
        constraints = [models.UniqueConstraint(fields=["session", "qid"], name="one_count_of_hands_a_question")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.qid}"
