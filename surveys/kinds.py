"""Each kind of question as form fields: native inputs alone, no grid, nothing required.

A kind has one field called `answer`, or several parts called `answer_…` (a row, a place in an order, the month). Ids of
parts come from the definition, so forged ones are never looked at. `surveys.collecting` reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition import Choice, Question
from surveys.enums import BY_ROW, CHOOSING, WRITING, QuestionKind

NOT = "answer-not"
"""The tick box "I would rather not say" of kinds that have no such choice."""

POSTCODE = "answer_postcode"
"""Where the first half of a postcode is typed in place of picking a square. It is never kept."""

MOST_DIGITS = 40
Fields = dict[str, forms.Field]


def readable(value: str) -> None:
    """Refuses what no database takes as text: half a letter that a broken phone or a script sent."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValidationError(_("Some of this is not text. Please type it again.")) from None


class Typed(forms.CharField):
    """A line or a box that people write in. The browser cuts nothing off: we say kindly that it is too long."""

    default_validators = [readable]

    def __init__(self, *, most: int, **options: Any) -> None:
        words = {
            "max_length": _("Your answer is %(show_value)s letters long. Make it %(limit_value)s or fewer."),
            "null_characters_not_allowed": _("Some of this is not text. Please type it again."),
        }
        super().__init__(max_length=most, required=False, error_messages=words, **options)
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs["autocomplete"] = "off"


def fields_for(question: Question) -> Fields:
    """The fields of `question`, in the order in which they are shown; none where it asks nothing."""
    if not question.asks:
        return {}
    fields = _MAKERS[question.kind](question)
    if question.prefer_not and question.kind not in _PICKING:
        fields[NOT] = forms.BooleanField(label=_("I would rather not say"), required=False)
    return fields


def parts_of(question: Question) -> dict[str, str]:
    """Field name → the part that it is for: a row, a choice, a place ("1"), or "day", "month", "year"."""
    if question.kind in BY_ROW:
        return {f"answer_{row.rid}": row.rid for row in question.rows}
    if question.kind == QuestionKind.POINTS:
        return {f"answer_{choice.cid}": choice.cid for choice in question.choices}
    if question.kind == QuestionKind.RANKING:
        return {f"answer_{place}": str(place) for place in range(1, places_of(question) + 1)}
    if question.kind == QuestionKind.MONTH:
        return {"answer_month": "month", "answer_year": "year"}
    if question.kind == QuestionKind.DATE:
        return {"answer_day": "day", "answer_month": "month", "answer_year": "year"}
    return {}


def places_of(question: Question) -> int:
    """How many places there are to fill in an order."""
    return min(question.limit or len(question.choices), len(question.choices))


def hint(question: Question) -> str:
    """The help under a question: its own words, then what holds for its kind."""
    return " ".join(filter(None, [question.help, _KIND_HINTS.get(question.kind, lambda _question: "")(question)]))


def _several_hint(question: Question) -> str:
    if question.least and question.limit:
        return _("Pick %(least)s to %(limit)s.") % {"least": question.least, "limit": question.limit}
    if question.least:
        return _("Pick at least %(least)s.") % {"least": question.least}
    if question.limit:
        return _("Pick up to %(limit)s.") % {"limit": question.limit}
    return _("Pick as many as you like.")


def _text_hint(_question: Question) -> str:
    return _("Please do not put names in here. Nobody watches this live.")


def _points_hint(question: Question) -> str:
    return _("Share out %(total)s points. Give more to what matters more.") % {"total": question.total}


_KIND_HINTS: dict[str, Callable[[Question], str]] = {
    QuestionKind.MULTIPLE: _several_hint,
    QuestionKind.TEXT: _text_hint,
    QuestionKind.SHORT: _text_hint,
    QuestionKind.POINTS: _points_hint,
    QuestionKind.DATE: lambda _question: _("Such as 27 March 2026."),
    QuestionKind.MONTH: lambda _question: _("Such as March 2026."),
}


def _said(choice: Choice) -> str | SafeString:
    """The words of a choice; a face stands before them for the eye only."""
    return (
        format_html('<span aria-hidden="true">{}</span> {}', choice.emoji, choice.label)
        if choice.emoji
        else choice.label
    )


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice.cid, _said(choice)) for choice in question.choices]


