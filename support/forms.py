"""The postcode box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.areas.queries import PostcodeAnswer, find_areas


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
