"""What a row of a form says beside its words that has no place here. Pure."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from surveys.enums import QuestionKind as Kind
from surveys.xlsform.naming import PIPED
from surveys.xlsform.taking import Taking
from surveys.xlsform.terms import KIND
from surveys.xlsform.tree import Part

_NO = ("", "no", "false", "false()")


def tell_lost(taking: Taking, part: Part, kind: Kind) -> None:
    """What a row says beside its words that has no place here."""
    row, line, report = part.line.number, part.line, taking.report
    if kind != Kind.CONSENT and line.get("bind", "required").casefold() not in _NO:
        report.told(row, _("Every question here can be skipped, so “required” was left out."))
    if kind == Kind.CONSENT and not line.get(KIND) and line.get("bind", "required").casefold() in _NO:
        report.changed(row, _("Agreeing is the one thing that cannot be skipped here."))
    if line.get("choice_filter"):
        report.changed(
            row, _("Its choices are filtered by an earlier answer in the form; here all of them are offered.")
        )
    for column, words in _LOST.items():
        if any(one[: len(column)] == column for one in line.cells):
            report.left(row, words())
    if part.base != "range" and part.base != "begin_group" and line.get("parameters"):
        report.left(row, _("Its parameters (such as a random order) were left out."))
    if not line.get(KIND):
        looks = part.appearance - _KNOWN_LOOKS
        if looks:
            report.told(
                row, _("How it looks there (“%(looks)s”) is not kept.") % {"looks": ", ".join(sorted(looks))[:80]}
            )
        said = " ".join(words for column, words in line.cells.items() if column[0] in ("label", "hint"))
        if PIPED.search(said):
            report.left(
                row, _("It repeats an earlier answer in its words: ${…} stays as it is written. Write it another way.")
            )


_KNOWN_LOOKS = frozenset({"multiline", "month-year", "minimal", "quick", "field-list", "table-list", "likert", "list"})
_LOST: dict[tuple[str, ...], Callable[[], str]] = {
    ("default",): lambda: _("An answer given beforehand (default) would lead people, so it was left out."),
    ("bind", "readonly"): lambda: _("“Read only” was left out: the answer can be changed."),
    ("bind", "calculate"): lambda: _("A calculation fills it in the form; here people answer it themselves."),
    ("trigger",): lambda: _("Its trigger was left out."),
    ("guidance_hint",): lambda: _("Guidance for interviewers was left out."),
}
