"""Skip rules that cannot be published, and those that say something else than was meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.definition import Definition, Question
from surveys.enums import QuestionKind
from surveys.expressions import Node, RuleError, Standing, faults, read
from surveys.expressions.naming import short
from surveys.linting.problem import Problem, advice, error


@dataclass(frozen=True)
class Ruled:
    """A rule and what stands under it: a question, or all of a section. `name`: how to call it in a sentence."""

    qid: str
    rule: str
    name: str
    standing: Standing


def ruled(definition: Definition) -> Iterator[Ruled]:
    """Every rule of a survey: sections first, then questions in order."""
    first: dict[str, int] = {}
    for place, question in enumerate(definition.questions):
        first.setdefault(question.section, place)
    for section in definition.sections:
        if section.when.strip():
            name = section.title or _("a section without a title")
            place = first.get(section.sid, len(definition.questions))
            yield Ruled(section.sid, section.when, name, Standing(definition, place, name, is_section=True))
    for place, question in enumerate(definition.questions):
        if question.when.strip():
            yield Ruled(question.qid, question.when, question.label, Standing(definition, place, question.label))


def rule_errors(definition: Definition) -> Iterator[Problem]:
    """What keeps rules from being published."""
    for one in ruled(definition):
        for fault in faults(one.rule, one.standing):
            said = {"name": short(one.name), "words": fault.words, "at": fault.at + 1}
            where = _("When ‘%(name)s’ is shown: %(words)s (Letter %(at)s of the rule.)")
            yield error(one.qid, where % said)


def rule_advice(definition: Definition) -> Iterator[Problem]:
    """Comparisons that mean something else than people expect. Each is said once for a rule."""
    for one in ruled(definition):
        try:
            tree = read(one.rule)
        except RuleError:
            continue
        said = dict.fromkeys([*_unguarded(tree, one.standing, frozenset()), *_whole_lists(tree, one.standing)])
        yield from (advice(one.qid, words) for words in said)


def _unguarded(node: Node, standing: Standing, answered: frozenset[object]) -> Iterator[str]:
    """Where “is not” holds for people who gave no answer, too."""
    if node.op == "and":
        answered |= {name for one in node.args for name in _asks_for_answer(one)}
    negative = node.op == "not" and node.args[0].op in ("=", "selected")
    for one in node.args[0].args if negative else node.args if node.op == "!=" else ():
        other = [each for each in (node.args[0] if negative else node).args if each is not one]
        question = standing.question(one)
        empty = other[0].op == "literal" and other[0].value == ""
        if question and not empty and one.value not in answered and question.skippable:
            words = _(
                "The rule of ‘%(this)s’ also holds where ‘%(that)s’ was not answered. If you do not mean that, "
                "add: %(more)s"
            )
            more = f"and ${{{one.value}{'.' + one.part if one.part else ''}}} != ''"
            yield words % {"this": short(standing.label), "that": short(question.label), "more": more}
    if not negative:
        for one in node.args:
            yield from _unguarded(one, standing, answered)


def _asks_for_answer(node: Node) -> Iterator[object]:
    """The names that have an answer where `node` holds."""
    if node.op == "ref":
        yield node.value
    elif node.op in ("=", "!=", "<", "<=", ">", ">="):
        left, right = node.args
        for one, other in ((left, right), (right, left)):
            empty = other.op == "literal" and other.value == ""
            if one.op == "ref" and other.op == "literal" and (empty if node.op == "!=" else not empty):
                yield one.value
    elif node.op == "selected":
        yield from (one.value for one in node.args if one.op == "ref")


def _whole_lists(tree: Node, standing: Standing) -> Iterator[str]:
    """Where all choices of a question are compared with one."""
    for node in tree.walk():
        if node.op not in ("=", "!="):
            continue
        for one, other in (node.args, node.args[::-1]):
            question: Question | None = standing.question(one)
            if question and question.kind == QuestionKind.MULTIPLE and other.op == "literal" and other.value:
                words = _(
                    "‘%(that)s’ can have several answers, and = looks at all of them together. "
                    "Is selected(%(name)s, …) meant?"
                )
                yield words % {"that": short(question.label), "name": f"${{{one.value}}}"}
