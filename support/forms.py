"""The postcode box, and the box for what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.areas.queries import PostcodeAnswer, find_areas
from core.screening.scan import scan
from support.models.report import LONGEST


class PostcodeForm(forms.Form):
    """Turns a postcode, whole or the first half, into areas. What was typed is never stored, logged or sent on."""

    postcode = forms.CharField(
        label=_("Your postcode"),
        help_text=_("Just the first half is fine. We do not keep it."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "dir": "ltr", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your postcode, or just the first half of it"),
            "max_length": _("That is too long for a postcode. Type the first half of it"),
        },
    )

    answer: PostcodeAnswer

    def clean_postcode(self) -> str:
        """The text as typed; `answer` then holds its areas and first half. A text that is no postcode is an error."""
        text: str = self.cleaned_data["postcode"]
        self.answer = find_areas(text)
        if not self.answer.near:
            raise forms.ValidationError(self.answer.problem)
        return text

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "near_%s")
        super().__init__(*args, **kwargs)


class Words(forms.CharField):
    """Text whose line ends count as one character, as in the browser."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class WrongForm(forms.Form):
    """What is wrong with a service, in a few words and without personal data."""

    text = Words(
        label=_("What is wrong?"),
        help_text=_("Up to 300 characters. Leave out names, phone numbers and addresses: yours and other people's."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "small"}),
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _("That is more than 300 characters. Please make it shorter."),
        },
    )

    def clean_text(self) -> str:
        """The words, where they hold nothing that could say who somebody is. Raises ValidationError."""
        text: str = self.cleaned_data["text"]
        if any(hit.kind == "personal" for hit in scan(text)):
            raise forms.ValidationError(
                _(
                    "This looks as if it has a phone number, an e-mail or an address in it. Please take it out and "
                    "send again. “The number is wrong” is enough: we ask them ourselves."
                )
            )
        return text