def _radios(label: str, choices: list[tuple[str, str]], help_text: str = "") -> forms.Field:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Pick one of the answers on this page.")},
    )


def _single(question: Question) -> Fields:
    return {"answer": _radios(question.label, _choices(question), hint(question))}


def _place(question: Question) -> Fields:
    """Areas to tick; or squares, of which there are too many to tick: a list, or the first half of a postcode."""
    if not question.squares:
        return _single(question)
    return {
        "answer": _pick(_("Your square of the map"), _choices(question)),
        POSTCODE: Typed(
            most=MOST_DIGITS,
            label=_("Or type the first half of your postcode"),
            help_text=_("Such as BS1. We use it once to find the square, and do not keep it."),
            widget=forms.TextInput(attrs={"class": "short", "autocapitalize": "characters", "spellcheck": "false"}),
        ),
    }


def _multiple(question: Question) -> Fields:
    words = _("Pick from the answers on this page.")
    field = forms.MultipleChoiceField(
        label=question.label,
        help_text=hint(question),
        choices=_choices(question),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": words, "invalid_list": words},
    )
    return {"answer": field}


def _text(question: Question) -> Fields:
    most = question.max_length or 1000
    widget = forms.Textarea(attrs={"rows": 5, "data-most": most})
    return {"answer": Typed(most=most, label=question.label, help_text=hint(question), widget=widget)}


def _short(question: Question) -> Fields:
    most = question.max_length or 100
    widget = forms.TextInput(attrs={"data-most": most})
    return {"answer": Typed(most=most, label=question.label, help_text=hint(question), widget=widget)}


def _digits(label: str, help_text: str = "", mode: str = "numeric") -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": mode, "class": "short"})
    return Typed(most=MOST_DIGITS, label=label, help_text=help_text, widget=widget)


def _number(question: Question) -> Fields:
    # Phones' number pads have no minus sign, and some no comma.
    below = question.minimum is None or question.minimum < 0
    mode = "text" if below else "numeric" if question.whole else "decimal"
    words = [hint(question), _("In %(unit)s.") % {"unit": question.unit} if question.unit else ""]
    return {"answer": _digits(question.label, " ".join(filter(None, words)), mode)}


def _pick(label: str, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        choices=[("", "–"), *choices],
        required=False,
        widget=forms.Select(attrs={"autocomplete": "off"}),
        error_messages={"invalid_choice": _("Pick one of the answers on this page.")},
    )


def _month(_question: Question) -> Fields:
    names = [(str(number), str(name)) for number, name in dates.MONTHS.items()]
    return {"answer_month": _pick(_("Month"), names), "answer_year": _digits(_("Year"))}


def _date(question: Question) -> Fields:
    return {"answer_day": _digits(_("Day")), **_month(question)}


def _ranking(question: Question) -> Fields:
    choices = [(choice.cid, choice.label) for choice in question.choices]
    return {
        name: _pick(ngettext("Place %(place)s", "Place %(place)s", int(place)) % {"place": place}, choices)
        for name, place in parts_of(question).items()
    }


def _rows(question: Question) -> Fields:
    choices = _choices(question)
    return {name: _radios(question.row[rid].label, choices) for name, rid in parts_of(question).items()}


def _points(question: Question) -> Fields:
    return {name: _digits(question.choice[cid].label) for name, cid in parts_of(question).items()}


_PICKING = CHOOSING | {QuestionKind.MULTIPLE}
"""Kinds whose "I would rather not say" is one of their choices."""

_MAKERS: dict[str, Callable[[Question], Fields]] = {
    **dict.fromkeys(CHOOSING, _single),
    QuestionKind.PLACE: _place,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TEXT: _text,
    QuestionKind.SHORT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.MONTH: _month,
    QuestionKind.DATE: _date,
    QuestionKind.RANKING: _ranking,
    QuestionKind.GRID: _rows,
    QuestionKind.STATEMENTS: _rows,
    QuestionKind.POINTS: _points,
}

ONE_LINE = WRITING | {QuestionKind.NUMBER}
"""Kinds with one box to type in."""
