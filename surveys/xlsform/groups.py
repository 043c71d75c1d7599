"""Groups of a form as sections, grids, statements and points. Pure.

Groups stand inside each other; sections follow one another, and a section ends only where the next one begins. So a
group inside a group becomes a section of its own under both rules, and what follows a group begins a section anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.enums import QuestionKind as Kind
from surveys.xlsform.limits import LONGEST_CHOICE_NAME
from surveys.xlsform.lists import Option
from surveys.xlsform.lost import tell_lost
from surveys.xlsform.naming import cut
from surveys.xlsform.questions import options_of, own_columns, take_question
from surveys.xlsform.taking import Block, Pending, Place, Taking, short
from surveys.xlsform.terms import KIND, SECTION
from surveys.xlsform.tree import Part

TITLE, INTRO = 120, 500
ROW, STATEMENT = 150, 250
MOST_ROWS = {Kind.GRID: 20, Kind.STATEMENTS: 40, Kind.POINTS: 12}
Pieces = tuple[tuple[int, str], ...]


@dataclass
class Walking:
    """Where the walk through the groups stands. `due`: rules of a section that must begin before the next question."""

    taking: Taking
    due: Pieces | None = None
    begun: bool = False

    def take(self, parts: list[Part], pieces: Pieces = (), inside: bool = False) -> None:
        """Take `parts` in order. `pieces`: the rules of the groups round them."""
        for part in parts:
            if part.base == "begin_repeat":
                self.repeat(part)
            elif not part.is_group:
                self.resume()
                take_question(self.taking, part, piece(part))
            elif kind := rows_kind(part):
                self.resume()
                self.rows(part, kind)
            elif inside and not part.rule and not _is_worded(part):
                words = _("This group is only for looks: its questions stand in the section round it.")
                self.taking.report.told(part.line.number, words)
                self.take(part.parts, pieces, inside=True)
            else:
                self.group(part, pieces, inside)

    def group(self, part: Part, pieces: Pieces, inside: bool) -> None:
        """A section, and what must begin again behind it."""
        if inside:
            words = _("It stands inside another group. Here it is a section of its own, with the rules of both.")
            self.taking.report.changed(part.line.number, words)
        self.due = None
        both = (*pieces, *piece(part))
        self.section(part, both)
        self.take(part.parts, both, inside=True)
        self.due = pieces

    def section(self, part: Part, pieces: Pieces) -> None:
        """Begin the section of a group."""
        taking, identity = self.taking, self.taking.new_id()
        title, intro = taking.labels(part, TITLE, INTRO)
        code = taking.code(part, given=set())
        value: Block = {"title": title.english, "intro": intro.english, "code": code}
        taking.say(identity, "title", title)
        taking.say(identity, "intro", intro)
        self.begin(identity, value, pieces)
        if "table-list" in part.appearance:
            words = _("It is no table of questions with the same choices, so its questions stand one by one.")
            taking.report.changed(part.line.number, words)

    def resume(self) -> None:
        """Begin a section without a title where a group ended before the next question."""
        if self.due is not None and self.begun:
            self.begin(self.taking.new_id(), {"title": "", "intro": "", "code": ""}, self.due)
        self.due = None

    def begin(self, identity: str, value: Block, pieces: Pieces) -> None:
        self.begun = True
        self.taking.blocks.append({"type": SECTION, "id": identity, "value": value})
        self.taking.pending.append(Pending(value, pieces, self.taking.asked))

    def repeat(self, part: Part) -> None:
        """Nothing can be asked again and again: the rows are told, one by one."""
        report = self.taking.report
        report.left(part.line.number, _("It repeats questions, which cannot be done here. They were left out."))
        for one in list(part.walk())[1:]:
            report.left(one.line.number, _("It stands in a part that repeats, and was left out."))

    def rows(self, part: Part, kind: Kind) -> None:
        """A table of questions as one question with rows, or with choices that get points."""
        taking, row = self.taking, part.line.number
        children = part.parts
        options = options_of(taking, children[0], kind) if children and kind != Kind.POINTS else ()
        if options is None:
            return
        identity, code = taking.new_id(), taking.code(part)
        label, hint = taking.labels(part)
        value: Block = {"label": label.english or part.name[:200], "help": hint.english, "code": code}
        if not label.english and not part.line.get(KIND):
            taking.report.changed(row, _("It has no English words; its name stands there. Write them."))
        taking.say(identity, "label", label)
        taking.say(identity, "help", hint)
        own_columns(taking, part, value, identity)
        name = code or f"q_{short(identity)}"
        names = self.fill(kind, value, children, options, identity)
        self.lead(
            part, children, name, [item["id"] for item in value["choices" if kind == Kind.POINTS else "rows"]], names
        )
        taking.pending.append(Pending(value, piece(part), taking.asked, part.name))
        taking.asked += 1
        taking.blocks.append({"type": kind.value, "id": identity, "value": value})
        for child in children:
            tell_lost(taking, child, kind)

    def fill(
        self, kind: Kind, value: Block, children: list[Part], options: tuple[Option, ...], identity: str
    ) -> dict[str, str]:
        """The rows and choices of a table. Gives the names of the choices in the form, and what they are here."""
        taking, given = self.taking, set[str]()
        items = []
        for child in children:
            item = taking.new_id()
            label, _help = taking.labels(child, STATEMENT if kind == Kind.STATEMENTS else ROW, 0)
            if code := taking.code(child, given=given):
                taking.codes[item] = code
            taking.say(item, "label", label)
            items.append({"type": "item", "id": item, "value": label.english or cut(child.name, ROW)})
        value["choices" if kind == Kind.POINTS else "rows"] = items
        if kind != Kind.GRID:
            return {}
        value["choices"] = taking.items(options)
        if children:
            taking.codes[identity] = children[0].choices[:LONGEST_CHOICE_NAME]
        ids = [item["id"] for item in value["choices"]]
        return {one.named: taking.codes.get(made) or short(made) for one, made in zip(options, ids, strict=True)}

    def lead(self, part: Part, children: list[Part], name: str, items: list[str], names: dict[str, str]) -> None:
        """Let rules about one row of the form read that row of the table."""
        taking = self.taking
        row = part.line.number
        inner_names = [taking.codes.get(item) or short(item) for item in items]
        lines = {child.name: inner for child, inner in zip(children, inner_names, strict=True)}
        taking.place(part.name, Place(name, taking.asked, row, {**lines, **names}))
        for child, inner in zip(children, inner_names, strict=True):
            changed = taking.choices.renamed.get(child.choices, frozenset())
            taking.place(child.name, Place(f"{name}.{inner}", taking.asked, child.line.number, names, changed))


def _is_worded(part: Part) -> bool:
    return any(column[0] in ("label", "hint") for column in part.line.cells)


def piece(part: Part) -> Pieces:
    """The rule of one row, and the row."""
    return ((part.line.number, part.rule),) if part.rule else ()


def rows_kind(part: Part) -> Kind | None:
    """Whether a group is a table that is one question here, and of which kind."""
    told = part.line.get(KIND)
    if told in (Kind.GRID, Kind.STATEMENTS, Kind.POINTS) and not any(one.is_group for one in part.parts):
        return Kind(told)
    if told or "table-list" not in part.appearance or not part.parts:
        return None
    first = part.parts[0].choices
    same = all(
        one.base == "select_one" and one.choices == first and not one.rule and not one.other for one in part.parts
    )
    return Kind.GRID if same and first and len(part.parts) <= MOST_ROWS[Kind.GRID] else None
