"""Money that groups can apply for, and the list of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.pages.panels import content_panels
from home.partnership.models.written import ABOUT_PARENTS, WrittenPage
from home.partnership.money import PenceField


class FundingIndexPage(WrittenPage):
    """Every round of funding: open ones first, those that close soonest on top."""

    max_count_per_parent = 1
    parent_page_types = ABOUT_PARENTS
    subpage_types = ["partnership.FundingPage"]
    content_panels = content_panels("body")
    page_description = _("The list of funding. Open rounds come first by themselves.")

    class Meta:
        verbose_name = _("list of funding")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """The rounds as they stand now. No query when warm, else three, as for each page of older ones."""
        from core.pages.cache import keep_until, keep_while_shown  # noqa: PLC0415 - it reads people
        from home.partnership.funding import first_rounds, rounds  # noqa: PLC0415 - it reads these models

        before, now = request.GET.get("before", ""), timezone.now()
        found = rounds(now, before) if before else first_rounds(now)
        keep_while_shown(request, found.pages)
        if found.until:
            keep_until(request, found.until)
        return {"rounds": found}


class FundingPage(WrittenPage):
    """One round: when it opens and closes in UK time, how much, for whom, and how to apply."""

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("UK time. Empty: it is open."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("UK time. Empty: open until you say otherwise.")
    )
    amount = PenceField(verbose_name=_("most for one group"), help_text=_("In pounds, such as £5,000."))
    amount_in_all = PenceField(verbose_name=_("in all"), help_text=_("In pounds. Empty: not said."))
    who_can_apply = models.TextField(_("who can apply"), max_length=1000)
    how_to_apply = models.TextField(_("how to apply"), max_length=1000)
    apply_url = models.URLField(_("address of the form"), max_length=500, blank=True)
    contact_role = models.CharField(
        _("who to ask"), max_length=120, blank=True, help_text=_("A role, such as “Community funds officer”.")
    )
    contact_email = models.EmailField(_("their e-mail"), blank=True, help_text=_("A shared mailbox."))

    parent_page_types = ["partnership.FundingIndexPage"]
    subpage_types: list[str] = []
    content_panels = content_panels("who_can_apply", "body")
    content_panels[2:2] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("amount"), FieldPanel("amount_in_all")]),
            ],
            heading=_("When and how much"),
        )
    ]
    content_panels[4:4] = [
        MultiFieldPanel(
            [
                FieldPanel("how_to_apply"),
                FieldPanel("apply_url"),
                FieldPanel("contact_role"),
                FieldPanel("contact_email"),
            ],
            heading=_("Applying"),
        )
    ]
    page_description = _("A round of funding. It opens and closes by itself.")

    class Meta:
        verbose_name = _("funding")
        indexes = [models.Index(fields=["closes_at", "page_ptr"], name="funding_by_end")]

    def clean(self) -> None:
        """Refuse a round that closes before it opens. Raises ValidationError."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("Choose a time after it opens.")})

    def own_words(self) -> list[str]:
        """Who can apply, how, and whom to ask."""
        return [self.who_can_apply, self.how_to_apply, self.contact_role]

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """How it stands; kept no longer than that."""
        from core.pages.cache import keep_until  # noqa: PLC0415 - it reads people
        from home.partnership.funding import state_of  # noqa: PLC0415

        state = state_of(self.opens_at, self.closes_at, timezone.now())
        if state.until:
            keep_until(request, state.until)
        return {"state": state}
