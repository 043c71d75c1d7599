"""SurveyImport: a form that somebody wants to take in and has not confirmed yet."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class SurveyImport(models.Model):
    """What an XLSForm would become, between the report and the confirming; gone with that, or after a day."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = models.JSONField(help_text="title, blocks, codes, translations, paging and report (surveys.xlsform)")

    def __str__(self) -> str:
        return str(self.token)
