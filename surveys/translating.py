"""The words of a survey in another language beside their source: what is missing or out of date, who did it. Pure.

`Survey.translations` is language → block id → field → words, so that words follow a question wherever it moves. Beside
the fields of a block stands `ABOUT`: field → `{"by", "of"}`, who translated it and the source that they translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.compiling import SECTION
from surveys.standard.library import expand

ABOUT = "about"
LONGEST = 1000
Stored = Mapping[str, Any]
Given = Mapping[str, Mapping[str, Any]]

_NAMES = {
    "title": _("Title"),
    "intro": _("Under the title"),
    "label": _("Question"),
    "help": _("Help under the question"),
    "easy": _("The same in easy words"),
    "spoken": _("Read aloud"),
    "unit": _("Unit"),
    "low": _("What 1 means"),
    "high": _("What the last step means"),
    "none_of_these": _("“None of these”"),
    "alt": _("What the picture shows"),
}


class By(TextChoices):
    """Who translated some words."""

    PERSON = "person", _("A person")
    MACHINE = "machine", _("A machine")
    CHECKED = "checked", _("Checked by a speaker")


class State(TextChoices):
    """How a translation stands."""

    MISSING = "missing", _("Missing")
    OUTDATED = "outdated", _("The source changed since")
    DONE = "done", _("Done")


@dataclass(frozen=True)
class Field:
    """Some words to translate. `block`: the id of the block (or choice) that they belong to."""

    block: str
    name: str
    what: str
    source: str
    words: str = ""
    by: str = ""
    was: str = ""

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.block}.{self.name}"

    @property
    def state(self) -> State:
        """Missing, out of date, or done. Words that came with an import have no noted source and count as done."""
        if not self.words:
            return State.MISSING
        return State.OUTDATED if self.was and self.was != self.source else State.DONE

    @property
    def is_long(self) -> bool:
        """Whether it wants more than a line."""
        return len(self.source) > 80


@dataclass(frozen=True)
class Part:
    """One question or section with everything that can be translated of it."""

    block: str
    number: int
    title: str
    is_section: bool
    fields: tuple[Field, ...]

    @property
    def open(self) -> int:
        """How many of its fields are missing or out of date."""
        return sum(field.state != State.DONE for field in self.fields)


def parts(blocks: Iterable[Stored], given: Given) -> list[Part]:
    """Every part of a draft with its words in one language. `given`: block id → field → words."""
    found, number = [], 0
    for block in blocks:
        stands = expand(block)
        is_section = block["type"] == SECTION
        number += not is_section
        fields = tuple(field for field in _fields(stands, given) if field.source)
        title = stands["value"].get("title" if is_section else "label") or ""
        found.append(Part(block["id"], number, title, is_section, fields))
    return [part for part in found if part.fields]


def _fields(block: Stored, given: Given) -> Iterator[Field]:
    value = block["value"]
    for name, what in _NAMES.items():
        if isinstance(value.get(name), str):
            yield _field(given, block["id"], name, str(what), value[name])
    for kind, words in (("rows", _("Line")), ("choices", _("Choice"))):
        for item in value.get(kind) or []:
            inside = item["value"]
            label = inside.get("label", "") if isinstance(inside, Mapping) else inside or ""
            yield _field(given, item["id"], "label", str(words), label)
            if isinstance(inside, Mapping) and inside.get("alt"):
                yield _field(given, item["id"], "alt", str(_NAMES["alt"]), inside["alt"])


def _field(given: Given, block: str, name: str, what: str, source: str) -> Field:
    there = given.get(block, {})
    note = there.get(ABOUT, {}).get(name, {})
    return Field(block, name, what, source.strip(), there.get(name, ""), note.get("by", ""), note.get("of", ""))


def counts(found: Iterable[Part]) -> dict[str, int]:
    """How many fields there are (`all`), and how many in each state."""
    states = [field.state for part in found for field in part.fields]
    return {"all": len(states), **{state.value: states.count(state) for state in State}}


def written(given: Given, fields: Iterable[Field], words: Mapping[str, str], by: Mapping[str, str]) -> dict[str, Any]:
    """`given` with what was typed for `fields` (field key → words; who did it). Other fields stay as they are.

    Words that were not touched keep their source, so what is out of date stays so until somebody touches it or ticks
    who looked at it; emptied words go.
    """
    made = {block: dict(held) for block, held in given.items()}
    for field in fields:
        if field.key not in words:
            continue
        typed, who = words[field.key].strip(), by.get(field.key, "")
        if typed == field.words and who in ("", field.by):
            continue
        held = made.setdefault(field.block, {})
        about = {**held.get(ABOUT, {})}
        if typed:
            held[field.name] = typed
            about[field.name] = {"by": who or By.PERSON.value, "of": field.source}
        else:
            held.pop(field.name, None)
            about.pop(field.name, None)
        held.pop(ABOUT, None)
        if about:
            held[ABOUT] = about
    return {block: held for block, held in made.items() if held}
