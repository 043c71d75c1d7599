"""The parts of a Service: ways to get in touch, places, hours."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from support.enums import Channel, HoursKind, Language, OnBill, Weekday
from support.fields import CodesField
from support.hours import Change, Rule
from support.models.base import Identified
from support.numbers import is_doubtful
from support.ways import DIALLED, LINKED, Reachable


class ContactPoint(Reachable, Identified, Orderable):
    """One way to reach a service: where, when, what it costs, and whether it shows on a bill."""

    service = ParentalKey("support.Service", related_name="contact_points", on_delete=models.CASCADE)
    channel = models.CharField(_("way"), max_length=8, choices=Channel.choices)
    value = models.CharField(
        _("number or address"), max_length=200, blank=True, help_text=_("A number, an e-mail or a web address.")
    )
    display = models.CharField(_("as people read it"), max_length=60, blank=True)
    word = models.CharField(_("word to send"), max_length=20, blank=True, help_text=_("For texts, such as SHOUT."))
    hours_words = models.CharField(_("hours in words"), max_length=120, blank=True)
    cost = models.CharField(_("cost in words"), max_length=120, blank=True)
    on_bill = models.CharField(_("on the bill"), max_length=8, choices=OnBill.choices, default=OnBill.UNKNOWN)
    languages = CodesField(_("languages"), codes=Language, help_text=_("None ticked: as for the service."))
    accessibility = models.CharField(_("who can use it"), max_length=200, blank=True)
    is_doubtful = models.BooleanField(default=False, editable=False, help_text=_("The number cannot be right."))

    class Meta(Orderable.Meta):
        indexes = [models.Index(fields=["service"], condition=models.Q(is_doubtful=True), name="contact_doubtful")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note now whether the number can be right."""
        self.note_doubt()
        super().save(*args, **kwargs)

    def note_doubt(self) -> None:
        """Set `is_doubtful`, so that a report need not look at thousands. Writes nothing."""
        self.is_doubtful = is_doubtful(self.channel, self.value)

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.shown}"

    def clean(self) -> None:
        super().clean()
        if self.channel in DIALLED and not re.fullmatch(r"\+?[\d ]{3,20}", self.value):
            raise ValidationError({"value": _("Write a telephone number: digits and spaces only.")})
        if self.channel in LINKED:
            _must(URLValidator(schemes=["https", "http"]), self.value, _("Write a whole web address, with https://"))
        if self.channel == Channel.EMAIL:
            _must(EmailValidator(), self.value, _("Write a whole e-mail address."))


def _must(validator: Any, value: str, message: Any) -> None:
    try:
        validator(value)
    except ValidationError as problem:
        raise ValidationError({"value": message}) from problem


class Location(Identified, Orderable):
    """A place where a service meets people. A confidential one is for staff only and leaves in no output."""

    service = ParentalKey("support.Service", related_name="locations", on_delete=models.CASCADE)
    name = models.CharField(_("name of the place"), max_length=80, blank=True)
    address = models.TextField(_("address"), help_text=_("One line each, without the postcode."))
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    directions = models.TextField(_("how to get there"), blank=True, help_text=_("In words: bus, door, landmark."))
    accessibility = models.CharField(_("getting in"), max_length=200, blank=True, help_text=_("Steps, lift, toilet."))
    is_confidential = models.BooleanField(_("secret"), default=False)
    # Metres on the national grid, found from the postcode in `placed_for`. Nothing shows them: lists say whole miles.
    placed_for = models.CharField(max_length=8, blank=True, editable=False)
    easting = models.PositiveIntegerField(null=True, blank=True, editable=False)
    northing = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.name or _("Place %(number)s") % {"number": self.pk or ""}

    @property
    def lines(self) -> list[str]:
        """The address and postcode, line by line."""
        return [line.strip() for line in [*self.address.splitlines(), self.postcode] if line.strip()]


class HoursLine(Identified, Orderable):
    """What one line of opening times says."""

    channel = models.CharField(
        _("only for"), max_length=8, choices=Channel.choices, blank=True, help_text=_("Empty: for all ways in.")
    )
    kind = models.CharField(_("how"), max_length=12, choices=HoursKind.choices, default=HoursKind.TIMES)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(
        _("closes"), null=True, blank=True, help_text=_("At or before the opening time means the next morning.")
    )

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.kind == HoursKind.TIMES and (self.opens is None or self.closes is None):
            raise ValidationError({"opens": _("Fill in when it opens and when it closes.")})


class HoursRule(HoursLine):
    """Weekly hours on the days from `day` to `last_day`; several lines for a day that is split."""

    service = ParentalKey("support.Service", related_name="hours_rules", on_delete=models.CASCADE)
    day = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    last_day = models.PositiveSmallIntegerField(
        _("to"), choices=Weekday.choices, null=True, blank=True, help_text=_("Empty: that one day.")
    )

    class Meta(HoursLine.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        last = self.day if self.last_day is None else self.last_day
        if self.day != last and Weekday.BANK_HOLIDAY in (self.day, last):
            raise ValidationError({"last_day": _("Give bank holidays a line of their own.")})

    def as_rule(self) -> Rule:
        """This line for the hours engine."""
        last = self.day if self.last_day is None else self.last_day
        return Rule(self.day, last, HoursKind(self.kind), self.opens, self.closes)


class HoursException(HoursLine):
    """Hours that hold in place of the weekly ones from `first_date` to `last_date`, both included."""

    service = ParentalKey("support.Service", related_name="hours_exceptions", on_delete=models.CASCADE)
    first_date = models.DateField(_("from"))
    last_date = models.DateField(_("to"), null=True, blank=True, help_text=_("Empty: that one date."))
    words = models.CharField(_("why, in a few words"), max_length=80, blank=True)

    class Meta(HoursLine.Meta):
        abstract = False
        ordering = ["first_date", "sort_order"]

    def __str__(self) -> str:
        return f"{self.first_date} {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        if self.first_date and self.last_date and self.last_date < self.first_date:
            raise ValidationError({"last_date": _("The last date cannot be before the first.")})

    @property
    def until(self) -> Any:
        """The last date that it holds for."""
        return self.last_date or self.first_date

    def as_change(self) -> Change:
        """This line for the hours engine."""
        return Change(self.first_date, self.until, HoursKind(self.kind), self.opens, self.closes)
