"""ServiceImport: rows that somebody wants to take in and has not confirmed yet."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class ServiceImport(models.Model):
    """The rows of a file or feed between the dry run and the confirming; gone with that, or after a day."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_feed = models.BooleanField(default=False)
    rows = models.JSONField()

    def __str__(self) -> str:
        return str(self.token)
