"""Forms of publishing in `/cms/`."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from core.pages.models import BasePage
from core.pages.moments import UKMoment
from core.pages.reason_form import ReasonForm
from home.publishing.previews import LONGEST

LONGEST_WORDS = 60
LONGEST_FIELD = 120
NOT_CORRECTED = frozenset({"embargo_until", "lead_alt", "hero_title"})  # an embargo is no slip of the pen


class LinkForm(forms.Form):
    """Whom a preview link is for, and until when it works."""

    for_name = forms.CharField(
        label=_("Who is it for?"),
        max_length=120,
        help_text=_("A person or an organisation, such as “Evening paper, news desk”. They see it on the page."),
        error_messages={"required": _("Say who it is for, such as “Evening paper, news desk”.")},
    )
    expires_at = UKMoment(
        label=_("Works until"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("UK time. Empty: until the embargo ends, or for seven days."),
    )

    def clean_expires_at(self) -> datetime.datetime | None:
        """A moment that is to come, within 90 days. Raises ValidationError."""
        ends: datetime.datetime | None = self.cleaned_data.get("expires_at")
        now = timezone.now()
        if ends is not None and not now < ends <= now + LONGEST:
            raise ValidationError(_("Choose a time that is to come, at most 90 days from now."))
        return ends


class DownForm(ReasonForm):
    """Why, and whether what is below comes down too."""

    below = forms.BooleanField(label=_("Take down the pages below it too"), required=False)


class CorrectForm(ReasonForm):
    """Words of a live page, or one of its short fields such as a date, a telephone number or a place."""

    wrong = forms.CharField(
        label=_("Words that are wrong"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=_("As readers see them, at most 60 characters: a number, a date, an address. Bold words too."),
    )
    right = forms.CharField(
        label=_("Right words"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=_("They replace the wrong ones wherever the page says them, also in links to ring or to write."),
    )
    note = forms.CharField(
        label=_("What readers are told"),
        max_length=300,
        required=False,
        help_text=_("Shown on the page, such as: “An earlier version gave a wrong number.” Empty: nothing is said."),
    )
    field_order = ["wrong", "right"]

    def __init__(self, data: Any, page: Any) -> None:
        super().__init__(data)
        self.page = page
        for field in short_fields(page):
            made = _form_field(field)
            made.initial = getattr(page, field.name)
            self.fields[f"field-{field.name}"] = made
        self.order_fields(["wrong", "right", *(name for name in self.fields if name.startswith("field-"))])

    def values(self) -> dict[str, Any]:
        """The short fields that differ, by name, once all is valid."""
        names = [name for name in self.fields if name.startswith("field-") and name in self.changed_data]
        return {name.removeprefix("field-"): self.cleaned_data[name] for name in names}

    def clean(self) -> dict[str, Any]:
        """Something must differ. Raises ValidationError."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wrong, right = cleaned.get("wrong") or "", cleaned.get("right") or ""
        if bool(wrong) != bool(right):
            self.add_error("right" if wrong else "wrong", _("Give both: the words that are wrong, and the right ones."))
        elif wrong and wrong == right:
            self.add_error("right", _("These are the same words."))
        elif not self.errors and not wrong and not self.values():
            raise ValidationError(_("Nothing was changed."))
        return cleaned


def short_fields(page: Any) -> list[Any]:
    """Fields of the page's own type that one line holds: dates, times, addresses, numbers, places."""
    of_every_page = {field.name for field in BasePage._meta.local_fields}
    kinds = (models.DateField, models.TimeField, models.EmailField, models.CharField)
    return [
        field
        for field in type(page)._meta.local_fields
        if isinstance(field, kinds)
        and field.editable
        and not field.choices
        and field.name not in NOT_CORRECTED | of_every_page
        and (isinstance(field, models.EmailField) or (field.max_length or 0) <= LONGEST_FIELD)
    ]


def _form_field(field: Any) -> forms.Field:
    if isinstance(field, models.DateTimeField):
        return UKMoment(label=field.verbose_name, required=not field.blank, widget=AdminDateTimeInput())
    made: forms.Field = field.formfield()
    made.show_hidden_initial = False  # Django adds it where a default is made anew each time, such as today
    if isinstance(field, models.DateField):
        made.widget = AdminDateInput()
    return made


class VersionNameForm(forms.Form):
    """What staff call one version."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)


def given(form_class: type[forms.Form], request: Any, *args: Any, **kwargs: Any) -> Any:
    """A form of `form_class` with what was posted, or an empty one."""
    return form_class(request.POST if request.method == "POST" else None, *args, **kwargs)
