"""Organisation: who runs services."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin

from support.models.base import Identified


class Organisation(Identified, RevisionMixin, models.Model):
    """A charity, council team or group that runs one service or more. Contacts are of the body, never of a person."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.TextField(_("what it does"), blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail of the team"), blank=True, help_text=_("A shared mailbox, never a person's."))

    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("website"), FieldPanel("email")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
