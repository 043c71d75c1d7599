"""What is wrong with a skip rule in its survey: names, order, choices and kinds of answer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from surveys.definition import Definition, Question
from surveys.expressions.comparing import compared
from surveys.expressions.naming import parts_of, short
from surveys.expressions.reading import read
from surveys.expressions.tree import Node, RuleError


@dataclass(frozen=True)
class Standing:
    """Where a rule stands. `place`: of its question, or of the first one in its section. `label`: how to call it."""

    definition: Definition
    place: int
    label: str
    is_section: bool = False

    def question(self, node: Node) -> Question | None:
        """The question that `node` reads."""
        found = self.definition.named.get(str(node.value)) if node.op == "ref" else None
        return found[1] if found else None


def faults(rule: str, standing: Standing) -> list[RuleError]:
    """Everything that keeps `rule` from being published there; empty where all is well. Never raises."""
    if not rule.strip():
        return []
    try:
        tree = read(rule)
    except RuleError as problem:
        return [problem]
    found = [RuleError(words, node.at) for node in tree.walk() for words in _about(node, standing)]
    return found or [RuleError(words, node.at) for node in tree.walk() for words in compared(node, standing.question)]


def _about(node: Node, standing: Standing) -> Iterator[str]:
    """What is wrong with one name in a rule."""
    if node.op == ".":
        yield _("A dot means the answer to this question itself, which nobody has given before it is shown.")
    if node.op != "ref":
        return
    found = standing.definition.named.get(str(node.value))
    if found is None:
        yield _unknown(str(node.value), list(standing.definition.named))
        return
    place, question = found
    words = {"this": short(standing.label), "that": short(question.label)}
    if not question.asks:
        yield _("‘%(that)s’ asks nothing, so nothing can depend on it.") % words
    elif place == standing.place and not standing.is_section:
        yield _("‘%(this)s’ cannot depend on its own answer.") % words
    elif place >= standing.place:
        yield (
            _(
                "‘%(this)s’ comes before ‘%(that)s’, so it cannot depend on its answer. Move one of them, or use an "
                "earlier question."
            )
            % words
        )
    else:
        yield from _about_part(node, question)


def _unknown(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    if near:
        return _("No question has the short name ‘%(name)s’. Is it ${%(near)s}?") % {"name": name, "near": near[0]}
    return _("No question has the short name ‘%(name)s’.") % {"name": name}


def _about_part(node: Node, question: Question) -> Iterator[str]:
    """What is wrong with the row or choice after a dot, or with its absence."""
    parts = parts_of(question)
    words = {"label": short(question.label), "part": node.part, "name": node.value}
    examples = {"example": f"${{{node.value}.{parts[0]}}}" if parts else ""}
    if node.part and not parts:
        yield _("‘%(label)s’ has one answer only: leave “.%(part)s” out.") % words
    elif node.part and node.part not in parts:
        known = ", ".join(parts)
        yield _("‘%(label)s’ has no part called ‘%(part)s’. It has: %(known)s.") % {**words, "known": known}
    elif parts and not node.part:
        yield _("‘%(label)s’ has several answers. Say which one, such as %(example)s.") % {**words, **examples}
