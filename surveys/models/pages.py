"""ConsultationPage: the public face of a survey. Deleting or moving pages can never touch answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.pages.blocks.attachments import AttachmentsBlock
from core.pages.models import BasePage
from core.pages.panels import content_panels
from surveys.blocks import StepsBlock
from surveys.enums import Artwork, Audience
from surveys.models.authoring import Survey

RESERVED_SLUGS = frozenset({"join", "tablet"})
"""Addresses beside the consultations' own (surveys.groups.urls), which no consultation may take."""


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
    audience = models.CharField(_("who it is for"), max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    why = models.TextField(_("why we ask"), max_length=1500)
    can_change = models.TextField(_("what can change"), max_length=600, blank=True)
    cannot_change = models.TextField(_("what cannot change"), max_length=600, blank=True)
    who_decides = models.CharField(_("who decides"), max_length=250)
    reply_by = models.DateField(_("we will say what we decided by"), null=True)
    steps = StreamField(StepsBlock(), blank=True, verbose_name=_("what happens next"))
    documents = StreamField(
        [("attachments", AttachmentsBlock())],
        blank=True,
        verbose_name=_("files to read"),
        help_text=_("Plans, maps, what was decided before. Nobody has to open them to answer."),
    )
    answered_on = models.DateField(
        _("we said what we decided on"),
        null=True,
        blank=True,
        help_text=_("Until then, a reader sees by when we will; after that day, that we are late."),
    )
    answer = models.TextField(
        _("what we decided"), max_length=3000, blank=True, help_text=_("What we will do, what we will not, and why.")
    )
    heard_title = models.CharField(
        _("finding"), max_length=120, blank=True, help_text=_("For the results: what came top, in a few words.")
    )
    heard = models.TextField(_("what we heard"), max_length=3000, blank=True, help_text=_("For the results."))

    parent_page_types = ["surveys.ConsultationIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        HelpPanel(template="surveys/authoring/beside_editor.html"),
        *content_panels("audience", "artwork"),
        FieldPanel("survey", read_only=True),
        MultiFieldPanel(
            [FieldPanel("why"), FieldPanel("can_change"), FieldPanel("cannot_change")], heading=_("Why we ask")
        ),
        FieldPanel("documents"),
        MultiFieldPanel(
            [FieldPanel("who_decides"), FieldPanel("reply_by"), FieldPanel("steps")], heading=_("What happens next")
        ),
        MultiFieldPanel([FieldPanel("heard_title"), FieldPanel("heard")], heading=_("Results")),
        MultiFieldPanel([FieldPanel("answered_on"), FieldPanel("answer")], heading=_("What we decided")),
    ]

    class Meta:
        verbose_name = _("consultation")

    def clean(self) -> None:
        """Refuses a second page in the same language for one survey, a name that another page has, an answer that is
        dated and empty."""
        super().clean()
        if self.slug and (self.slug in RESERVED_SLUGS or _is_taken(self.slug)):
            raise ValidationError({"slug": _("The site uses this address itself. Choose another one.")})
        if self.answered_on and not self.answer.strip():
            raise ValidationError({"answer": _("Write what was decided.")})
        if self.survey_id and (
            ConsultationPage.objects.filter(survey_id=self.survey_id, locale_id=self.locale_id)
            .exclude(pk=self.pk)
            .exists()
        ):
            raise ValidationError({"survey": _("Another page shows this survey already.")})

    @property
    def consultation(self) -> ConsultationPage:
        """Itself: its editor and that of its questions share the way to the checklist."""
        return self

    def approved_with(self) -> list[Any]:
        """Its questions wait for the same approval."""
        return [self.survey] if self.survey_id else []

    def publish(self, revision: Any, user: Any = None, log_action: Any = True, **kwargs: Any) -> Any:
        """Put the page up and, where they were approved with it, its questions: both in one transaction, or neither.

        Raises GateClosed with the reasons where the questions may not go up, nobody approved them, or people answer at
        an address that it would leave.
        """
        from surveys.authoring.approving import questions_to_put_up  # noqa: PLC0415 - they stand on these models
        from surveys.authoring.keeping import refuse_new_address  # noqa: PLC0415

        with transaction.atomic():
            refuse_new_address(self, revision)
            questions = questions_to_put_up(self, revision, user=user, log_action=log_action)
            published = super().publish(revision, user=user, log_action=log_action, **kwargs)
            if questions is not None:
                questions.put_up(user)
            return published

    def prose(self) -> str:
        """The words that search reads."""
        return " ".join([self.why, self.can_change, self.cannot_change, self.heard_title, self.heard, self.answer])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The consultation page itself."""
        return "surveys/consultation.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What the public view would show, of the draft."""
        from surveys.presenting import consultation_context  # noqa: PLC0415 - it stands on this module

        if self.survey_id:  # what goes up with it: its draft says when it opens and who can find out who answered
            self.survey = self.survey.get_latest_revision_as_object()
        return {**super().get_preview_context(request, mode_name), **consultation_context(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fixed address answers; Wagtail's own only leads there."""
        return redirect("consultation", slug=self.slug)


def _is_taken(slug: str) -> bool:
    """Whether `/consultations/<slug>/` is no consultation but a page of its own, such as the feed."""
    try:
        return resolve(f"/consultations/{slug}/").url_name != "consultation"
    except Resolver404:
        return False
