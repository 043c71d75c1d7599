"""Follow: a member hears what comes of a consultation. Following is not answering, and says nothing about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from surveys.models.pages import ConsultationPage


class Follow(models.Model):
    """One member and one consultation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consultations_followed")
    page = models.ForeignKey(ConsultationPage, models.CASCADE, related_name="followers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="one_follow")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.page_id}"
