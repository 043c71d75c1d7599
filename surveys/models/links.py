"""ResponseLink, PublicAnswer and LookUp: who wrote an answer, for surveys that said before the first question that a
named role can find out, or that answers are public with a name. Kept apart from answers: no column of theirs leads
here, and the database refuses a link for any other survey.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from surveys import rules
from surveys.enums import Showing
from surveys.models.answering import Answering
from surveys.models.authoring import Survey


class ResponseLink(Answering):
    """One member answered one survey. Both ways are keyed with the site's secret, so the tables alone join nothing:
    `found_by` is what a response is looked up under, `leads_to` what its member finds it by (surveys.linking)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    found_by = models.CharField(max_length=64, unique=True)
    leads_to = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "user"], name="one_link_a_member")]

    def __str__(self) -> str:
        return "A link"


class PublicAnswer(Answering):
    """Answers that their member sent to be shown with a name: the name as they typed it, kept nowhere else. Nothing is
    shown before somebody decided. `why`: what they wrote, which the member reads too."""

    link = models.OneToOneField(ResponseLink, models.CASCADE, primary_key=True, related_name="public")
    name = models.CharField(max_length=80)
    showing = models.CharField(max_length=8, choices=Showing.choices, default=Showing.WAITING)
    why = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["showing"], name="public_answers_shown")]

    def __str__(self) -> str:
        return "A public answer"

    @property
    def is_held_back(self) -> bool:
        """Whether it was let be shown and is not on the page now: its member's account is switched off, or says that
        they are under 18."""
        return self.showing == Showing.SHOWN and not rules.can_answer_publicly(self.link.user)


class LookUp(Answering):
    """Somebody of the named role looked up who wrote one answer, and why. In no list, count or export."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")
    link = models.ForeignKey(ResponseLink, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=500)
    on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return "A look-up"
