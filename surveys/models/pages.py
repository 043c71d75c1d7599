"""ConsultationPage: the public face of a survey. Deleting or moving pages can never touch answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.pages.models import BasePage
from core.pages.panels import content_panels
from surveys.blocks import StepsBlock
from surveys.enums import Artwork
from surveys.models.authoring import Survey


class ConsultationIndexPage(BasePage):
    """The place in the tree under which consultations live; `/consultations/` is served by the index view."""

    subpage_types = ["surveys.ConsultationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("consultations")


class ConsultationPage(BasePage):
    """Why we ask, who decides, what happens next: all that a person reads before and after answering."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="pages", verbose_name=_("survey"))
    artwork = models.CharField(_("drawing"), max_length=8, choices=Artwork.choices, default=Artwork.PATH)
    why = models.TextField(_("why we ask"), max_length=1500)
    can_change = models.TextField(_("what can change"), max_length=600, blank=True)
    cannot_change = models.TextField(_("what cannot change"), max_length=600, blank=True)
    who_decides = models.CharField(_("who decides"), max_length=250)
    reply_by = models.DateField(_("we will say what we decided by"))
    steps = StreamField(StepsBlock(), blank=True, verbose_name=_("what happens next"))
    heard_title = models.CharField(
        _("finding"), max_length=120, blank=True, help_text=_("For the results: what came top, in a few words.")
    )
    heard = models.TextField(_("what we heard"), max_length=3000, blank=True, help_text=_("For the results."))

    parent_page_types = ["surveys.ConsultationIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *content_panels("survey", "artwork"),
        MultiFieldPanel(
            [FieldPanel("why"), FieldPanel("can_change"), FieldPanel("cannot_change")], heading=_("Why we ask")
        ),
        MultiFieldPanel(
            [FieldPanel("who_decides"), FieldPanel("reply_by"), FieldPanel("steps")], heading=_("What happens next")
        ),
        MultiFieldPanel([FieldPanel("heard_title"), FieldPanel("heard")], heading=_("Results")),
    ]

    class Meta:
        verbose_name = _("consultation")

    def clean(self) -> None:
        """Refuses a second page in the same language for one survey."""
        super().clean()
        if self.survey_id and (
            ConsultationPage.objects.filter(survey_id=self.survey_id, locale_id=self.locale_id)
            .exclude(pk=self.pk)
            .exists()
        ):
            raise ValidationError({"survey": _("Another page shows this survey already.")})

    def prose(self) -> str:
        """The words that search reads."""
        return " ".join([self.why, self.can_change, self.cannot_change, self.heard_title, self.heard])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The consultation page itself."""
        return "surveys/consultation.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What the public view would show, of the draft."""
        from surveys.presenting import consultation_context  # noqa: PLC0415 - it stands on this module

        return {**super().get_preview_context(request, mode_name), **consultation_context(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fixed address answers; Wagtail's own only leads there."""
        return redirect("consultation", slug=self.slug)
