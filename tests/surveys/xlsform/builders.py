# ruff: noqa: C901, E501 - one branch a kind
"""Surveys and forms for the tests of XLSForm: every kind of question, in two languages, with rules that look back."""

from __future__ import annotations

import io
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from openpyxl import Workbook

from surveys.compiling import Authoring, compile_blocks
from surveys.definition import PREFER_NOT, Definition, parse
from surveys.expressions import read
from surveys.standard.library import items as library
from surveys.xlsform.exporting import form_of
from surveys.xlsform.importing import Imported, take
from surveys.xlsform.reading import read_workbook
from surveys.xlsform.writing import xlsx

AREAS = (("calder-bridge", "Calder Bridge"), ("market-end", "Market End"))
PICTURES = (3, 4, 5)
NAMES = ["way_home", "Way", "age", "x1", "_odd", "lights", "q_other"]
_LETTERS = "abcdefg é’“”'=+-@ŵŷ&<>\"$,.?!()ابت日 0123"


def words(most: int = 60, least: int = 1) -> st.SearchStrategy[str]:
    """A line of words, also such as spreadsheets take for formulas."""
    return (
        st.text(_LETTERS, min_size=least, max_size=most)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: len(text) >= least)
    )


class Ids:
    """Ids as the editor makes them, the same for the same start."""

    def __init__(self, start: int = 0) -> None:
        self.chance = Random(start)

    def __call__(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))


