"""Case (a thing that a person has to look at), Flag (someone said that something is wrong) and Decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from community.moderation.enums import CaseKind, CaseState, FlagReason, Outcome, Severity
from community.moderation.reasons import REASONS


class Case(models.Model):
    """One thing on the desk. At most one open case for each target; every flag joins it. It holds no one's words."""

    target_kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=CaseKind.choices, default=CaseKind.NEW)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.USUAL)
    area = models.ForeignKey("areas.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    flag_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    claimed_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Rises with every change that a decision depends on.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id"], condition=Q(state="open"), name="one_open_case_per_target"
            )
        ]
        indexes = [
            models.Index(fields=["severity", "due_at", "id"], condition=Q(state="open"), name="case_queue"),
            models.Index(fields=["kind", "severity", "due_at", "id"], condition=Q(state="open"), name="queue_of_kind"),
            models.Index(fields=["area", "severity", "due_at", "id"], condition=Q(state="open"), name="queue_of_area"),
            models.Index(F("decided_at").desc(), F("id").desc(), condition=Q(state="decided"), name="case_decided"),
            models.Index(fields=["target_kind", "target_id"], name="case_target"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk} {self.target_kind}:{self.target_id}"


class Flag(models.Model):
    """Someone said that something is wrong. Who said it is not stored anywhere, so nobody can be told."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=8, choices=FlagReason.choices)
    note = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.reference


class Decision(models.Model):
    """What a moderator decided about a case, once. `note_to_writer` is exactly what the writer was told."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="decision")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=12, blank=True, choices=[(code, code) for code in REASONS])
    note_to_writer = models.TextField(blank=True, max_length=2000)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.outcome} (case {self.case_id})"
