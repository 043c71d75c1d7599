"""What the partnership does: aim, money, who delivers it, and what is measured."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.pages.body import words_of
from core.pages.panels import content_panels
from home.partnership.blocks import PAPERS, MeasureBlock, MemberBlock
from home.partnership.enums import ProjectStatus
from home.partnership.models.written import LOCAL_PARENTS, WrittenPage
from home.partnership.money import PenceField


class ProjectPage(WrittenPage):
    """One project. Its priority areas are its topics, which carry the themes people, partners and places."""

    aim = models.TextField(_("aim"), max_length=400, help_text=_("What will be different for people here."))
    status = models.CharField(
        _("how far it is"), max_length=8, choices=ProjectStatus.choices, default=ProjectStatus.PLANNED
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    money = PenceField(verbose_name=_("money"), help_text=_("In pounds, such as £120,000. Empty: not said."))
    money_source = models.CharField(
        _("where the money is from"), max_length=160, blank=True, help_text=_("And for which years.")
    )
    partners = StreamField([("member", MemberBlock())], blank=True, verbose_name=_("delivered by"))
    measures = StreamField([("measure", MeasureBlock())], blank=True, verbose_name=_("measures"))
    papers = StreamField(PAPERS, blank=True, verbose_name=_("evaluation"))

    parent_page_types = LOCAL_PARENTS
    subpage_types: list[str] = []
    content_panels = content_panels("aim", "body", "measures", "partners", "papers")
    content_panels[3:3] = [
        MultiFieldPanel(
            [FieldPanel("status"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
            heading=_("How far it is"),
        ),
        MultiFieldPanel([FieldPanel("money"), FieldPanel("money_source")], heading=_("Money")),
    ]
    content_panels.append(
        InlinePanel(
            "consultations",
            heading=_("Consultations it answers"),
            label=_("consultation"),
            panels=[PageChooserPanel("consultation", "surveys.ConsultationPage")],
        )
    )
    page_description = _("A project: aim, money, partners and measures.")

    class Meta:
        verbose_name = _("project")

    def clean(self) -> None:
        """Dates in order, and no money without its source. Raises ValidationError."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Choose a day after it begins.")})
        if self.money is not None and not self.money_source:
            raise ValidationError({"money_source": _("Say where the money is from.")})

    def own_words(self) -> list[str]:
        """Aim, source of the money, roles and measures."""
        return [self.aim, self.money_source, words_of(self.partners.raw_data), words_of(self.measures.raw_data)]

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """Measures, partners, consultations, papers and topics: at most five queries, two when warm."""
        from home.partnership.measures import measures_of  # noqa: PLC0415 - they read these models
        from home.partnership.queries import consultations_of, members_of, read_papers  # noqa: PLC0415

        return {
            "measures": measures_of(self.measures.raw_data),
            "members": members_of(self.partners.raw_data),
            "papers": read_papers(request, self.papers.raw_data),
            "consultations": consultations_of(request, self),
            "page_topics": self.once("topics", lambda: list(self.topics.all())),
            "page_areas": self.once("areas", lambda: list(self.areas.all())),
        }


class ProjectConsultation(Orderable):
    """A consultation that a project answers."""

    project = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="consultations")
    consultation = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("consultation")
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "consultation"], name="one_consultation_a_project_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.consultation_id}"
