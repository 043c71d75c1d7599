"""What is wrong with a rule that cannot be read, for somebody who never wrote one. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from lark import UnexpectedInput

from surveys.expressions.tree import COMPARING, RuleError

_WORD = re.compile(r"[^\W\d]\w*")


def mistake(rule: str, problem: UnexpectedInput) -> RuleError:
    """Where reading stopped, and what to write there instead."""
    token = getattr(problem, "token", None)
    if token is not None and token.type == "$END":
        at = len(rule)
    else:
        at = problem.pos_in_stream if problem.pos_in_stream is not None and problem.pos_in_stream >= 0 else 0
    return RuleError(_words(rule, at), at)


def _words(rule: str, at: int) -> str:
    rest = rule[at - 1 :] if rule[max(at - 1, 0) : at + 1] in ("==", "=<", "=>", "<>") else rule[at:]
    if not rest.strip():
        return _("The rule stops too early: something is missing at its end.")
    for start, words in _slips():
        if rest.startswith(start):
            return words
    word = _WORD.match(rest)
    if word:
        return _about_word(word.group())
    if any(rest.startswith(op) for op in COMPARING):
        return _("Compare two things at a time, with something on both sides, and join comparisons with “and” or “or”.")
    return _("This cannot be read from “%(rest)s” on.") % {"rest": rest[:20]}


def _slips() -> list[tuple[str, str]]:
    curly = _("Use straight quotes, ' and not ’, round a choice.")
    open_quote = _("This quote is opened and never closed, or it stands where “and” or “or” is missing.")
    return [
        *((mark, curly) for mark in "‘’“”`´"),
        ("'", open_quote),
        ('"', open_quote),
        ("==", _("Write = once.")),
        ("=<", _("Write <= and not =<.")),
        ("=>", _("Write >= and not =>.")),
        ("<>", _("Write != and not <>.")),
        ("≠", _("Write != and not ≠.")),
        ("≤", _("Write <= and not ≤.")),
        ("≥", _("Write >= and not ≥.")),
        ("&", _("Write “and” and not &.")),
        ("|", _("Write “or” and not |.")),
        ("!", _("Write not( … ) for “not”, or != between two things.")),
        ("/", _("Write div and not / to divide.")),
        ("%", _("Write mod and not % for what is left after dividing.")),
        ("$", _("A question is written as ${short_name}: a dollar, then its short name in curly brackets.")),
        ("{", _("A question is written as ${short_name}: a dollar, then its short name in curly brackets.")),
        (")", _("There is a ) without its (, or something is missing before it.")),
        (",", _("A comma can stand only between the things in a function’s brackets.")),
    ]


def _about_word(word: str) -> str:
    small = word.casefold()
    if word != small and small in ("and", "or", "not", "div", "mod"):
        return _("Write “%(word)s” in small letters.") % {"word": small}
    if small in ("and", "or", "div", "mod"):
        return _("Something is missing before “%(word)s”.") % {"word": small}
    if small in ("not", "selected", "true", "false", "today"):
        return _("After “%(word)s” there must be brackets: %(word)s( … ).") % {"word": small}
    return _("“%(word)s” stands alone. Put a choice in quotes, '%(word)s', and a question in ${%(word)s}.") % {
        "word": word
    }
