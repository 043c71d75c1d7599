"""Questions as forms. Nothing is required: every question can be skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from core.text.plain import one_line
from surveys.code_forms import Words
from surveys.collecting import Unfit, collect, spread
from surveys.definition import Answer, Document, Question
from surveys.kinds import NOT, fields_for, hint


class AnswerForm(forms.Form):
    """The form of `question`, filled with the `answer` that the draft has. `to_store()` gives what the draft keeps.

    `prefix`: before the names of its fields, where several questions share a page.
    """

    def __init__(
        self, question: Question, data: Any = None, *, answer: Answer = None, prefix: str | None = None
    ) -> None:
        super().__init__(data, initial=spread(question, answer), prefix=prefix)
        self.question = question
        self.fields.update(fields_for(question))
        self.hint = hint(question)
        self._answer: Answer = None

    def clean(self) -> dict[str, Any]:
        """Refuses what does not go together: too many choices, one place twice, points that do not add up."""
        if not self.errors and self.question.asks:
            try:
                self._answer = collect(self.question, self.cleaned_data)
            except Unfit as problem:
                self.add_error(problem.field, str(problem))
        return self.cleaned_data

    def to_store(self) -> Answer:
        """The valid answer as the document keeps it; None when nothing was picked or written."""
        return self._answer

    @property
    def main(self) -> BoundField | None:
        """The one field of a kind that has one."""
        return self["answer"] if "answer" in self.fields else None

    @property
    def parts(self) -> list[BoundField]:
        """The fields of a kind that has several."""
        return [self[name] for name in self.fields if name not in ("answer", NOT)]

    @property
    def rather_not(self) -> BoundField | None:
        """The tick box "I would rather not say", where it is one."""
        return self[NOT] if NOT in self.fields else None


class Sheet:
    """All forms of one page, as the error summary reads them. `together`: the page is made for several questions."""

    def __init__(self, questions: Iterable[Question], document: Document, data: Any = None, *, together: bool) -> None:
        self.forms = [
            AnswerForm(
                question, data, answer=document.get(question.qid), prefix=f"q{question.qid}" if together else None
            )
            for question in questions
        ]

    def __iter__(self) -> Iterator[AnswerForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Whether every form is; all are looked at, so that all mistakes are told at once."""
        return not [form for form in self.forms if not form.is_valid()]

    def to_store(self) -> Document:
        """Every valid answer by question id."""
        return {form.question.qid: form.to_store() for form in self.forms if form.is_valid()}

    @property
    def errors(self) -> dict[str, Any]:
        """The errors of all forms, by the name of the field in the page."""
        return {form.add_prefix(name): found for form in self.forms for name, found in form.errors.items()}

    @property
    def visible_fields(self) -> list[BoundField]:
        """The fields of all forms, in the order of the page."""
        return [field for form in self.forms for field in form]


class SendForm(forms.Form):
    """The last button, with a box that people do not see: a script that fills every box gives itself away."""

    website = forms.CharField(required=False, max_length=0, label=_("Leave this empty"))
    public_name = Words(
        required=False,
        max_length=80,
        label=_("The name to show with your answers"),
        help_text=_("Your own, or that of your organisation. Everybody sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agrees = forms.BooleanField(
        required=False, label=_("Yes, show my answers to everybody, with this name. I am 18 or over.")
    )

    def clean_public_name(self) -> str:
        """One line, without marks that turn the direction of what stands after it."""
        return one_line(self.cleaned_data["public_name"])

    @property
    def name_agreed(self) -> str:
        """The name that somebody said yes to being shown; "" without either. For valid forms."""
        return str(self.cleaned_data["public_name"]) if self.cleaned_data["agrees"] else ""

    @property
    def is_robot(self) -> bool:
        """Whether the box that people do not see was filled in."""
        return "website" in self.errors

    def ask_for_name(self) -> None:
        """Say beside the fields what is missing."""
        if not self.cleaned_data.get("public_name"):
            self.add_error("public_name", _("Write the name to show."))
        if not self.cleaned_data.get("agrees"):
            self.add_error("agrees", _("Tick this to send. Without it nothing is sent."))
