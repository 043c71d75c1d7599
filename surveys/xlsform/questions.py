"""One row of a form as one block of a survey, and what it could not keep. Pure."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from surveys.compiling import NONE_SUFFIX
from surveys.enums import QuestionKind as Kind
from surveys.standard.library import items as library
from surveys.xlsform.filling import FILL, picture_of, steps
from surveys.xlsform.limits import LONGEST_CHOICE_NAME, MOST_CHOICES
from surveys.xlsform.lists import Option
from surveys.xlsform.lost import tell_lost
from surveys.xlsform.naming import Words, cut, words_of
from surveys.xlsform.taking import Block, Pending, Place, Taking, short
from surveys.xlsform.terms import (
    AGREED,
    FLAGS,
    KIND,
    KINDS,
    NUMBERS,
    PICTURE,
    PLAIN,
    PREFER_NOT,
    REFUSED,
    STANDARD,
    TRANSLATED,
)  # fmt: skip
from surveys.xlsform.tree import Part

_SMALL = re.compile(r"[0-9]{1,3}", re.ASCII)
STANDING = frozenset({Kind.YES_NO, Kind.AGREEMENT, Kind.EMOJI, Kind.PLACE, Kind.STATEMENTS})
"""Kinds that bring their own choices."""


def take_question(taking: Taking, part: Part, pieces: tuple[tuple[int, str], ...]) -> None:
    """Make a block of `part`, or tell why not. `pieces`: its own rule."""
    kind = kind_of(taking, part)
    options = options_of(taking, part, kind) if kind else None
    if kind is None or options is None:
        return
    identity, code = taking.new_id(), taking.code(part)
    value: Block = _common(taking, part, identity)
    if part.line.get(STANDARD) in library():
        identity, value = _standard(taking, part, identity, options)
        block = {"type": "standard", "id": identity, "value": value}
        names = {one.named: short(f"{identity[:6]}{item['code']}") for one, item in _pairs(part, options)}
    else:
        FILL.get(kind, lambda *_given: None)(taking, part, value, options, identity)
        block = {"type": kind.value, "id": identity, "value": value}
        names = _names(taking, kind, block, options)
        if part.choices and part.choices != part.name and kind not in STANDING:
            taking.codes[identity] = part.choices[:LONGEST_CHOICE_NAME]
    value["code"] = code
    name = code or f"q_{short(identity)}"
    changed = taking.choices.renamed.get(part.choices, frozenset())
    taking.place(part.name, Place(name, taking.asked, part.line.number, names, changed))
    taking.pending.append(Pending(value, pieces, taking.asked, part.name))
    taking.asked += 1
    taking.blocks.append(block)
    tell_lost(taking, part, kind)


def kind_of(taking: Taking, part: Part) -> Kind | None:
    """What `part` is here; None, with the reason told, where it cannot be taken."""
    row, told = part.line.number, part.line.get(KIND)
    if part.base in REFUSED or part.base not in KINDS:
        unknown = _("“%(type)s” is not a kind of question that can be asked here. The row was left out.")
        taking.report.left(row, REFUSED.get(part.base) or unknown % {"type": part.line.get("type")[:40] or "–"})
        return None
    if told in KINDS[part.base]:
        return Kind(told)
    if told:
        taking.report.told(
            row,
            _("“%(kind)s” in the column sayso_kind does not go with its type, so it was not used.")
            % {"kind": told[:40]},
        )
    if part.base == "text":
        return Kind.TEXT if "multiline" in part.appearance else Kind.SHORT
    if part.base == "date":
        return Kind.MONTH if "month-year" in part.appearance else Kind.DATE
    if part.base == "range":
        return Kind.SCALE if steps(part) in ("5", "7", "10") else Kind.NUMBER
    return Kind(KINDS[part.base][0])


def options_of(taking: Taking, part: Part, kind: Kind) -> tuple[Option, ...] | None:
    """The choices of `part` without those that come with its kind; None, with the reason told, where it has too few or
    too many."""
    if not part.choices:
        return ()
    row, ours = part.line.number, bool(part.line.get(KIND))
    if "${" in part.choices:
        taking.report.left(
            row, _("Its choices are earlier answers, which cannot be done here. The question was left out.")
        )
        return None
    options = taking.choices.lists.get(part.choices, ())
    if kind in STANDING or part.line.get(STANDARD):
        return options
    if part.line.get(f"sayso_{PREFER_NOT}") and options and options[-1].named == PREFER_NOT:
        options = options[:-1]
    if not options and not ours:
        taking.report.left(
            row,
            _("Its list “%(list)s” is not in the sheet “choices”. The question was left out.")
            % {"list": part.choices[:40]},
        )
        return None
    if part.other:
        label = Words({"en": _("Other")})
        options = (*options, Option(row, "other", "other" if all(o.code != "other" for o in options) else "", label))
        taking.report.changed(
            row, _("“Or other” became the choice “Other”: nobody writes into it. Ask in a question of its own.")
        )
    most = MOST_CHOICES.get(kind, 40)
    if not ours and not 2 <= len(options) <= most:
        words = _("It has %(there)s choices; there must be 2 to %(most)s. The question was left out.")
        taking.report.left(row, words % {"there": len(options), "most": most})
        return None
    return options


def _common(taking: Taking, part: Part, identity: str) -> Block:
    """The words of a question, and our own columns."""
    label, hint = taking.labels(part)
    value: Block = {"label": label.english, "help": hint.english}
    if not label.english and not part.line.get(KIND):
        value["label"] = part.name[:200] or _("Question")
        taking.report.changed(part.line.number, _("It has no English words; its name stands there. Write them."))
    taking.say(identity, "label", label)
    taking.say(identity, "help", hint)
    own_columns(taking, part, value, identity)
    return value


def own_columns(taking: Taking, part: Part, value: Block, identity: str) -> None:
    """What our own columns say of a question: easy words, pictures, help beside it."""
    line = part.line
    for name in TRANSLATED:
        words = words_of(line, taking.languages, f"sayso_{name}")
        if words.english:
            value[name] = cut(words.english, 300)
        taking.say(identity, name, words)
    value |= {name: True for name in FLAGS if line.get(f"sayso_{name}")}
    value |= {name: cut(said, 60) for name in PLAIN if (said := line.get(f"sayso_{name}"))}
    value |= {name: int(said) for name in NUMBERS if _SMALL.fullmatch(said := line.get(f"sayso_{name}"))}
    if picture := picture_of(taking, line.get(PICTURE)):
        value["picture"] = picture
    elif line.get(PICTURE) or any(column[0] == "media" for column in line.cells):
        lost = _("Its picture, sound or film is not in the file. Add a picture in the editor.")
        taking.report.left(line.number, lost)


def _pairs(part: Part, options: tuple[Option, ...]) -> list[tuple[Option, Any]]:
    return list(zip(options, library()[part.line.get(STANDARD)]["choices"], strict=False))


def _standard(taking: Taking, part: Part, identity: str, options: tuple[Option, ...]) -> tuple[str, Block]:
    """A monitoring question of the library: its English words are those of the library."""
    for option, item in _pairs(part, options):
        taking.say(f"{identity[:6]}{item['code']}", "label", option.label)
    return identity, {"item": part.line.get(STANDARD)}


def _names(taking: Taking, kind: Kind, block: Block, options: tuple[Option, ...]) -> dict[str, str]:
    """The names of the choices in the form, and what rules call them here."""
    if kind == Kind.CONSENT:
        return {AGREED: "yes"}
    if kind in STANDING:
        return {}
    ids = [item["id"] for item in block["value"].get("choices", [])]
    found = {}
    for option, identity in zip(options, ids, strict=False):
        found.setdefault(option.named, taking.codes.get(identity) or short(identity))
    if block["value"].get("none_of_these"):
        cid = short(block["id"])[:6] + NONE_SUFFIX
        found.setdefault(options[-1].named, taking.codes.get(cid) or cid)
    return found
