"""The form with which people write to the partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.frame import small_value
from home.partnership.enums import ContactTopic
from home.partnership.models.contact import LONGEST_MESSAGE


class Words(forms.CharField):
    """Text whose line ends count as one character, as in the browser."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class ContactForm(forms.Form):
    """`topic`, `text`, and if they wish `reply_to` (an e-mail address) and `area` (a slug)."""

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Please choose")), *ContactTopic.choices],
        error_messages={"required": _("Choose what it is about"), "invalid_choice": _("Choose what it is about")},
    )
    text = Words(
        label=_("Your message"),
        help_text=_("Up to 4,000 characters. You do not have to say who you are."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Write your message"),
            "max_length": _("That is more than 4,000 characters. Please make it shorter."),
        },
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        help_text=_("We use it to answer, and for nothing else. If others can read your e-mail, leave it empty."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}),
        error_messages={"invalid": _("Write an e-mail address such as name@example.org, or leave it empty")},
    )
    area = forms.ChoiceField(
        label=_("Where you live, if you want to say"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the areas, or nothing")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._areas = small_value("areas", active_areas)
        areas = [(area.slug, area.name) for area in self._areas]
        self.fields["area"].choices = [("", _("I would rather not say")), *areas]  # type: ignore[attr-defined]

    @property
    def area_chosen(self) -> Area | None:
        """The area of a valid form."""
        return next((area for area in self._areas if area.slug == self.cleaned_data.get("area")), None)
