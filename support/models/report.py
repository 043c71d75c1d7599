"""ServiceReport: what a reader says is wrong with a service."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.models.service import Service

LONGEST = 300


class ServiceReport(models.Model):
    """A few words from a reader, without personal data. Nothing says who it was, nor at what time of the day."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="reports", verbose_name=_("service"))
    text = models.TextField(_("what is wrong"), validators=[MaxLengthValidator(LONGEST)])
    day = models.DateField(_("day"), auto_now_add=True)
    is_done = models.BooleanField(_("dealt with"), default=False)

    class Meta:
        ordering = ["is_done", "-day", "-pk"]
        verbose_name = _("message about a service")
        verbose_name_plural = _("messages about services")

    def __str__(self) -> str:
        return f"{self.service}: {self.day}"
