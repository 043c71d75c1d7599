"""From the fields of one question to the answer that a draft keeps, and back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.areas.queries import split_postcode
from surveys.definition import ELSEWHERE, PREFER_NOT, Answer, Question
from surveys.enums import BY_ROW, QuestionKind
from surveys.kinds import NOT, POSTCODE, parts_of
from surveys.typed import Mistyped, date_of, month_of, number_of, plain_digits

T = TypeVar("T")
Cleaned = Mapping[str, Any]


class Unfit(ValueError):
    """The fields say nothing that can be kept. `field`: beside which the words stand."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def collect(question: Question, cleaned: Cleaned) -> Answer:
    """The answer in valid fields; None when all were left empty. Raises Unfit where they do not go together."""
    answer = _COLLECTORS.get(question.kind, _plain)(question, cleaned)
    if not cleaned.get(NOT):
        return answer
    if answer is not None:
        raise Unfit(NOT, _("You answered, and ticked “I would rather not say”. Pick one or the other."))
    return PREFER_NOT


def spread(question: Question, answer: Answer) -> dict[str, Any]:
    """`answer` as the fields show it again. An answer of the wrong shape shows as none."""
    if answer == PREFER_NOT:
        picked = [PREFER_NOT] if question.kind == QuestionKind.MULTIPLE else PREFER_NOT
        return {"answer": picked} if PREFER_NOT in question.choice else {NOT: True}
    parts = parts_of(question)
    if not parts:
        return {"answer": f"{answer:.15g}" if isinstance(answer, float) else answer}
    if isinstance(answer, dict):
        return {name: answer.get(part) for name, part in parts.items()}
    if question.kind == QuestionKind.RANKING and isinstance(answer, list):
        return dict(zip(parts, answer, strict=False))
    if isinstance(answer, str):
        year, month, day = [*answer.split("-"), "", ""][:3]
        said = {"year": year, "month": month.lstrip("0"), "day": day.lstrip("0")}
        return {name: said[part] for name, part in parts.items() if part in said}
    return {}


def _plain(_question: Question, cleaned: Cleaned) -> Answer:
    answer: Answer = cleaned["answer"]
    return answer or None


def _several(question: Question, cleaned: Cleaned) -> Answer:
    picked = list(dict.fromkeys(cleaned["answer"]))
    alone = [choice for choice in question.choices if choice.alone and choice.cid in picked]
    if alone and len(picked) > 1:
        words = _("You picked “%(alone)s” and something else. Pick one or the other.")
        raise Unfit("answer", words % {"alone": alone[0].label})
    if picked == [PREFER_NOT]:
        return PREFER_NOT
    limit, least = question.limit, question.least
    if limit and len(picked) > limit:
        raise Unfit(
            "answer", ngettext("Pick no more than %(limit)s.", "Pick no more than %(limit)s.", limit) % {"limit": limit}
        )
    if picked and not alone and len(picked) < least:
        words = ngettext("Pick at least %(least)s, or skip this.", "Pick at least %(least)s, or skip this.", least)
        raise Unfit("answer", words % {"least": least})
    return picked or None


def _place(question: Question, cleaned: Cleaned) -> Answer:
    """What was picked, or the square of the postcode that was typed; one that is not in the list is somewhere else."""
    picked, typed = _plain(question, cleaned), cleaned.get(POSTCODE, "")
    if not typed.strip():
        return picked
    first, _second = split_postcode(typed)
    if not first:
        raise Unfit(POSTCODE, _("That is not the first half of a postcode. Write one like BS1, or pick a square."))
    elsewhere = next(choice.cid for choice in question.choices if choice.code == ELSEWHERE)
    found = dict(question.districts).get(first, elsewhere)
    if picked not in (None, found):
        raise Unfit(POSTCODE, _("This postcode is not in the square that you picked. Empty one of the two."))
    return found


def _number(question: Question, cleaned: Cleaned) -> Answer:
    if not cleaned["answer"]:
        return None
    return _read(lambda: number_of(cleaned["answer"], question), "answer")


def _month(question: Question, cleaned: Cleaned) -> Answer:
    return _moment(question, cleaned, month_of)


def _date(question: Question, cleaned: Cleaned) -> Answer:
    return _moment(question, cleaned, date_of)


def _moment(question: Question, cleaned: Cleaned, read: Callable[..., str]) -> Answer:
    said = {part: cleaned[name] for name, part in parts_of(question).items()}
    return _read(lambda: read(**said)) if any(said.values()) else None


def _read(read: Callable[[], T], field: str = "") -> T:
    try:
        return read()
    except Mistyped as problem:
        raise Unfit(field or f"answer_{problem.part}", str(problem)) from None


def _ranking(question: Question, cleaned: Cleaned) -> Answer:
    order: list[str] = []
    for name in parts_of(question):
        cid = cleaned[name]
        if cid and cid in order:
            words = _("You picked “%(label)s” for two places. Each can have one place.")
            raise Unfit(name, words % {"label": question.choice[cid].label})
        if cid:
            order.append(cid)
    return order or None


def _rows(question: Question, cleaned: Cleaned) -> Answer:
    return {rid: cleaned[name] for name, rid in parts_of(question).items() if cleaned[name]} or None


def _points(question: Question, cleaned: Cleaned) -> Answer:
    given: dict[str, int] = {}
    last = ""
    for name, cid in parts_of(question).items():
        text = plain_digits(cleaned[name])
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise Unfit(name, _("Write points as whole numbers, such as 3."))
        given[cid], last = int(text), name
    if not any(given.values()):
        return None
    left = question.total - sum(given.values())
    if left > 0:
        words = ngettext(
            "There is %(left)s point left to share out.", "There are %(left)s points left to share out.", left
        )
        raise Unfit(last, words % {"left": left})
    if left < 0:
        words = ngettext("That is %(over)s point too many.", "That is %(over)s points too many.", -left)
        raise Unfit(last, words % {"over": -left})
    return {cid: points for cid, points in given.items() if points}


_COLLECTORS: dict[str, Callable[[Question, Cleaned], Answer]] = {
    QuestionKind.MULTIPLE: _several,
    QuestionKind.PLACE: _place,
    QuestionKind.NUMBER: _number,
    QuestionKind.MONTH: _month,
    QuestionKind.DATE: _date,
    QuestionKind.RANKING: _ranking,
    QuestionKind.POINTS: _points,
    **dict.fromkeys(BY_ROW, _rows),
}
