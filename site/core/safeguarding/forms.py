"""Forms of the safeguarding desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.safeguarding.actions import LONGEST
from core.safeguarding.enums import Outcome

_WORDS = forms.Textarea(attrs={"rows": 4})


class NoteForm(forms.Form):
    """A line for the chronology."""

    words = forms.CharField(
        label=_("What did you see, decide or do?"),
        help_text=_("Facts and times. People in the case may read this one day."),
        max_length=LONGEST,
        widget=_WORDS,
        error_messages={"required": _("Write what you did.")},
    )


class CloseForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    words = forms.CharField(
        label=_("What was done, and by whom?"),
        max_length=LONGEST,
        widget=_WORDS,
        error_messages={"required": _("Write what was done.")},
    )
