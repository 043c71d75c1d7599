"""Survey, which editors change, and SurveyVersion, which nobody can."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.forms import RadioSelect
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin
from wagtail.search import index

from core.areas.models import Area
from core.areas.squares import squares
from core.pages.declined import SCHEDULED
from surveys import levels
from surveys.authoring.dates import SurveyForm
from surveys.blocks import QuestionsBlock
from surveys.compiling import Authoring, BrokenDefinition, compile_blocks
from surveys.definition import canonical, digest, parse
from surveys.enums import LINKERS, AnonymityLevel, OnceOnly, Paging, QuestionKind
from surveys.linting.ruling import rule_errors


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
        help_text=levels.HELP,
    )
    link_role = models.CharField(
        _("the role that can"),
        max_length=24,
        choices=[(role.value, role.label) for role in LINKERS],
        blank=True,
        default="",
        help_text=levels.ROLE_HELP,
    )
    questions = StreamField(QuestionsBlock(), min_num=1, verbose_name=_("questions"))
    paging = models.CharField(_("on one page"), max_length=8, choices=Paging.choices, default=Paging.QUESTION)
    once_only = models.CharField(
        _("how often somebody can answer"), max_length=8, choices=OnceOnly.choices, default=OnceOnly.DEVICE
    )
    quota = models.PositiveIntegerField(
        _("most responses"),
        null=True,
        blank=True,
        help_text=_("It closes to new people then; whoever has begun can still send. Leave empty for no limit."),
    )
    kept_hours = models.PositiveSmallIntegerField(
        _("hours that unsent answers are kept"), default=24, validators=[MinValueValidator(1), MaxValueValidator(168)]
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months that answers are kept after closing"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    resume_cards = models.BooleanField(_("offer a card with four words to go on later"), default=True)
    group_sessions = models.BooleanField(_("youth workers can run it with a group"), default=True)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_why = models.CharField(max_length=250, blank=True, editable=False)
    under_attack = models.BooleanField(default=False, editable=False)
    tested_sha = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Digest of the draft that somebody last tried to the end."
    )
    codes = models.JSONField(default=dict, blank=True, editable=False)
    translations = models.JSONField(default=dict, blank=True, editable=False)
    version = models.ForeignKey(
        "surveys.SurveyVersion", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    base_form_class = SurveyForm
    panels = [
        HelpPanel(template="surveys/authoring/beside_questions.html"),
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Dates (UK time)")),
        MultiFieldPanel(
            [FieldPanel("anonymity", widget=RadioSelect), FieldPanel("link_role")], heading=_("Who can find out who")
        ),
        FieldPanel("questions"),
        MultiFieldPanel(
            [
                FieldPanel("paging"),
                FieldPanel("once_only"),
                FieldPanel("quota"),
                FieldPanel("kept_hours"),
                FieldPanel("keep_months"),
                FieldPanel("resume_cards"),
                FieldPanel("group_sessions"),
            ],
            heading=_("How it is answered"),
        ),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        ordering = ["-closes_at", "-id"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            models.CheckConstraint(condition=levels.POSSIBLE, name="a_level_that_holds"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, with what its level asks for."""
        levels.settle(self)
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """Whether its answers are shown with a name, once somebody let them be."""
        return self.anonymity == AnonymityLevel.PUBLIC

    @property
    def is_linked(self) -> bool:
        """Whether its answers have a link to an account: at every level but *nobody*."""
        return self.anonymity != AnonymityLevel.NOBODY

    @property
    def consultation(self) -> Any:
        """Its page in the language of the site, or None."""
        return self.pages.order_by("pk").first() if self.pk else None

    def clean(self) -> None:
        """Refuses a survey that closes before it opens or takes nobody, questions that cannot be told apart, broken
        skip rules, and a level that is not complete or can no longer change."""
        super().clean()
        levels.settle(self)
        if problem_of_level := levels.problem(self):
            raise ValidationError({"anonymity": problem_of_level})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It has to close after it opens.")})
        if self.quota == 0:
            raise ValidationError({"quota": _("Nobody could answer. Write a larger number, or leave it empty.")})
        try:
            definition = parse(self.compiled())
        except BrokenDefinition as problem:
            raise ValidationError({"questions": str(problem)}) from problem
        problems = [one.words for one in rule_errors(definition)]
        if problems:
            raise ValidationError({"questions": problems})

    def compiled(self) -> dict[str, Any]:
        """The definition that publishing these questions would make. Raises BrokenDefinition."""
        blocks = self.questions.get_prep_value()
        places = [block["value"] for block in blocks if block["type"] == QuestionKind.PLACE]
        areas = _areas() if places else ()
        offered = _squares() if any(place.get("squares") for place in places) else ()
        return compile_blocks(blocks, Authoring(self.paging, self.codes, self.translations, areas, offered))

    def with_content_json(self, content: dict[str, Any]) -> Survey:
        """A revision as an object: which version is current belongs to the survey, not to the revision."""
        found: Survey = super().with_content_json(content)
        # So does whether it is paused or under attack: publishing an older draft must not undo that.
        for name in ("version_id", "paused_at", "paused_why", "under_attack", "tested_sha"):
            setattr(found, name, getattr(self, name))
        return found

    def publish(self, revision: Revision, user: Any = None, log_action: Any = True, **kwargs: Any) -> None:
        """As `put_up`, for the software itself. Raises GateClosed where a person, or the clock, would put the questions
        up without their page: both wait for one approval (surveys.authoring.approving)."""
        if user is not None or log_action == SCHEDULED:
            from surveys.authoring.approving import refuse_alone  # noqa: PLC0415 - it stands on these models

            refuse_alone(self)
        self.put_up(revision, user, log_action=log_action, **kwargs)

    def put_up(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publish `revision` as Wagtail does and, in the same transaction, compile it into a SurveyVersion.

        Raises BrokenDefinition when the questions may not be published (`versioning`); nothing is published then.
        """
        by = user or revision.user  # a schedule has nobody: whoever wrote it
        with transaction.atomic():
            super().publish(revision, user, **kwargs)
            survey = Survey.objects.select_for_update(no_key=True).get(pk=self.pk)
            if survey.live:
                survey.take_version(by.opaque_id if by else None)

    def take_version(self, by: UUID | None = None) -> None:
        """Make the SurveyVersion of the questions as they stand, unless one asks exactly the same (`versioning`).

        `by`: the opaque id of who publishes. Raises BrokenDefinition, which knows the survey.
        """
        from surveys.versioning import take_version  # noqa: PLC0415 - it stands on this module

        try:
            take_version(self, by)
        except BrokenDefinition as problem:
            problem.survey_id = self.pk
            raise

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One for each language that the questions are in."""
        return [("", _("English")), *((code, get_language_info(code)["name_translated"]) for code in self.translations)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """The whole page in the language of `mode_name`; staff may read `/cms/` in another."""
        with override(mode_name or "en"):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The draft as one long page: every question, nothing to press."""
        return "surveys/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The questions as they would be asked, each with its rule in words."""
        definition = parse(self.compiled())
        from surveys.answer_pages import preview_items  # noqa: PLC0415 - it stands on this module

        shown = {"survey": self, "definition": definition, "parts": preview_items(definition, mode_name or "en")}
        return {**super().get_preview_context(request, mode_name), **shown}


def _areas() -> tuple[tuple[str, str], ...]:
    return tuple(Area.objects.order_by("name").values_list("slug", "name"))


def _squares() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((square.ref.lower(), square.label, square.outwards) for square in squares())


class SurveyVersion(models.Model):
    """What was asked at one time. Triggers in the database refuse to change or delete a row."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64, editable=False)
    made_on = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.UUIDField(null=True, editable=False, help_text="The opaque id of who published it.")
    changes = models.JSONField(default=list, editable=False, help_text="What differs from the version before it.")
    reason = models.CharField(max_length=500, blank=True, editable=False, help_text="Why its meaning is the same.")

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


class WithdrawnVersion(models.Model):
    """A version that nobody may go on answering, for safety: drafts of it are told so. Its responses stay."""

    version = models.OneToOneField(SurveyVersion, models.PROTECT, primary_key=True, related_name="withdrawn")
    why = models.CharField(max_length=300)
    withdrawn_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"{self.version} withdrawn"
