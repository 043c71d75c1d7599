"""What one kind of question has beside its words: choices, bounds, steps. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from surveys.compiling import NONE_SUFFIX
from surveys.enums import QuestionKind as Kind
from surveys.xlsform.bounds import Bounds, bounds_of
from surveys.xlsform.lists import Option
from surveys.xlsform.naming import cut
from surveys.xlsform.taking import Block, Taking, short
from surveys.xlsform.terms import KIND, PREFER_NOT
from surveys.xlsform.tree import Part, straight

_PARAMETER = re.compile(r"(\w+)\s*=\s*(-?[0-9]+(?:\.[0-9]+)?)")


def _fill_choices(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    value["choices"] = taking.items(options)
    bounds = _bounds(taking, part)
    for name in ("least", "limit"):
        if getattr(bounds, name):
            value[name] = getattr(bounds, name)


def _fill_multiple(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    bounds = _bounds(taking, part)
    alone = [one for one in bounds.alone if one != PREFER_NOT or any(option.named == one for option in options)]
    last = options[-1] if options else None
    if last and (last.alone or alone == [last.named]):
        cid = short(identity)[:6] + NONE_SUFFIX
        value["none_of_these"] = last.label.english
        taking.say(identity, "none_of_these", last.label)
        if last.code:
            taking.codes[cid] = last.code
        options = options[:-1]
    elif alone:
        words = _(
            "Its constraint lets “%(name)s” be picked alone only, which here the last choice can. Move it to the end."
        )
        taking.report.left(part.line.number, words % {"name": alone[0][:60]})
    value["choices"] = taking.items(options)
    value["least"], value["limit"] = bounds.least, bounds.limit


def _fill_picture(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    items = taking.items(options)
    for item, option in zip(items, options, strict=True):
        picture = picture_of(taking, option.picture)
        if not picture:
            taking.report.left(
                part.line.number, _("A picture of it is not in this site’s media library. Choose it in the editor.")
            )
        item["value"] = {"label": item["value"], "picture": picture or None, "alt": option.alt.english}
        taking.say(item["id"], "alt", option.alt)
    value["choices"] = items


def _fill_number(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    bounds = _bounds(taking, part)
    limits = {"minimum": bounds.minimum, "maximum": bounds.maximum}
    value["fractions"] = part.base == "decimal"
    if part.base == "range":
        found = {name: float(number) for name, number in _PARAMETER.findall(part.line.get("parameters"))}
        limits = {"minimum": found.get("start", 0.0), "maximum": found.get("end", 10.0)}
        value["fractions"] = found.get("step", 1.0) != int(found.get("step", 1.0))
        taking.report.changed(part.line.number, _("A slider became a number that people type."))
    value |= limits


def _fill_scale(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    value["steps"] = steps(part) or "5"
    if not part.line.get(KIND):
        taking.report.changed(part.line.number, _("A slider became a scale. Say in the editor what its two ends mean."))


def _fill_text(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    bounds = _bounds(taking, part)
    is_long = part.line.get(KIND, "") == Kind.TEXT or "multiline" in part.appearance
    least, most, usual = (50, 4000, 1000) if is_long else (1, 200, 100)
    wanted = bounds.max_length
    if part.line.get(KIND):
        value["max_length"] = wanted or (0 if value.pop("limit", None) == 0 else usual)
        return
    value["max_length"] = min(max(wanted, least), most) if wanted else usual
    if wanted and value["max_length"] != wanted:
        words = _("The longest answer was %(there)s letters; here it is %(here)s.")
        taking.report.changed(part.line.number, words % {"there": wanted, "here": value["max_length"]})


def _fill_none(taking: Taking, part: Part, value: Block, options: tuple[Option, ...], identity: str) -> None:
    _bounds(taking, part)


def _bounds(taking: Taking, part: Part) -> Bounds:
    constraint = straight(part.line.get("bind", "constraint"))
    bounds = bounds_of(constraint, fractions=part.base == "decimal")
    row = part.line.number
    kept = {
        "integer": {"minimum", "maximum"},
        "decimal": {"minimum", "maximum"},
        "select_multiple": {"least", "limit"},
        "rank": {"limit"},
        "text": {"max_length"},
    }.get(part.base, set())
    if constraint and (not bounds.whole or bounds.used - kept):
        words = _("Its constraint “%(constraint)s” is not a plain bound, and was left out where it is not.")
        taking.report.left(row, words % {"constraint": cut(constraint, 80)})
    if bounds.loose:
        taking.report.changed(row, _("“More than” or “less than” became “at least” or “at most”."))
    return bounds


def picture_of(taking: Taking, told: str | int) -> int:
    """A picture of the media library by its number; 0 where there is none such."""
    number = int(told) if str(told).isascii() and str(told).isdigit() and len(str(told)) < 10 else 0
    return number if number in taking.pictures else 0


def steps(part: Part) -> str:
    """How many steps a slider from 1 has, such as "5"; empty where it is no plain scale."""
    found = dict(_PARAMETER.findall(part.line.get("parameters")))
    return found.get("end", "") if found.get("start") == "1" and found.get("step", "1") == "1" else ""


FILL: dict[str, Callable[[Taking, Part, Block, tuple[Option, ...], str], None]] = {
    Kind.SINGLE: _fill_choices,
    Kind.MULTIPLE: _fill_multiple,
    Kind.RANKING: _fill_choices,
    Kind.PICTURE: _fill_picture,
    Kind.NUMBER: _fill_number,
    Kind.SCALE: _fill_scale,
    Kind.TEXT: _fill_text,
    Kind.SHORT: _fill_text,
    Kind.DATE: _fill_none,
    Kind.MONTH: _fill_none,
}
