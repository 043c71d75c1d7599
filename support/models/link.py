"""LinkCheck: whether a link to another site still answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

FAILED_DAYS = 3


class LinkCheck(models.Model):
    """One address that help links to, and how it answered last. Reported after failing on several days."""

    url_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address, hex.")
    url = models.CharField(max_length=500)
    host = models.CharField(max_length=255)
    checked_on = models.DateField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(default=0, help_text="HTTP status; 0 where there was no answer.")
    problem = models.CharField(max_length=12, blank=True, help_text="A code of support.fetching; empty when fine.")
    first_failed_on = models.DateField(null=True, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["checked_on", "id"], name="link_next"),
            models.Index(fields=["first_failed_on"], condition=Q(failed_days__gte=FAILED_DAYS), name="link_dead"),
        ]

    def __str__(self) -> str:
        return self.url
