"""By which way people came: counted for each link by day, apart from every answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.enums import Channel
from surveys.models.authoring import Survey


class ShareLink(models.Model):
    """A short address of one survey, for one poster, school or club."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="links")
    channel = models.CharField(_("kind"), max_length=8, choices=Channel.choices, default=Channel.POSTER)
    label = models.CharField(_("where it goes"), max_length=80)
    token = models.CharField(max_length=12, unique=True, editable=False)

    class Meta:
        verbose_name = _("short link")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label


class Arrival(models.Model):
    """How many came by one link on one day. Figures of it pass disclosure control."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="arrivals")
    day = models.DateField()
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="one_arrival_count_a_day")]

    def __str__(self) -> str:
        return f"{self.link} {self.day}: {self.people}"


class InvitationCode(models.Model):
    """A code that opens a survey once. Only its hash is kept; spending it writes a SpentKey and leads nowhere else."""

    code_hash = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="invitation_codes")
    batch = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return "An invitation code"
