"""One question as a form. Nothing is required: every question can be skipped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition import Answer, Question
from surveys.enums import QuestionKind


class AnswerForm(forms.Form):
    """The form of `question`, filled with the `answer` that the draft has. `to_store()` gives what the draft keeps."""

    def __init__(self, question: Question, data: Any = None, *, answer: Answer = None) -> None:
        super().__init__(data, initial={"answer": answer})
        self.question = question
        self.fields["answer"] = _FIELDS[question.kind](question)

    def clean_answer(self) -> Answer:
        """Refuses too many choices, and a choice that stands alone beside another."""
        answer: Answer = self.cleaned_data["answer"]
        if isinstance(answer, list):
            self._check_several(answer)
        return answer

    def _check_several(self, answer: list[str]) -> None:
        alone = [choice for choice in self.question.choices if choice.alone and choice.cid in answer]
        if alone and len(answer) > 1:
            raise ValidationError(
                _("You picked “%(alone)s” and something else. Pick one or the other.") % {"alone": alone[0].label}
            )
        limit = self.question.limit
        if limit and len(answer) > limit:
            raise ValidationError(
                ngettext("Pick no more than %(limit)s.", "Pick no more than %(limit)s.", limit) % {"limit": limit}
            )

    def to_store(self) -> Answer:
        """The valid answer as the document keeps it; None when nothing was picked or written."""
        answer: Answer = self.cleaned_data["answer"]
        if isinstance(answer, list):
            return list(dict.fromkeys(answer)) or None
        return answer or None


def _hint(question: Question) -> str:
    """The help under a question: its own words, then what holds for its kind."""
    words = [question.help]
    if question.kind == QuestionKind.MULTIPLE and not question.limit:
        words.append(_("Pick as many as you like."))
    elif question.kind == QuestionKind.MULTIPLE:
        words.append(_("Pick up to %(limit)s.") % {"limit": question.limit})
    elif question.kind == QuestionKind.TEXT:
        words.append(_("Please do not put names in here. Nobody watches this live."))
    return " ".join(filter(None, words))


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice.cid, choice.label) for choice in question.choices]


def _single(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=question.label,
        help_text=_hint(question),
        choices=_choices(question),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Pick one of the answers on this page.")},
    )


def _multiple(question: Question) -> forms.Field:
    words = _("Pick from the answers on this page.")
    return forms.MultipleChoiceField(
        label=question.label,
        help_text=_hint(question),
        choices=_choices(question),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": words, "invalid_list": words},
    )


def _text(question: Question) -> forms.Field:
    field = forms.CharField(
        label=question.label,
        help_text=_hint(question),
        max_length=question.max_length or 1000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        required=False,
        error_messages={
            "max_length": _("Your answer is %(show_value)s letters long. Make it %(limit_value)s or fewer."),
            "null_characters_not_allowed": _("Some of this is not text. Please type it again."),
        },
    )
    # Without the attribute the browser lets people finish their sentence; we say kindly that it is too long.
    field.widget.attrs.pop("maxlength", None)
    return field


_FIELDS = {QuestionKind.SINGLE: _single, QuestionKind.MULTIPLE: _multiple, QuestionKind.TEXT: _text}


class SendForm(forms.Form):
    """The last button, with a box that people do not see: a script that fills every box gives itself away."""

    website = forms.CharField(required=False, max_length=0, label=_("Leave this empty"))
