"""A skip rule in words: “Shown when ‘How do you get home’ is ‘Walk’”. For staff, so in plain English. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from surveys.definition import Definition, Question
from surveys.enums import QuestionKind
from surveys.expressions.naming import SEVERAL, short
from surveys.expressions.phrases import TURNED, compares, functions, on_days, reckoned, said_day
from surveys.expressions.reading import read
from surveys.expressions.tree import COMPARING, COUNTING, Node, RuleError
from surveys.expressions.values import RATHER_NOT, to_text, words_of


def in_words(rule: str, definition: Definition) -> str:
    """A whole sentence without its full stop. A rule that cannot be read is given as it stands. Never raises."""
    if not rule.strip():
        return _("Shown to everybody")
    return _("Shown when %(condition)s") % {"condition": condition(rule, definition)}


def condition(rule: str, definition: Definition) -> str:
    """What `rule` asks for, to stand after “when”; empty for an empty rule."""
    if not rule.strip():
        return ""
    try:
        return _Saying(definition).say(read(rule))
    except RuleError:
        return rule


class _Saying:
    """The words of one rule."""

    def __init__(self, definition: Definition) -> None:
        self.named = {one.name: one for one in definition.questions}
        self.answered: set[tuple[str | float, str]] = set()

    def say(self, node: Node) -> str:
        if node.op in ("and", "or"):
            return self._joined(node)
        if node.op == "not":
            return self._not(node.args[0])
        if node.op in COMPARING:
            return self._compared(node.op, *node.args)
        if node.op == "selected":
            return self._selected(*node.args, yes=True)
        if node.op == "ref":
            return _("%(thing)s is answered") % {"thing": self.thing(node)}
        return {"true": _("always"), "false": _("never")}.get(node.op) or _("%(thing)s is something") % {
            "thing": self.thing(node)
        }

    def _joined(self, node: Node) -> str:
        before = set(self.answered)
        if node.op == "and":
            self.answered |= {
                (one.args[0].value, one.args[0].part) for one in node.args if one.op == "!=" and one.args[1].value == ""
            }
        said = [f"({self.say(one)})" if one.op in ("and", "or") else self.say(one) for one in node.args]
        self.answered = before
        return (_(" and ") if node.op == "and" else _(" or ")).join(said)

    def _not(self, node: Node) -> str:
        if node.op == "selected":
            return self._selected(*node.args, yes=False)
        if node.op == "=":
            return self._compared("!=", *node.args)
        return _("it is not so that (%(this)s)") % {"this": self.say(node)}

    def _compared(self, op: str, left: Node, right: Node) -> str:
        if left.op == "literal" and right.op != "literal":
            left, right, op = right, left, TURNED.get(op, op)
        if right.op == "literal" and right.value == "":
            words = _("%(thing)s is not answered") if op == "=" else _("%(thing)s is answered")
            return words % {"thing": self.thing(left)}
        said = {"thing": self.thing(left), "value": self.value(right, self.question(left))}
        if op == "!=" and left.op == "ref" and (left.value, left.part) not in self.answered:
            return _("%(thing)s is not %(value)s (or not answered)") % said
        return (on_days() if self._is_day(left) or self._is_day(right) else compares())[op] % said

    def _is_day(self, node: Node) -> bool:
        question = self.question(node)
        days = (QuestionKind.DATE, QuestionKind.MONTH)
        return node.op == "today" or (question is not None and question.kind in days)

    def _selected(self, several: Node, one: Node, *, yes: bool) -> str:
        if several.op == "literal" and one.op != "literal":
            values = _(" or ").join(self._choice(name, self.question(one)) for name in words_of(several.value))
            words = _("%(thing)s is %(value)s") if yes else _("%(thing)s is not %(value)s")
            return words % {"thing": self.thing(one), "value": values}
        question = self.question(several)
        said = {"thing": self.thing(several), "value": self.value(one, question)}
        if question and question.kind not in SEVERAL:
            return (_("%(thing)s is %(value)s") if yes else _("%(thing)s is not %(value)s")) % said
        return (_("%(thing)s includes %(value)s") if yes else _("%(thing)s does not include %(value)s")) % said

    def question(self, node: Node) -> Question | None:
        return self.named.get(str(node.value)) if node.op == "ref" else None

    def value(self, node: Node, question: Question | None) -> str:
        """What something is compared with."""
        if node.op == "literal":
            return self._choice(node.value, question)
        return self.thing(node)

    def _choice(self, value: str | float, question: Question | None) -> str:
        name = to_text(value)
        if name == RATHER_NOT:
            return _("‘I would rather not say’")
        for choice in question.choices if question else ():
            if choice.name == name:
                return f"‘{choice.label}’"
        return said_day(name) or (name if isinstance(value, float) else f"‘{name}’")

    def thing(self, node: Node) -> str:
        """What is asked about."""
        if node.op == "ref":
            return self._named(node)
        if node.op == "literal":
            return self._choice(node.value, None)
        args = [self.thing(one) for one in node.args]
        if node.op in COUNTING or node.op in ("coalesce", "negative"):
            return reckoned(node.op, args)
        if node.op == "if":
            said = {"rule": self.say(node.args[0]), "yes": args[1], "no": args[2]}
            return _("(%(yes)s if %(rule)s, else %(no)s)") % said
        made = functions().get(node.op)
        return made(args) if made else f"({self.say(node)})"

    def _named(self, node: Node) -> str:
        question = self.question(node)
        if question is None:
            return f"‘{node.value}’"
        if not node.part:
            return f"‘{short(question.label)}’"
        parts = [one.label for one in question.rows if node.part in (one.code, one.rid)]
        parts += [one.label for one in question.choices if one.name == node.part and not question.rows]
        return f"‘{short(question.label)}: {short(parts[0] if parts else node.part)}’"
