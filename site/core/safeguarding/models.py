"""Concern (our record that someone may not be safe) and ConcernNote (what was done, line by line)."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.safeguarding.enums import Category, Outcome, State

_KEPT = SimpleNamespace(
    purpose=_("To keep people safe, and to show what was done."),
    retention=_("As long as the partnership’s safeguarding policy says. Nothing deletes it by itself."),
    erasure=_("Kept when an account is deleted, without the name of who told us: the law asks for the record."),
)


class Concern(models.Model):
    """Read by safeguarding leads only. `target`: kind and id of what shows it; `reason`: a code of its source."""

    target = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=16, choices=Category.choices, default=Category.UNSURE)
    words = models.TextField(blank=True)
    area = models.ForeignKey("areas.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="concerns_raised"
    )
    raised_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.NEW)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)

    personal_data = _KEPT

    class Meta:
        verbose_name = _("safeguarding concern")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="concerns_by_state")]

    def __str__(self) -> str:
        return f"{self.pk} {self.get_state_display()}"


class ConcernNote(models.Model):
    """One line of the chronology: who did what, when. Never changed."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=16, choices=[*State.choices, ("note", _("Note"))], default="note")
    words = models.TextField(blank=True)

    personal_data = _KEPT

    class Meta:
        verbose_name = _("note in a concern")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.concern_id}/{self.pk}"
