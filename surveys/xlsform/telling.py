"""What the cells of a question, and the rows of its choices, say in a form: XLSForm's columns and our own. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from surveys.definition import PREFER_NOT, Definition, Question
from surveys.enums import BY_ROW, WRITING
from surveys.enums import QuestionKind as Kind
from surveys.xlsform.bounds import constraint_of
from surveys.xlsform.limits import LONGEST_CHOICE_NAME
from surveys.xlsform.naming import free
from surveys.xlsform.terms import ALONE, ALT, NAME, NO_NAME, PICTURE, STANDARD, USUAL
from surveys.xlsform.terms import PREFER_NOT as RATHER_NOT

Row = dict[str, str]
Words = Callable[[str, str, str, str], Row]
"""Column, id, field, words in the first language → a cell for each language."""
_END = re.compile(r"[0-9]+ – (.*)", re.DOTALL)


def our_columns(question: Question, words: Words) -> Row:
    """The cells of one question."""
    found: Row = {
        "sayso_need": question.need,
        "sayso_unit": question.unit,
        "sayso_total": str(question.total or ""),
        "sayso_limit": _limit(question),
        STANDARD: question.standard,
        "sayso_prefer_not": "yes" if question.prefer_not else "",
        "sayso_about_you": "yes" if question.about_you else "",
        "sayso_squares": "yes" if question.squares else "",
        **words("sayso_easy", question.qid, "easy", question.easy),
        **words("sayso_spoken", question.qid, "spoken", question.spoken),
    }
    if question.picture:
        found[PICTURE] = str(question.picture.image)
        found |= words(ALT, question.qid, "alt", question.picture.alt)
    return found


def _limit(question: Question) -> str:
    """How many places a ranking has; "0" for words without a longest answer."""
    if question.kind in WRITING:
        return "" if question.max_length else "0"
    return str(question.limit or "") if question.kind == Kind.RANKING else ""


def ends(question: Question, definition: Definition) -> dict[str, dict[str, str]]:
    """What the first and the last step of a scale mean, by language."""
    steps = [choice for choice in question.choices if not choice.alone]
    found: dict[str, dict[str, str]] = {"low": {}, "high": {}}
    for name, step in zip(found, (steps[0], steps[-1]) if steps else (), strict=False):
        first = _end(step.label)
        found[name][definition.languages[0]] = first
        for language in definition.languages[1:]:
            texts = (definition.texts or {}).get(language, {})
            said = texts.get(question.qid, {}).get(name) or _end(texts.get(step.cid, {}).get("label", ""))
            found[name][language] = said if said != first else ""
    return found


def _end(label: str) -> str:
    found = _END.fullmatch(label)
    return found[1] if found else ""


def lines_of(question: Question) -> list[tuple[str, str]]:
    """The rows that a question has in the form: their ids and short names."""
    if question.kind == Kind.POINTS:
        return [(choice.cid, choice.code) for choice in question.choices]
    return [(row.rid, row.code) for row in question.rows] if question.kind in BY_ROW else []


def constraint(question: Question) -> str:
    """The bounds of an answer, as XLSForm says them; empty where there are none."""
    if question.kind == Kind.NUMBER:
        return constraint_of(minimum=question.minimum, maximum=question.maximum)
    if question.kind == Kind.MULTIPLE:
        alone = tuple(choice.name for choice in question.choices if choice.alone)
        return constraint_of(least=question.least, limit=question.limit, alone=alone)
    return constraint_of(max_length=0 if question.max_length == USUAL.get(question.kind) else question.max_length)


def option_rows(question: Question, definition: Definition, words: Words) -> Iterator[Row]:
    """The choices of a question as rows of the sheet `choices`, the name of their list left empty."""
    given = {RATHER_NOT} if any(choice.cid == PREFER_NOT for choice in question.choices) else set()
    for choice in question.choices:
        name = RATHER_NOT if choice.cid == PREFER_NOT else free(choice.name, given, LONGEST_CHOICE_NAME)
        given.add(name)
        said = words("label", choice.cid, "label", choice.label)
        if choice.emoji:
            said = {column: f"{choice.emoji} {label}" for column, label in said.items() if label}
        own = "" if name == choice.code else choice.code or NO_NAME
        row = {"list_name": "", "name": name, **said, NAME: own, ALONE: "yes" if choice.alone else ""}
        if choice.picture:
            row |= {PICTURE: str(choice.picture.image), **_alt(choice.cid, choice.picture.alt, definition)}
        yield row


def _alt(cid: str, first: str, definition: Definition) -> Row:
    """What a picture shows, without colons in the headings: other tools take columns of choices for plain names."""
    texts = definition.texts or {}
    return {
        ALT: first,
        **{f"{ALT}_{code}": texts.get(code, {}).get(cid, {}).get("alt", "") for code in definition.languages[1:]},
    }
