"""Groups that decide: who sits there, to whom they report, when they meet and what they read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.pages.body import words_of
from core.pages.panels import content_panels
from home.partnership.blocks import PAPERS, MeetingBlock, MemberBlock
from home.partnership.models.written import ABOUT_PARENTS, WrittenPage

HIGHEST = 20


class GovernanceGroupPage(WrittenPage):
    """One group: its remit, chair, members from the register, the group it reports to, meetings and papers."""

    remit = models.TextField(_("what it decides"), max_length=600, help_text=_("Two or three plain sentences."))
    chair = models.CharField(
        _("chair"), max_length=120, blank=True, help_text=_("A role, such as “Director of public health”.")
    )
    chair_from = models.ForeignKey(
        "partnership.PartnerOrganisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair's organisation"),
    )
    reports_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reports to"),
        help_text=_("The group above it. The chart of groups is drawn from this."),
    )
    members = StreamField([("member", MemberBlock())], blank=True, verbose_name=_("members"))
    meetings = StreamField([("meeting", MeetingBlock())], blank=True, verbose_name=_("meetings"))
    papers = StreamField(PAPERS, blank=True, verbose_name=_("papers"))

    parent_page_types = ABOUT_PARENTS
    subpage_types: list[str] = []
    content_panels = content_panels("remit", "members", "meetings", "papers", "body")
    content_panels[3:3] = [
        MultiFieldPanel(
            [FieldPanel("chair"), FieldPanel("chair_from"), FieldPanel("reports_to")], heading=_("Chair and reporting")
        )
    ]
    page_description = _("A board or group, its members, meetings and papers.")

    class Meta:
        verbose_name = _("governance group")

    def clean(self) -> None:
        """Refuse a group that would report, in the end, to itself. Raises ValidationError."""
        super().clean()
        above, steps = self.reports_to, 0
        while above is not None and steps < HIGHEST:
            if self.pk and above.pk == self.pk:
                raise ValidationError({"reports_to": _("That group reports to this one already. Choose another.")})
            above, steps = above.reports_to, steps + 1
        if above is not None:
            raise ValidationError({"reports_to": _("That is too many groups above each other.")})

    def own_words(self) -> list[str]:
        """Remit, chair and roles."""
        return [self.remit, self.chair, words_of(self.members.raw_data), words_of(self.meetings.raw_data)]

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """Members, the chart, meetings and papers: at most four queries."""
        from home.partnership.chart import chart  # noqa: PLC0415 - they read these models
        from home.partnership.queries import chosen_partner, members_of, read_meetings, read_papers  # noqa: PLC0415

        return {
            "chair_from": chosen_partner(self.chair_from_id),
            "members": members_of(self.members.raw_data),
            "chart": chart(request, current=self.pk),
            "meetings": read_meetings(request, self.meetings.raw_data),
            "papers": read_papers(request, self.papers.raw_data),
        }