def xlsx_of(**sheets: list[list[Any]]) -> bytes:
    """An .xlsx file with these rows, the first of each sheet its columns."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def imported(survey: list[list[Any]], choices: list[list[Any]] | None = None, **settings: str) -> Imported:
    """What becomes of a form of these rows, the first of each sheet its columns."""
    sheets = {"survey": survey}
    if choices:
        sheets["choices"] = choices
    if settings:
        sheets["settings"] = [list(settings), list(settings.values())]
    return take(read_workbook(xlsx_of(**sheets)), pictures=PICTURES, new_id=Ids(7))


def compiled(made: Imported) -> Definition:
    """The definition that publishing it would make."""
    return parse(compile_blocks(made.blocks, Authoring(made.paging, made.codes, made.translations, AREAS)))


def there_and_back(definition: Definition, title: str = "A survey") -> Imported:
    """What becomes of a definition that is given out and taken in again."""
    body = xlsx(form_of(definition, title=title, form_id="survey-1"))
    return take(read_workbook(body), pictures=PICTURES, new_id=Ids(9))


def without_ids(stored: dict[str, Any]) -> dict[str, Any]:
    """A stored definition with its ids replaced by places, in rules too."""
    swaps: dict[str, str] = {}
    for place, section in enumerate(stored.get("sections", [])):
        swaps[section["sid"]] = f"S{place}"
    for place, question in enumerate(stored["questions"]):
        swaps[question["qid"]] = f"Q{place}"
        for number, part in enumerate((*question.get("choices", []), *question.get("rows", []))):
            identity = part.get("cid") or part["rid"]
            if identity != PREFER_NOT:
                swaps[identity] = f"P{place}_{number}"

    def swapped(value: Any) -> Any:
        if isinstance(value, dict):
            return {swaps.get(key, key): swapped_field(key, inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [swapped(one) for one in value]
        return swaps.get(value, value) if isinstance(value, str) else value

    def swapped_field(key: str, value: Any) -> Any:
        if key == "when":
            for old, new in swaps.items():
                value = (
                    value.replace(f"${{q_{old}", f"${{q_{new}")
                    .replace(f".{old}", f".{new}")
                    .replace(f"'{old}'", f"'{new}'")
                )
            return value
        return swapped(value) if key not in ("label", "help", "title", "intro", "easy", "spoken") else value

    return swapped(stored)


def _item(ids: Ids, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": ids(), "value": value}


def _shown(draw: Any) -> dict[str, Any]:
    value = {
        "label": draw(words(150)),
        "help": draw(words(100, 0)),
        "easy": draw(words(60, 0)),
        "spoken": draw(words(60, 0)),
    }
    if draw(st.booleans()):
        value |= {"picture": draw(st.sampled_from(PICTURES)), "alt": draw(words(40, 0))}
    return value


KINDS = [
    "single", "multiple", "yes_no", "scale", "agreement", "emoji", "picture", "text", "short", "number", "month", "date",
    "ranking", "grid", "statements", "points", "place", "consent", "information", "content_note", "signpost", "standard",
]  # fmt: skip


def _fill(draw: Any, kind: str, ids: Ids) -> dict[str, Any]:
    """What one kind has beside its words."""
    choices = lambda most=5: [_item(ids, one) for one in draw(st.lists(words(40), min_size=2, max_size=most))]  # noqa: E731
    if kind == "single":
        return {"choices": choices()}
    if kind == "multiple":
        return {
            "choices": choices(),
            "least": draw(st.integers(0, 2)),
            "limit": draw(st.integers(0, 4)),
            "none_of_these": draw(words(30, 0)),
        }
    if kind == "scale":
        return {"steps": draw(st.sampled_from(["5", "7", "10"])), "low": draw(words(20)), "high": draw(words(20))}
    if kind == "picture":
        made = draw(st.lists(st.tuples(words(30), st.sampled_from(PICTURES), words(20, 0)), min_size=2, max_size=4))
        return {
            "choices": [_item(ids, {"label": label, "picture": picture, "alt": alt}) for label, picture, alt in made]
        }
    if kind in ("text", "short"):
        return {"max_length": draw(st.integers(50, 200))}
    if kind == "number":
        bound = st.none() | st.integers(-50, 5000) | st.sampled_from([0.5, 2.25, -1.5])
        return {
            "minimum": draw(bound),
            "maximum": draw(bound),
            "fractions": draw(st.booleans()),
            "unit": draw(words(10, 0)),
        }
    if kind == "ranking":
        return {"choices": choices(4), "limit": draw(st.integers(0, 4))}
    rows = [_item(ids, one) for one in draw(st.lists(words(40), min_size=1, max_size=4))]
    if kind == "grid":
        return {"rows": rows, "choices": choices(4)}
    if kind == "statements":
        return {"rows": rows}
    if kind == "points":
        return {"choices": choices(4), "total": draw(st.integers(2, 100))}
    return {"need": "bullying"} if kind == "signpost" else {}


def _rule(draw: Any, names: list[tuple[str, list[str]]]) -> str:
    """A rule over earlier questions: some of a name, some of a choice, some in brackets."""
    if not names or draw(st.booleans()):
        return ""
    name, parts = draw(st.sampled_from(names))
    part = draw(st.sampled_from([*parts, "other's"])) if parts else "x"
    quote = '"' if "'" in part else "'"
    other = draw(st.sampled_from(names))[0]
    return draw(
        st.sampled_from(
            [
                f"${{{name}}} = {quote}{part}{quote}",
                f"selected(${{{name}}}, {quote}{part}{quote}) and ${{{other}}} != ''",
                f"not({quote}{part}{quote} = ${{{name}}}) or -1 < number(${{{other}}})",
                f"-1 < number(${{{other}}})",
            ]
        )
    )


@st.composite
def surveys(draw: Any, kinds: list[str] | None = None) -> tuple[list[dict[str, Any]], Authoring]:
    """Stored blocks with names, rules, sections and Welsh words."""
    ids = Ids(1)
    blocks: list[dict[str, Any]] = []
    codes: dict[str, str] = {}
    welsh: dict[str, dict[str, str]] = {}
    names: list[tuple[str, list[str]]] = []
    free = list(NAMES)
    some = st.lists(st.sampled_from([*KINDS, "section"]), min_size=1, max_size=6)
    for kind in kinds or draw(some.filter(lambda drawn: set(drawn) != {"section"})):
        identity = ids()
        if kind == "section":
            value = {
                "title": draw(words(40, 0)),
                "intro": draw(words(40, 0)),
                "code": draw(st.sampled_from(["", "part"])),
            }
        elif kind == "standard":
            value = {
                "item": draw(st.sampled_from(sorted(library()))),
                "code": free.pop() if free and draw(st.booleans()) else "",
            }
        else:
            value = {
                **_shown(draw),
                **_fill(draw, kind, ids),
                "code": free.pop() if free and draw(st.booleans()) else "",
            }
            value |= {"prefer_not": draw(st.booleans()), "about_you": draw(st.booleans())}
            if kind in ("consent", "information", "content_note", "signpost"):
                value |= {"prefer_not": False, "about_you": False}
        value["when"] = _rule(draw, names)
        parts = [*value.get("choices", []), *value.get("rows", [])]
        for number, part in enumerate(parts):
            if draw(st.booleans()):
                codes[part["id"]] = f"c{number}"
        if kind != "standard" and draw(st.booleans()):
            named = (
                {"title": draw(words(30)), "intro": draw(words(30, 0))}
                if kind == "section"
                else {"label": draw(words(30)), "help": draw(words(30, 0))}
            )
            welsh[identity] = {name: said for name, said in named.items() if said}
            if value.get("none_of_these"):
                welsh[identity]["none_of_these"] = draw(words(20))
            if kind == "scale":
                welsh[identity] |= {"low": draw(words(20)), "high": draw(words(20))}
            welsh |= {part["id"]: {"label": draw(words(20))} for part in parts}
        blocks.append({"type": kind, "id": identity, "value": value})
        if kind not in ("section", "standard"):  # those of the library are asked last, so no rule can read them
            short = identity.replace("-", "")[:12]
            called = [codes.get(part["id"]) or part["id"].replace("-", "")[:12] for part in value.get("choices", [])]
            own = {"consent": ["yes"], "yes_no": ["yes"], "scale": ["3"]}.get(kind, [])
            names.append((value["code"] or f"q_{short}", [*called, *own]))
    paging = draw(st.sampled_from(["question", "section"]))
    authoring = Authoring(paging, codes, {"cy": welsh} if welsh else {}, AREAS)
    for block in blocks:
        if block["value"].get("when"):
            read(block["value"]["when"])
    return blocks, authoring


__all__ = [
    "Ids",
    "compile_blocks",
    "compiled",
    "imported",
    "surveys",
    "there_and_back",
    "without_ids",
    "words",
    "xlsx_of",
]
