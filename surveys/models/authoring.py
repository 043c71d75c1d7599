"""Survey, which editors change, and SurveyVersion, which nobody can."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin
from wagtail.search import index

from surveys.blocks import QuestionsBlock
from surveys.definition import BrokenDefinition, canonical, compile_blocks, digest, parse
from surveys.enums import AnonymityLevel


class Survey(PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """The questions and the dates of a consultation, as its editors see them. Publishing makes a SurveyVersion."""

    title = models.CharField(_("title"), max_length=120)
    opens_at = models.DateTimeField(_("opens"), help_text=_("UK time."))
    closes_at = models.DateTimeField(_("closes"), help_text=_("UK time."))
    anonymity = models.CharField(
        _("who can link answers to a person"),
        max_length=8,
        choices=AnonymityLevel.choices,
        default=AnonymityLevel.NOBODY,
        editable=False,
    )
    questions = StreamField(QuestionsBlock(), min_num=1, verbose_name=_("questions"))
    version = models.ForeignKey(
        "surveys.SurveyVersion", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    panels = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Dates (UK time)")),
        FieldPanel("questions"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        ordering = ["-closes_at", "-id"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses a survey that closes before it opens, and questions that cannot be told apart."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It has to close after it opens.")})
        try:
            self.compiled()
        except BrokenDefinition as problem:
            raise ValidationError({"questions": str(problem)}) from problem

    def compiled(self) -> dict[str, Any]:
        """The definition that publishing these questions would make. Raises BrokenDefinition."""
        return compile_blocks(self.questions.get_prep_value())

    def with_content_json(self, content: dict[str, Any]) -> Survey:
        """A revision as an object: which version is current belongs to the survey, not to the revision."""
        found: Survey = super().with_content_json(content)
        found.version_id = self.version_id
        return found

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish `revision` as Wagtail does and, in the same transaction, compile it into a SurveyVersion.

        Raises BrokenDefinition when the questions cannot be compiled; nothing is published then.
        """
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
            survey = Survey.objects.select_for_update(no_key=True).get(pk=self.pk)
            if survey.live:
                survey.take_version()

    def take_version(self) -> None:
        """Make the SurveyVersion of the questions as they stand, unless the current one asks exactly the same."""
        definition = self.compiled()
        sha256 = digest(definition)
        found = self.versions.filter(sha256=sha256).first()
        if found is None:
            number = (self.versions.aggregate(last=models.Max("number"))["last"] or 0) + 1
            found = SurveyVersion.objects.create(survey=self, number=number, definition=definition, sha256=sha256)
        if self.version_id != found.pk:
            self.version = found
            self.save(update_fields=["version"])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The draft as one long page: every question, nothing to press."""
        return "surveys/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The questions as they would be asked."""
        definition = parse(self.compiled())
        return {**super().get_preview_context(request, mode_name), "survey": self, "definition": definition}


class SurveyVersion(models.Model):
    """What was asked at one time. Triggers in the database refuse to change or delete a row."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64, editable=False)
    made_on = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["survey_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["survey", "sha256"], name="one_version_a_definition"),
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"

    def is_intact(self) -> bool:
        """Whether the definition still has the digest that it was published with."""
        return digest(self.definition) == self.sha256

    @property
    def source(self) -> str:
        """The definition in its one spelling, which `sha256` is of."""
        return canonical(self.definition)
