"""Which questions wait for approval together with a page."""

from __future__ import annotations

from django.db import models
from wagtail.models import Revision, WorkflowState

from surveys.models.authoring import Survey


class SentIn(models.Model):
    """One sending in of a consultation: the questions as they were then. Approving the page approves these and no
    others; `spent` once they went up."""

    state = models.OneToOneField(WorkflowState, models.CASCADE, primary_key=True, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    spent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Sent in: survey {self.survey_id}"
