"""Forms of group sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from surveys.code_forms import Words
from surveys.definition import Definition
from surveys.groups import codes, queries, rules
from surveys.models import GroupMode

if TYPE_CHECKING:
    from core.people.models import User

_OFF = {"autocomplete": "off"}
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,28}", re.ASCII)
MOST_HANDS = 500


class OpenForm(forms.Form):
    """Opening a session: for `user`, among the consultations and areas that are theirs."""

    survey = forms.ModelChoiceField(
        label=gettext_lazy("Which consultation?"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a consultation."),
            "invalid_choice": gettext_lazy("Choose a consultation that is open."),
        },
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How will people take part?"),
        choices=GroupMode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how people take part.")},
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In which area?"),
        queryset=None,
        error_messages={
            "required": gettext_lazy("Choose the area."),
            "invalid_choice": gettext_lazy("Choose the area."),
        },
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long?"),
        help_text=gettext_lazy("It ends by itself. You can end it sooner."),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose how long it lasts.")},
    )
    place = Words(
        label=gettext_lazy("Where are you?"),
        help_text=gettext_lazy("Such as the name of the club. People in the room see it, and safeguarding leads."),
        max_length=80,
        error_messages={"required": gettext_lazy("Write where you are.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Your work phone during the session"),
        help_text=gettext_lazy(
            "Safeguarding leads ring it if somebody in the session may be in danger. Nobody else sees it."
        ),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", **_OFF}),
        error_messages={"required": gettext_lazy("Write a phone number that you will answer.")},
    )

    def __init__(self, user: User, data: Any = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial={"mode": GroupMode.ONE_TABLET, "minutes": 90, **(initial or {})})
        cast(forms.ModelChoiceField, self.fields["survey"]).queryset = queries.surveys_to_run(timezone.now())
        cast(forms.ModelChoiceField, self.fields["area"]).queryset = queries.areas_for(user)
        lengths = [(minutes, _length(minutes)) for minutes in rules.MINUTES]
        cast(forms.ChoiceField, self.fields["minutes"]).choices = lengths

    def clean_phone(self) -> str:
        """Refuses what nobody can ring."""
        phone: str = self.cleaned_data["phone"]
        if not _PHONE.fullmatch(phone):
            raise ValidationError(_("Write a phone number in digits, such as 07700 900123."))
        return phone


def _length(minutes: int) -> str:
    if minutes < 60:
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    hours, rest = divmod(minutes, 60)
    words = ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    return _("%(hours)s and a half") % {"hours": words} if rest else words


class CodeForm(forms.Form):
    """The code that is on the screen in the room."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Six letters and numbers. Your youth worker has it."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", **_OFF}),
        error_messages={
            "required": gettext_lazy("Type the code."),
            "max_length": gettext_lazy("A code has six letters and numbers."),
        },
    )

    def clean_code(self) -> str:
        """The code in one spelling. Refuses what cannot be one."""
        code = codes.tidy(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("A code has six letters and numbers. Check it on the screen."))
        return code


class PinForm(forms.Form):
    """The worker's four digits, on a tablet."""

    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        help_text=gettext_lazy("Four digits, for the youth worker."),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_OFF}),
        error_messages={
            "required": gettext_lazy("Type the PIN."),
            "max_length": gettext_lazy("A PIN has four digits."),
        },
    )


class PeopleForm(forms.Form):
    """How many answer together. Asked only where a group gives one answer."""

    people = forms.IntegerField(
        label=gettext_lazy("How many of you are there?"),
        min_value=2,
        max_value=rules.LARGEST_GROUP,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_OFF}),
        error_messages={
            "required": gettext_lazy("Write how many you are, in digits."),
            "invalid": gettext_lazy("Write how many you are, in digits."),
            "min_value": gettext_lazy("A group is at least 2 people."),
            "max_value": gettext_lazy("A group can be at most %(limit_value)s people."),
        },
    )


class HandsForm(forms.Form):
    """How many hands went up for each choice of every question that can be asked so. Empty: not asked."""

    def __init__(
        self, asked: Definition, data: Any = None, *, counted: dict[str, dict[str, int]] | None = None
    ) -> None:
        super().__init__(data)
        self.questions = [question for question in asked.questions if question.choices and not question.rows]
        for question in self.questions:
            for choice in question.choices:
                self.fields[_name(question.qid, choice.cid)] = _hands(
                    choice.label, ((counted or {}).get(question.qid) or {}).get(choice.cid)
                )

    def by_question(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(id, label, its fields) of each question."""
        return [
            (question.qid, question.label, [self[_name(question.qid, choice.cid)] for choice in question.choices])
            for question in self.questions
        ]

    def counts(self) -> dict[str, dict[str, int]]:
        """What was counted, of the questions with any number: question id → choice id → hands."""
        found: dict[str, dict[str, int]] = {}
        for question in self.questions:
            for choice in question.choices:
                if (number := self.cleaned_data.get(_name(question.qid, choice.cid))) is not None:
                    found.setdefault(question.qid, {})[choice.cid] = number
        return found


def _name(qid: str, cid: str) -> str:
    return f"{qid}.{cid}"


def _hands(label: str, counted: int | None) -> forms.IntegerField:
    words = _("Write a whole number from 0 to %(most)s, or leave it empty.") % {"most": MOST_HANDS}
    return forms.IntegerField(
        label=label,
        initial=counted,
        required=False,
        min_value=0,
        max_value=MOST_HANDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, **_OFF}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words),
    )
