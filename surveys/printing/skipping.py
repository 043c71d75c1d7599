"""Skip rules in words, for paper: what somebody with a pen needs to know to go the same way. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from surveys.definition import Definition, Question
from surveys.enums import CHOOSING
from surveys.expressions import Node, RuleError, read
from surveys.expressions import condition as in_words

LITERAL = "literal"
_COMPARED = {
    "<": lambda: _("your answer to question %(number)s is less than %(value)s"),
    "<=": lambda: _("your answer to question %(number)s is %(value)s or less"),
    ">": lambda: _("your answer to question %(number)s is more than %(value)s"),
    ">=": lambda: _("your answer to question %(number)s is %(value)s or more"),
    "=": lambda: _("your answer to question %(number)s is “%(value)s”"),
    "!=": lambda: _("your answer to question %(number)s is not “%(value)s”"),
}


class _Unsayable(Exception):
    """A rule that is too involved for a short sentence."""


def numbers_of(definition: Definition) -> dict[str, int]:
    """The printed number of each question that asks something, by its id."""
    asking = (question.qid for question in definition.questions if question.asks)
    return {qid: number for number, qid in enumerate(asking, 1)}


def rule_of(definition: Definition, question: Question) -> str:
    """Everything that `question` stands under: its part's rule and its own, as one rule; "" for none."""
    section = definition.section.get(question.section)
    rules = [rule for rule in (section.when if section else "", question.when) if rule.strip()]
    return " and ".join(f"({rule})" for rule in rules) if len(rules) > 1 else "".join(rules)


def skip_words(definition: Definition, question: Question) -> str:
    """“Answer this if …, else go to question 7.” for `question`; "" where everybody answers it."""
    rule = rule_of(definition, question)
    if not rule:
        return ""
    try:
        condition = _condition(rule, definition)
    except RuleError:
        return _("This one is only for some people. If it does not fit you, go on to the next question.")
    after = _after(definition, question, rule)
    if after is None:
        return _("Answer this only if %(condition)s. If not, you have come to the end.") % {"condition": condition}
    return _("Answer this only if %(condition)s. If not, go to question %(number)s.") % {
        "condition": condition,
        "number": after,
    }


def _condition(rule: str, definition: Definition) -> str:
    """With the numbers that are printed, where a short sentence can hold it; else as staff read it."""
    try:
        return _said(read(rule), {one.name: one for one in definition.questions}, numbers_of(definition))
    except _Unsayable:
        return in_words(rule, definition)


def _after(definition: Definition, question: Question, rule: str) -> int | None:
    """The number of the next question that does not stand under the same rule; None past the last."""
    numbers = numbers_of(definition)
    later = definition.questions[definition.places[question.qid] + 1 :]
    found = next((one for one in later if one.asks and rule_of(definition, one) != rule), None)
    return numbers[found.qid] if found else None


def _said(node: Node, named: dict[str, Question], numbers: dict[str, int], *, negated: bool = False) -> str:
    if node.op == "not":
        return _said(node.args[0], named, numbers, negated=not negated)
    if node.op in ("and", "or"):
        parts = [_said(one, named, numbers, negated=negated) for one in node.args]
        # Not (a and b) is not a or not b.
        either = (node.op == "or") != negated
        return (_(", or ") if either else _(", and ")).join(parts)
    if node.op == "selected":
        return _picked(node.args[0], node.args[1], named, numbers, negated)
    if node.op in ("=", "!=") and not negated:
        return _equal(node, named, numbers)
    if node.op in _COMPARED and not negated and _is_number(node.args[1]):
        number = f"{node.args[1].value:g}"
        return _COMPARED[node.op]() % {"number": _place(node.args[0], named, numbers)[1], "value": number}
    raise _Unsayable


def _is_number(node: Node) -> bool:
    return node.op == LITERAL and not isinstance(node.value, str)


def _equal(node: Node, named: dict[str, Question], numbers: dict[str, int]) -> str:
    """`${a} = 'x'` and `${a} != 'x'`; against an empty text: not answered, and answered."""
    left, right = node.args
    question, number = _place(left, named, numbers)
    if right.value == "" and right.op == LITERAL:
        words = _("you did not answer question %(number)s") if node.op == "=" else _("you answered question %(number)s")
        return words % {"number": number}
    if isinstance(right.value, str) and question.kind in CHOOSING:
        return _picked(left, right, named, numbers, node.op == "!=")
    if right.op != LITERAL:
        raise _Unsayable
    value = right.value if isinstance(right.value, str) else f"{right.value:g}"
    return _COMPARED[node.op]() % {"number": number, "value": value}


def _picked(ref: Node, what: Node, named: dict[str, Question], numbers: dict[str, int], negated: bool) -> str:
    question, number = _place(ref, named, numbers)
    label = next((one.label for one in question.choices if one.name == what.value), None)
    if label is None or what.op != LITERAL:
        raise _Unsayable
    words = (
        _("you did not tick “%(label)s” in question %(number)s")
        if negated
        else _("you ticked “%(label)s” in question %(number)s")
    )
    return words % {"label": label, "number": number}


def _place(ref: Node, named: dict[str, Question], numbers: dict[str, int]) -> tuple[Question, int]:
    question = named.get(str(ref.value)) if ref.op == "ref" and not ref.part else None
    if question is None or question.qid not in numbers:
        raise _Unsayable
    return question, numbers[question.qid]
