"""A definition as the sheets of an XLSForm: every kind as the nearest type, and in columns of our own what it is here.

Other tools ignore those columns; our own import reads them and makes the same survey again. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from surveys.definition import Choice, Definition, Question, Section
from surveys.enums import BY_ROW, Paging
from surveys.enums import QuestionKind as Kind
from surveys.expressions import RuleError
from surveys.xlsform.languages import heading
from surveys.xlsform.naming import free
from surveys.xlsform.rules import NotTaken, rewritten
from surveys.xlsform.taking import Place
from surveys.xlsform.telling import constraint, ends, lines_of, option_rows, our_columns
from surveys.xlsform.terms import AGREED, KIND, NAME, NO_NAME, PAGING, SECTION

Row = dict[str, str]
TYPES = {
    Kind.MULTIPLE: "select_multiple",
    Kind.RANKING: "rank",
    Kind.TEXT: "text",
    Kind.SHORT: "text",
    Kind.MONTH: "date",
    Kind.DATE: "date",
    Kind.SCALE: "range",
    Kind.CONSENT: "acknowledge",
    Kind.INFORMATION: "note",
    Kind.CONTENT_NOTE: "note",
    Kind.SIGNPOST: "note",
}
LOOKS = {Kind.TEXT: "multiline", Kind.MONTH: "month-year"}
TABLES = frozenset({*BY_ROW, Kind.POINTS})


@dataclass
class Form:
    """The three sheets, as rows of cells by heading."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)


def form_of(
    definition: Definition, *, title: str, form_id: str, version: str = "", lists: Mapping[str, str] | None = None
) -> Form:
    """The XLSForm of `definition`. `lists`: names of lists of choices by question id, where a form once gave them."""
    writing = _Writing(definition, lists or {})
    writing.write()
    settings = {
        "form_title": title,
        "form_id": form_id,
        "version": version,
        "default_language": heading(definition.languages[0]),
        "style": "pages",
        PAGING: definition.paging.value,
    }
    choices = [row for rows in writing.lists.values() for row in rows]
    return Form(writing.survey, choices, [settings])


