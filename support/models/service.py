"""Service: help that a person can find."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from core.areas.models import Area
from core.pages.reviews import GRACE, LIMIT
from support.enums import Audience, BankHolidays, Channel, Language, Nation, Sensitivity, Status
from support.fields import CodesField
from support.models.base import Drafted, Identified, Reviewed
from support.models.need import Need
from support.models.organisation import Organisation
from support.models.parts import ContactPoint
from support.times import Times


class Service(Identified, Drafted, Reviewed, ClusterableModel):
    """Help that a person can find: for whom, how to get in touch, when, and who will be told.

    Its contact points, places and hours are parts of it, so one draft, one approval and one publishing covers all.
    No areas means the whole country; every area of the partnership means the whole partnership.
    """

    external_id = models.CharField(
        _("id elsewhere"),
        max_length=120,
        blank=True,
        db_index=True,
        help_text=_("The key of another system, for imports."),
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True, max_length=80)
    summary = models.CharField(_("in one line"), max_length=200)
    description = models.TextField(_("more about it"), blank=True)
    alert = models.CharField(_("notice for now"), max_length=200, blank=True, help_text=_("Such as: Closed this week."))

    age_min = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    audience = CodesField(_("who can get in touch"), codes=Audience, help_text=_("None ticked means anybody."))
    eligibility = models.CharField(_("who it is for"), max_length=300, blank=True)
    referral = models.CharField(_("how to get in"), max_length=300, blank=True, help_text=_("Such as: Just turn up."))
    languages = CodesField(_("languages"), codes=Language)
    is_free = models.BooleanField(_("free"), default=True)
    cost = models.CharField(_("cost in words"), max_length=120, blank=True)
    who_is_told = models.TextField(
        _("who will be told"),
        help_text=_("What stays private, and when somebody else may be told."),
    )
    steps_text = models.TextField(
        _("what happens when you get in touch"),
        blank=True,
        help_text=_("One step a paragraph: its first line is the heading. Leave an empty line between steps."),
    )

    areas = ParentalManyToManyField(Area, blank=True, related_name="services", verbose_name=_("areas"))
    needs = ParentalManyToManyField(Need, blank=True, related_name="services", verbose_name=_("needs"))
    location_confidential = models.BooleanField(
        _("its place is a secret"), default=False, help_text=_("No address, directions or map of it is shown anywhere.")
    )
    bank_holidays = models.CharField(
        _("on bank holidays"), max_length=8, choices=BankHolidays.choices, default=BankHolidays.UNKNOWN
    )
    nation = models.CharField(_("bank holidays of"), max_length=3, choices=Nation.choices, default=Nation.ENGLAND)

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.EXIT)
    is_fallback = models.BooleanField(
        _("helps anyone"),
        default=False,
        help_text=_("Shown where nothing closer matches, so no list is ever empty."),
    )
    position = models.PositiveSmallIntegerField(_("place among equals"), default=50)
    review_owner = models.CharField(_("team that keeps it right"), max_length=120)
    last_checked = models.DateField(_("last checked on"))
    review_by = models.DateField(_("check again by"))
    hidden_on = models.DateField(
        null=True, blank=True, editable=False, help_text=_("When the review clock hid it; a new check brings it back.")
    )

    class Meta:
        ordering = ["position", "name"]
        indexes = [
            models.Index(fields=["live", "position", "name"], name="service_list"),
            models.Index(fields=["live", "review_by"], name="service_review"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("The oldest age cannot be below the youngest.")})
        if self.last_checked and self.review_by and self.review_by < self.last_checked:
            raise ValidationError({"review_by": _("Choose a date after the last check.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A later review date than the one that hid it brings it back."""
        if self.hidden_on and self.hidden_on < self.review_by + LIMIT:
            self.hidden_on = None
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A saved version of it; whether it is hidden is a fact of today and in no version."""
        version = super().with_content_json(content)
        version.hidden_on = self.hidden_on
        return version

    def get_absolute_url(self) -> str:
        return reverse("support:service", args=[self.slug])

    @property
    def address_name(self) -> str:
        """What stands for it in addresses to pass on: its slug, or at sensitivity 2 its uuid, which tells nothing (as
        for a draft that has no slug yet)."""
        return str(self.uuid) if self.sensitivity == Sensitivity.PRIVATE or not self.slug else self.slug

    @property
    def shared_path(self) -> str:
        """The path to pass on."""
        return reverse("support:service", args=[self.address_name])

    @property
    def times(self) -> Times:
        """When somebody answers, for the hours engine."""
        return Times(
            rules=tuple((line.channel, line.as_rule()) for line in self.hours_rules.all()),
            changes=tuple((line.channel, line.as_change()) for line in self.hours_exceptions.all()),
            ways=frozenset(point.channel for point in self.contact_points.all()),
            bank_holidays=BankHolidays(self.bank_holidays),
            nation=self.nation,
            is_paused=self.status == Status.PAUSED,
            stale_on=self.review_by + GRACE if self.review_by else None,
        )

    @property
    def contacts(self) -> list[ContactPoint]:
        """Ways to get in touch: in the editors' order, else call, text, chat, e-mail, visit. No visit to a secret."""
        order = list(Channel)
        points = self.contact_points.all()
        return sorted(
            [point for point in points if not (self.location_confidential and point.channel == Channel.VISIT)],
            key=lambda point: (point.sort_order or 0, order.index(Channel(point.channel))),
        )

    @property
    def places(self) -> list[Any]:
        """The Locations that may be shown: none of a confidential service, and no confidential one."""
        if self.location_confidential:
            return []
        return [place for place in self.locations.all() if not place.is_confidential]

    @property
    def steps(self) -> list[tuple[str, str]]:
        """What happens when you get in touch, as (heading, words)."""
        paragraphs = [part.strip() for part in self.steps_text.replace("\r\n", "\n").split("\n\n") if part.strip()]
        return [(part.partition("\n")[0], part.partition("\n")[2]) for part in paragraphs]

    @property
    def language_names(self) -> list[str]:
        """Names of the languages in which somebody answers."""
        return [str(Language(code).label) for code in self.languages if code in Language.values]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "support/service.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from support.show import service_context  # noqa: PLC0415 - showing a service stands on this model

        return {**service_context(request, self), "request": request}
