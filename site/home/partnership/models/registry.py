"""The register of partners, and the page that shows it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index

from core.pages.panels import content_panels
from home.partnership.enums import KINDS_OF_DUTY, Duty, PartnerKind
from home.partnership.models.written import ABOUT_PARENTS, WrittenPage


class PartnerOrganisation(index.Indexed, models.Model):
    """A body that works in the partnership. It has no drafts: what an approver saves shows at once."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=PartnerKind.choices)
    role = models.CharField(
        _("what it does here"), max_length=200, blank=True, help_text=_("One line in plain words, for readers.")
    )
    duty = models.CharField(
        _("under the Serious Violence Duty"),
        max_length=10,
        choices=Duty.choices,
        blank=True,
        help_text=_(
            "Specified authorities: police, probation, youth justice, fire and rescue, integrated care or local health "
            "boards, local authorities. Relevant authorities: prisons, youth custody, education. Others have no duty."
        ),
    )
    duty_source = models.CharField(
        _("how we know"), max_length=200, blank=True, help_text=_("Such as the section of the law. Shown to readers.")
    )
    duty_checked_on = models.DateField(_("checked on"), null=True, blank=True)
    areas = models.ManyToManyField(
        "areas.Area", blank=True, related_name="+", help_text=_("None means the whole partnership.")
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(
        _("left on"), null=True, blank=True, help_text=_("From this day on it is listed no more. Rather than deleting.")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, and after commit make the sizes of its logo."""
        super().save(*args, **kwargs)
        if self.logo_id:
            from home.partnership.actions import prepare_logo  # noqa: PLC0415 - it uses these models

            number = self.logo_id
            transaction.on_commit(lambda: prepare_logo(number))

    @property
    def is_specified_authority(self) -> bool:
        """Whether the law names it as one of those who must work together."""
        return self.duty == Duty.SPECIFIED

    def clean(self) -> None:
        """Keep statements of law right: only the kinds that the Act lists, with a source and a date. Raises
        ValidationError."""
        super().clean()
        wrong: dict[str, str] = {}
        if self.duty and self.kind not in KINDS_OF_DUTY.get(self.duty, frozenset()):
            wrong["duty"] = str(_("The law does not list this kind of body here. Change the kind, or choose nothing."))
        elif self.duty and not self.duty_source:
            wrong["duty_source"] = str(_("Say how we know: readers see it."))
        if self.duty and not self.duty_checked_on:
            wrong["duty_checked_on"] = str(_("Say on which day somebody checked it."))
        if self.joined_on and self.left_on and self.left_on <= self.joined_on:
            wrong["left_on"] = str(_("Choose a day after it joined."))
        if wrong:
            raise ValidationError(wrong)


class PartnersPage(WrittenPage):
    """Everybody who works together, by duty and kind; `?area=` keeps those of one area."""

    max_count_per_parent = 1
    parent_page_types = ABOUT_PARENTS
    subpage_types: list[str] = []
    content_panels = content_panels("body")
    page_description = _("The register of partners. It fills itself.")

    class Meta:
        verbose_name = _("partners")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """The groups of the register. No query when the register is in memory."""
        from home.partnership.queries import partners_of  # noqa: PLC0415 - it reads these models
        from home.partnership.structured import organisation  # noqa: PLC0415

        shown = partners_of(request.GET.get("area", ""))
        return {"partners": shown, "json_ld": organisation(request, members=shown.everyone)}
