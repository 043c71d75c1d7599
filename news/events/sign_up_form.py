"""What we ask of somebody who wants to come: little, and why."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _


class SignUpForm(forms.Form):
    """A name to be called by, an e-mail, and what would help: nothing else, and no account."""

    name = forms.CharField(
        label=_("What shall we call you?"),
        max_length=60,
        help_text=_("A first name or a nickname is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Write a name that we can call you by.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("We ask there whether it was you, then send your place and a link to cancel. Nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Write your e-mail, so that we can send your place."),
            "invalid": _("Check the e-mail. It looks like name@example.org."),
        },
    )
    access_needs = forms.CharField(
        label=_("Is there anything you need, so that you can take part? (You can leave this out)"),
        required=False,
        help_text=_(
            "Such as step-free access, an interpreter or a quiet space. Only the people who run this event read it."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "class": "small"}),
        validators=[MaxLengthValidator(500)],
    )

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())
