"""What people type from paper: invitation codes, four words, receipt codes; and what staff write when they pause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys import codes, onlyonce, receipts

NOT_TEXT = gettext_lazy("Some of this is not text. Please type it again.")


class Words(forms.CharField):
    """Words for others to read: without one letter or digit (spaces and marks that nobody sees) nothing was typed."""

    def to_python(self, value: object) -> str:
        """What was typed; "" where nobody could read it."""
        typed = super().to_python(value) or ""
        return typed if any(one.isalnum() for one in typed) else ""


class TypedCode(forms.CharField):
    """A code of `length` letters and digits, however it is typed. The browser keeps and corrects nothing."""

    def __init__(self, length: int, **options: Any) -> None:
        self.length = length
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(max_length=codes.LONGEST, widget=forms.TextInput(attrs=attrs), **options)
        self.widget.attrs.pop("maxlength", None)
        self.error_messages |= {"null_characters_not_allowed": NOT_TEXT}

    def clean(self, value: object) -> str:
        """The code in its plain spelling. Raises ValidationError where letters are missing or too many."""
        code = codes.plain(super().clean(value))
        if len(code) != self.length:
            words = _("A code has %(number)s letters and digits. This has %(typed)s.")
            raise ValidationError(words % {"number": self.length, "typed": len(code)})
        return code


class InvitationForm(forms.Form):
    """The invitation code that opens a survey once."""

    code = TypedCode(
        onlyonce.LENGTH,
        label=gettext_lazy("Your invitation code"),
        help_text=gettext_lazy("Small letters and spaces are fine."),
        error_messages={"required": gettext_lazy("Type the code that you were given.")},
    )


class ReceiptForm(forms.Form):
    """The code of a receipt."""

    code = TypedCode(
        receipts.LENGTH,
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("You saw it after sending. Small letters and spaces are fine."),
        error_messages={"required": gettext_lazy("Type your code.")},
    )


class CardForm(forms.Form):
    """The four words of a card."""

    words = forms.CharField(
        max_length=200,
        label=gettext_lazy("The four words on your card"),
        help_text=gettext_lazy("In their order, with a space between."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Type the four words."),
            "null_characters_not_allowed": NOT_TEXT,
        },
    )


class PauseForm(forms.Form):
    """Why staff pause a survey, for everybody to read."""

    why = Words(
        max_length=250,
        label=gettext_lazy("What everybody reads while it is paused"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LookUpForm(forms.Form):
    """Why somebody of the named role must know who wrote an answer."""

    why = Words(
        max_length=500,
        label=gettext_lazy("Why you need to know who wrote this"),
        help_text=gettext_lazy("It is kept with your name. Do not put in theirs."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why you need to know.")},
    )


class ShowForm(forms.Form):
    """Whether somebody's answers are shown with their name, and why."""

    show = forms.ChoiceField(
        label=gettext_lazy("Show it to everybody?"),
        choices=[("yes", gettext_lazy("Yes, with the name")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    why = Words(
        max_length=300,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The person reads it in their account."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why.")},
    )
    looked = forms.BooleanField(
        required=False, label=gettext_lazy("I read what is marked, and it can be shown as it is.")
    )


class CodesForm(forms.Form):
    """How many invitation codes, and what for."""

    number = forms.IntegerField(min_value=1, max_value=onlyonce.MOST_CODES, label=gettext_lazy("How many codes"))
    batch = forms.CharField(
        max_length=60, required=False, label=gettext_lazy("For whom"), help_text=gettext_lazy("Never a person’s name.")
    )
