"""ScreeningRule: one thing to look for in what people write. Rules are data, so that staff can tend them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.screening.enums import Action, Kind, Matcher


class ScreeningRule(models.Model):
    """What to look for, and what follows. Built-in ones come from data/rules.json; `edited` keeps staff's changes."""

    code = models.SlugField(max_length=60, unique=True, help_text=_("Such as risk-self-harm."))
    kind = models.CharField(max_length=10, choices=Kind.choices)
    action = models.CharField(max_length=10, choices=Action.choices)
    tier = models.PositiveSmallIntegerField(default=3, help_text=_("1 is the most urgent, 4 the least."))
    locale = models.CharField(max_length=10, default="en", blank=True)
    matcher = models.CharField(max_length=10, choices=Matcher.choices, default=Matcher.PHRASE)
    terms = models.TextField(blank=True, help_text=_("One word or phrase a line."))
    exceptions = models.TextField(blank=True, help_text=_("Phrases that are fine although a term is in them."))
    note = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    edited = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tier", "code"]

    def __str__(self) -> str:
        return self.code
