"""Rules of a form as skip rules here: one language, so names are put right, and what cannot be read is told. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.expressions import Node, RuleError, read
from surveys.expressions.tree import COMPARING
from surveys.xlsform.naming import PIPED, cut
from surveys.xlsform.taking import Pending, Place, Taking

_QUOTED = ("'", '"')


class NotTaken(Exception):
    """Why a rule was left out, in plain words."""


@dataclass(frozen=True)
class Names:
    """What the form's names mean. `reads`: the names that each name's rule reads. `known`: all names of the form."""

    places: Mapping[str, Place]
    twice: frozenset[str]
    known: frozenset[str]
    reads: Mapping[str, tuple[str, ...]]


def take_rules(taking: Taking, known: frozenset[str]) -> int:
    """Write every rule that can be kept into its block, and tell of the others. Gives how many were kept.

    `known`: every name of the form, also of what could not be taken.
    """
    names = Names(taking.places, frozenset(taking.twice), known, _reads(taking))
    kept = 0
    for pending in taking.pending:
        rules = []
        for row, rule in pending.pieces:
            try:
                rules.append(translated(rule, names, pending))
            except NotTaken as why:
                words = _("Its rule “%(rule)s” was left out, so it is shown to everybody: %(why)s")
                taking.report.left(row, words % {"rule": cut(rule, 120), "why": why})
        pending.value["when"] = _joined(taking, pending, rules)
        kept += bool(pending.value["when"])
    return kept


def _joined(taking: Taking, pending: Pending, rules: list[str]) -> str:
    whole = rules[0] if len(rules) == 1 else " and ".join(f"({rule})" for rule in rules)
    if not whole:
        return ""
    try:
        read(whole)
    except RuleError as problem:
        words = _("The rules of the groups round it are too much for one rule, and were left out: %(why)s")
        taking.report.left(pending.pieces[-1][0], words % {"why": problem.words})
        return ""
    return whole


def translated(rule: str, names: Names, pending: Pending) -> str:
    """`rule` with the names that questions and choices have here. Raises NotTaken."""
    for name in _references(rule):
        _check(name, names, pending)
    try:
        return rewritten(rule, names.places)
    except RuleError as problem:
        raise NotTaken(problem.words) from None


def _check(name: str, names: Names, pending: Pending) -> None:
    place = names.places.get(name)
    if name in names.twice:
        raise NotTaken(_("there are two questions called “%(name)s”.") % {"name": name})
    if place is None:
        words = _("“%(name)s” could not be taken.") if name in names.known else _("nothing is called “%(name)s”.")
        raise NotTaken(words % {"name": cut(name, 60)})
    if place.position < pending.position:
        return
    circle = _circle(name, pending.own, names)
    if circle:
        raise NotTaken(_("rules read each other in a circle: %(circle)s.") % {"circle": " → ".join(circle)})
    words = _("“%(name)s” (row %(row)s) is asked later, and rules look back only.")
    raise NotTaken(words % {"name": name, "row": place.row})


def _circle(name: str, own: str, names: Names) -> list[str]:
    """The way from `own` over `name` back to `own`; empty where there is none."""
    ways, seen = [[own, name]], {name}
    while own and ways:
        way = ways.pop()
        if way[-1] == own:
            return way
        for following in names.reads.get(way[-1], ()):
            if following == own or following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _reads(taking: Taking) -> dict[str, tuple[str, ...]]:
    return {
        pending.own: tuple(name for _row, rule in pending.pieces for name in _references(rule))
        for pending in taking.pending
        if pending.own
    }


def _references(rule: str) -> list[str]:
    """The names in `${…}`, as the form writes them."""
    return [piece[2:-1].strip() for piece, quoted in _pieces(rule) if not quoted and piece.startswith("${")]


def _pieces(rule: str) -> Iterator[tuple[str, bool]]:
    """`rule` in pieces: quoted texts (True), references, and what is between them."""
    at = 0
    while at < len(rule):
        if rule[at] in _QUOTED:
            end = rule.find(rule[at], at + 1)
            end = len(rule) if end < 0 else end + 1
            yield rule[at:end], True
        else:
            found = PIPED.match(rule, at)
            end = found.end() if found else min(_next(rule, at + 1), len(rule))
            yield rule[at:end], False
        at = end


def _next(rule: str, start: int) -> int:
    places = [rule.find(mark, start) for mark in ("'", '"', "${")]
    return min((place for place in places if place >= 0), default=len(rule))


def rewritten(rule: str, places: Mapping[str, Place]) -> str:
    """`rule` with what each name, and each choice that it is compared with, is called in `places`; other names stay.

    Raises RuleError where it cannot be read then, and NotTaken where it asks for a choice whose name was changed.
    """
    renamed = "".join(_renamed(piece, places) if not quoted else piece for piece, quoted in _pieces(rule))
    here = {place.name: place for place in places.values()}
    swaps: dict[int, tuple[str, str]] = {}
    for reference, text in _compared(read(renamed)):
        place = here.get(".".join(filter(None, [str(reference.value), reference.part])))
        said = str(text.value)
        if place and said in place.changed:
            raise NotTaken(_("it asks for the choice “%(name)s”, whose name was changed.") % {"name": cut(said, 60)})
        if place and place.choices.get(said, said) != said:
            swaps[text.at] = (said, place.choices[said])
    for at in sorted(swaps, reverse=True):
        said, other = swaps[at]
        renamed = f"{renamed[: at + 1]}{other}{renamed[at + 1 + len(said) :]}"
    return renamed


def _renamed(piece: str, places: Mapping[str, Place]) -> str:
    place = places.get(piece[2:-1].strip()) if piece.startswith("${") else None
    return f"${{{place.name}}}" if place else piece


def _compared(node: Node) -> Iterator[tuple[Node, Node]]:
    """Each question that is compared with a text, and the text."""
    for one in node.walk():
        if one.op in COMPARING or one.op == "selected":
            left, right = one.args
            for reference, text in ((left, right), (right, left)):
                if reference.op == "ref" and text.op == "literal" and isinstance(text.value, str):
                    yield reference, text
