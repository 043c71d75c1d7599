"""Forms for typing in paper: which paper it is, and all its questions on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from surveys.answer_pages import Item
from surveys.code_forms import Words
from surveys.definition import Definition, Document
from surveys.enums import Channel
from surveys.forms import AnswerForm
from surveys.printing.sheets import Printed, printed

CHANNELS = [(Channel.PAPER, Channel.PAPER.label), (Channel.PHONE, Channel.PHONE.label)]
_OFF = {"autocomplete": "off"}


class SlipForm(forms.Form):
    """Which paper: the pile, the number written on it, how it came, its language."""

    channel = forms.ChoiceField(label=_("How did it come?"), choices=CHANNELS, widget=forms.RadioSelect)
    pile = Words(
        label=_("Which pile?"),
        help_text=_("Where it came from, such as Library box. Everybody who types in this pile writes the same words."),
        max_length=60,
        widget=forms.TextInput(attrs=_OFF),
        error_messages={"required": _("Name the pile.")},
    )
    number = forms.IntegerField(
        label=_("Number on the paper"),
        help_text=_(
            "Write a number on each paper before you start. A number counts once, so nothing is typed in twice."
        ),
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_OFF}),
        error_messages={"required": _("Write the number that is on the paper."), "invalid": _("Write a whole number.")},
    )

    def __init__(
        self, data: Any = None, *, languages: tuple[str, ...], for_session: bool = False, **options: Any
    ) -> None:
        super().__init__(data, **options)
        if len(languages) > 1:
            choices = [(code, code) for code in languages]
            self.fields["language"] = forms.ChoiceField(label=_("Language of the paper"), choices=choices)
        if for_session:
            del self.fields["pile"], self.fields["channel"]


class PaperSheet:
    """All questions of a version as forms on one page, beside how they look on paper; read like one form."""

    def __init__(self, definition: Definition, data: Any = None) -> None:
        self.items: list[tuple[Printed, Item]] = [(item, _item(item, data)) for item in printed(definition)]

    @property
    def forms(self) -> list[AnswerForm]:
        """The forms of the questions that ask something."""
        return [item.form for _printed, item in self.items if item.form is not None]

    @property
    def errors(self) -> dict[str, Any]:
        """What is wrong, by the name of the field in the page."""
        return {form.add_prefix(name): found for form in self.forms for name, found in form.errors.items()}

    @property
    def visible_fields(self) -> list[BoundField]:
        """The fields of all forms, in the order of the page."""
        return [field for form in self.forms for field in form]

    def is_valid(self) -> bool:
        """Whether every form is; all are looked at, so that all mistakes are told at once."""
        return not self.errors

    def to_store(self) -> Document:
        """Every answer by question id."""
        return {form.question.qid: form.to_store() for form in self.forms}


def _item(item: Printed, data: Any) -> Item:
    question = item.question
    return Item(question, AnswerForm(question, data, prefix=f"q{question.qid}") if question.asks else None, {})
