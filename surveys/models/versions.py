"""What is signed about versions."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from surveys.models.authoring import Survey


class SameMeaning(models.Model):
    """Why answers before and after some changes of meaning can be counted together. Copied to the SurveyVersion."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, help_text="Of the changes: surveys.versioning.fingerprint.")
    reason = models.CharField(max_length=500)
    signed_by = models.UUIDField(help_text="The opaque id of who says so.")
    signed_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "fingerprint"], name="one_reason_for_changes")]

    def __str__(self) -> str:
        return f"A reason for {self.survey_id}"
