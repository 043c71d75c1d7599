"""Forms of home: telling us about a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.models import PageFeedback

LONGEST = 300


class FeedbackForm(forms.Form):
    """The little form of every footer: `kind`, `page` (a path of this site) and `text`."""

    kind = forms.ChoiceField(choices=PageFeedback.Kind.choices, widget=forms.HiddenInput)
    page = forms.CharField(max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        help_text=_("Up to 300 characters. Please leave out names and addresses."),
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _("That is more than 300 characters. Please make it shorter."),
        },
    )

    def clean_page(self) -> str:
        """Only a path of this site. Raises ValidationError."""
        page: str = self.cleaned_data["page"]
        if not page.startswith("/") or page.startswith("//") or not page.isprintable():
            raise ValidationError(_("We could not tell which page you mean."))
        return page

    def clean(self) -> dict[str, Any]:
        """Count line ends as browsers count them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned
