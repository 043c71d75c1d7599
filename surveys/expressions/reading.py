"""From the words of a skip rule to its tree: our own small grammar, a part of the language of XLSForm. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import VisitError

from surveys.expressions.mistakes import mistake
from surveys.expressions.tree import DEEPEST, LONGEST, MOST_NODES, Node, RuleError

_GRAMMAR = r"""
    ?start: disjunction
    ?disjunction: conjunction ("or" conjunction)*
    ?conjunction: comparison ("and" comparison)*
    ?comparison: sum (COMPARE sum)?
    ?sum: product
        | sum (PLUS | MINUS) product -> binary
    ?product: signed
        | product (TIMES | DIV | MOD) signed -> binary
    ?signed: atom
        | MINUS signed -> negative
    ?atom: "(" disjunction ")"
        | NUMBER -> number
        | TEXT -> text
        | REF -> ref
        | DOT -> itself
        | FUNCTION "(" [disjunction ("," disjunction)*] ")" -> call

    COMPARE: "!=" | "<=" | ">=" | "=" | "<" | ">"
    PLUS: "+"
    MINUS: "-"
    TIMES: "*"
    DIV: "div"
    MOD: "mod"
    DOT: "."
    NUMBER.2: /[0-9]+(\.[0-9]+)?|\.[0-9]+/
    TEXT: /'[^']*'|"[^"]*"/
    REF: /\$\{[ ]*[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)?[ ]*\}/
    FUNCTION: /[a-z][a-z-]*(?=[ \t\r\n]*\()/
    %ignore /[ \t\r\n]+/
"""
FUNCTIONS = {
    "not": (1, 1),
    "selected": (2, 2),
    "count-selected": (1, 1),
    "if": (3, 3),
    "coalesce": (2, 2),
    "string-length": (1, 1),
    "number": (1, 1),
    "today": (0, 0),
    "true": (0, 0),
    "false": (0, 0),
}
"""The functions, and the fewest and the most things that stand in their brackets."""

_LONGEST_NUMBER = 15
_BARE = re.compile(r"\$\{\s*|\s*\}")


class _Building(Transformer[Token, Node]):
    """Makes nodes while the parser reads, from the inside out, so nothing recurses however deep a rule is."""

    def disjunction(self, args: list[Node]) -> Node:
        return _node("or", args[0].at, args)

    def conjunction(self, args: list[Node]) -> Node:
        return _node("and", args[0].at, args)

    def comparison(self, args: list[Any]) -> Node:
        return self.binary(args)

    def binary(self, args: list[Any]) -> Node:
        left, op, right = args
        return _node(str(op), left.at, [left, right])

    def negative(self, args: list[Any]) -> Node:
        return _node("negative", args[0].start_pos, args[1:])

    def number(self, args: list[Token]) -> Node:
        if len(args[0]) > _LONGEST_NUMBER:
            raise RuleError(_("This number is too long."), _at(args[0]))
        return Node("literal", _at(args[0]), value=float(args[0]))

    def text(self, args: list[Token]) -> Node:
        return Node("literal", _at(args[0]), value=args[0][1:-1])

    def ref(self, args: list[Token]) -> Node:
        name, _dot, part = _BARE.sub("", args[0]).partition(".")
        return Node("ref", _at(args[0]), value=name, part=part)

    def itself(self, args: list[Token]) -> Node:
        return Node(".", _at(args[0]))

    def call(self, args: list[Any]) -> Node:
        name, given = str(args[0]), [one for one in args[1:] if one is not None]
        if name not in FUNCTIONS:
            known = ", ".join(f"{one}()" for one in FUNCTIONS)
            raise RuleError(
                _("“%(name)s()” is not known. There are: %(known)s.") % {"name": name, "known": known}, _at(args[0])
            )
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(given) <= most:
            words = _("%(name)s() takes %(wanted)s things in its brackets, with commas between; here are %(given)s.")
            raise RuleError(words % {"name": name, "wanted": most, "given": len(given)}, _at(args[0]))
        return _node(name, _at(args[0]), given)


def _at(token: Token) -> int:
    return token.start_pos or 0


def _node(op: str, at: int, args: list[Node]) -> Node:
    made = Node(op, at, tuple(args))
    if made.depth > DEEPEST:
        raise RuleError(_("There are too many brackets inside each other. Split the rule."), at)
    if made.size > MOST_NODES:
        raise RuleError(_("This rule has too many parts. Split it."), at)
    return made


_parser = Lark(_GRAMMAR, parser="lalr", transformer=_Building(), maybe_placeholders=False)


@lru_cache(maxsize=4096)
def read(rule: str) -> Node:
    """The tree of `rule`, which is not empty. Raises RuleError with plain words and the place."""
    if len(rule.encode("utf-8", "replace")) > LONGEST:
        raise RuleError(_("This rule is too long. Split it, or use a section."))
    try:
        return _parser.parse(rule)  # type: ignore[return-value]
    except UnexpectedInput as problem:
        raise mistake(rule, problem) from None
    except VisitError as problem:
        raise problem.orig_exc from None


def to_json(rule: str) -> Any:
    """The tree of `rule` for the browser's evaluator; True where it is empty. Raises RuleError."""
    return read(rule).to_json() if rule.strip() else True


def names_in(rule: str) -> list[str]:
    """The names of the questions that `rule` reads, each once, in order. Raises RuleError."""
    if not rule.strip():
        return []
    return list(dict.fromkeys(str(one.value) for one in read(rule).walk() if one.op == "ref"))