class _Writing:
    """One definition on its way out."""

    def __init__(self, definition: Definition, lists: Mapping[str, str]) -> None:
        self.definition = definition
        self.wanted = lists
        self.survey: list[Row] = []
        self.lists: dict[str, list[Row]] = {}
        self.names: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self._give_names()

    def _give_names(self) -> None:
        """A name for each row of the form; no name twice, and those that rules use before the others."""
        given: set[str] = set()

        def give(identity: str, wanted: str) -> str:
            self.names[identity] = free(wanted, given)
            given.add(self.names[identity])
            return self.names[identity]

        for question in self.definition.questions:
            choices = {"yes": AGREED} if question.kind == Kind.CONSENT else {}
            self.places[question.name] = Place(give(question.qid, question.name), 0, 0, choices)
        for section in self.definition.sections:
            give(section.sid, section.code or f"s_{section.sid}")
        for question in self.definition.questions:
            inside = {}
            for identity, code in lines_of(question):
                name = inside[code or identity] = give(f"{question.qid}.{identity}", code or f"r_{identity}")
                self.places[f"{question.name}.{code or identity}"] = Place(name, 0, 0)
            if inside:
                self.places[question.name] = Place(self.names[question.qid], 0, 0, inside)

    def write(self) -> None:
        """All rows of the survey."""
        grouped = {sid: list(inside) for sid, inside in groupby(self.definition.questions, attrgetter("section"))}
        for question in grouped.get("", ()):
            self.question(question)
        after_group = False
        for section in self.definition.sections:
            inside = grouped.get(section.sid, [])
            bare = after_group and inside and self.is_bare(section)
            if not bare:
                self.survey.append(self.begin(section))
            for question in inside:
                self.question(question)
            if not bare:
                self.survey.append({"type": "end_group", "name": ""})
                after_group = True

    def is_bare(self, section: Section) -> bool:
        """Whether a section only ends the one before it: in a form, questions outside a group do that."""
        said = any(texts.get(section.sid) for texts in (self.definition.texts or {}).values())
        return not (section.title or section.intro or section.when or section.code or said)

    def begin(self, section: Section) -> Row:
        """The row that opens the group of a section."""
        looks = "field-list" if self.definition.paging == Paging.SECTION else ""
        return {
            "type": "begin_group",
            **self.named(section.sid, section.code),
            **self.words("label", section.sid, "title", section.title),
            **self.words("hint", section.sid, "intro", section.intro),
            "relevant": self.rule(section.when),
            "appearance": looks,
            KIND: SECTION,
        }

    def question(self, question: Question) -> None:
        """The row of one question, or the group of one that has rows."""
        row = {
            "type": self.type(question),
            **self.named(question.qid, question.code),
            **self.words("label", question.qid, "label", question.label),
            **self.words("hint", question.qid, "help", question.help),
            "relevant": self.rule(question.when),
            "required": "" if question.skippable else "yes",
            "constraint": constraint(question),
            "appearance": LOOKS.get(question.kind, ""),
            KIND: question.kind.value,
            **our_columns(question, self.words),
        }
        if question.kind == Kind.SCALE:
            steps = sum(not choice.alone for choice in question.choices)
            row["parameters"] = f"start=1 end={steps} step=1"
            for name, words in ends(question, self.definition).items():
                row |= {f"sayso_{name}::{heading(language)}": said for language, said in words.items()}
        self.survey.append(row)
        if question.kind in TABLES:
            row["type"], row["appearance"] = (
                "begin_group",
                "field-list" if question.kind == Kind.POINTS else "table-list",
            )
            self.survey += [*self.children(question), {"type": "end_group", "name": ""}]

    def type(self, question: Question) -> str:
        if question.kind == Kind.NUMBER:
            return "integer" if question.whole else "decimal"
        base = TYPES.get(question.kind, "select_one")
        lists = base in ("select_one", "select_multiple", "rank") and question.kind not in TABLES
        return f"{base} {self.list(question)}" if lists else base

    def children(self, question: Question) -> Iterator[Row]:
        """The rows of a grid or of statements, and the choices that points are shared between."""
        points = question.kind == Kind.POINTS
        kind = "integer" if points else f"select_one {self.list(question)}"
        for line in question.choices if points else question.rows:
            identity = line.cid if isinstance(line, Choice) else line.rid
            yield {
                "type": kind,
                **self.named(f"{question.qid}.{identity}", line.code),
                **self.words("label", identity, "label", line.label),
                "constraint": f". >= 0 and . <= {question.total}" if points and question.total else "",
            }

    def list(self, question: Question) -> str:
        """The list of the question's choices; one that is there already is used again."""
        rows = list(option_rows(question, self.definition, self.words))
        wanted = self.wanted.get(question.qid) or self.names[question.qid]
        for name, there in self.lists.items():
            if [{**row, "list_name": name} for row in rows] == there and (
                name == wanted or question.qid not in self.wanted
            ):
                return name
        name = free(wanted, self.lists, 64)
        self.lists[name] = [{**row, "list_name": name} for row in rows]
        return name

    def named(self, identity: str, code: str) -> Row:
        name = self.names[identity]
        return {"name": name, NAME: "" if name == code else code or NO_NAME}

    def words(self, column: str, identity: str, name: str, first: str) -> Row:
        """One field in each language, by heading."""
        found = {f"{column}::{heading(self.definition.languages[0])}": first}
        for language in self.definition.languages[1:]:
            said = (self.definition.texts or {}).get(language, {}).get(identity, {}).get(name, "")
            found[f"{column}::{heading(language)}"] = said
        return found

    def rule(self, rule: str) -> str:
        """A skip rule with the names of the form; as it is where it cannot be read."""
        if not rule:
            return ""
        try:
            return rewritten(rule, self.places)
        except (RuleError, NotTaken):
            return rule
