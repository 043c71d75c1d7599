"""What stops a body from being public: each rule reads stored values only, and asks no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.pages.link_words import label_problem, link_problems
from core.pages.stored import PROSE, rows

FILE_NAME = re.compile(
    r"\.(jpe?g|png|gif|webp|avif|svg|heic|tiff?)$|^(img|dsc[nf]?|dcim|pxl|screenshot|image|photo|wa)[-_ ]?\d", re.I
)

RawBlock = Mapping[str, Any]
Path = tuple[int | str, ...]


class Problem(NamedTuple):
    """One thing to mend: where (the block's place from 0, then keys and places inside it) and a plain sentence."""

    path: Path
    words: str

    @property
    def place(self) -> int | str:
        """The place of its block."""
        return self.path[0]


def alt_problem(alt: str, *, decorative: bool) -> str:
    """What is wrong with a picture's words, or an empty string."""
    if decorative:
        return ""
    if not alt.strip():
        return _("Say what this picture shows, or mark it as decoration.")
    if FILE_NAME.search(alt.strip()):
        return _("Say what this picture shows. This looks like the name of a file.")
    return ""


def problems(raw_body: Iterable[RawBlock]) -> list[Problem]:
    """What stops `raw_body` (stream data: `type` and `value` of each block) from being public. Reads and writes
    nothing."""
    return list(_problems(raw_body))


def _problems(raw_body: Iterable[RawBlock]) -> Iterator[Problem]:
    main_heading_seen = False
    for place, block in enumerate(raw_body):
        kind, value = block["type"], block["value"]
        if kind == "heading":
            smaller = value.get("level") == "3"
            if not (value.get("text") or "").strip(" .-–…\u00a0"):
                yield Problem((place, "text"), _("This heading is empty. Write it, or take it out."))
            if smaller and not main_heading_seen:
                yield Problem((place, "level"), _("A smaller heading needs a main heading somewhere above it."))
            main_heading_seen = main_heading_seen or not smaller
        elif kind == "paragraph":
            yield from (Problem((place,), words) for words in link_problems(value or ""))
        if isinstance(value, Mapping):
            yield from _everywhere(value, (place,))
            for path, words in RULES.get(kind, _no_rule)(value):
                yield Problem((place, *path), words)


def _everywhere(value: Any, path: Path) -> Iterator[Problem]:
    """What holds in every block, however deep: pictures have words, and links say where they go."""
    if isinstance(value, Mapping):
        if value.get("image"):
            words = alt_problem(value.get("alt_text") or "", decorative=bool(value.get("decorative")))
            if words:
                yield Problem((*path, "alt_text"), words)
        for key, inner in value.items():
            if key in PROSE and isinstance(inner, str):
                yield from (Problem((*path, key), words) for words in link_problems(inner))
            else:
                yield from _everywhere(inner, (*path, key))
    elif isinstance(value, list):
        for number, row in enumerate(rows(value)):
            yield from _everywhere(row, (*path, number))


def _written(html: object) -> bool:
    """Whether rich text holds any words."""
    return bool(strip_tags(str(html or "")).replace("\u00a0", " ").replace("&nbsp;", " ").strip())


Rule = Callable[[Mapping[str, Any]], Iterator[tuple[Path, str]]]


def _no_rule(_value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    return iter(())


def _video(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if not _written(value.get("transcript")):
        yield ("transcript",), _("A film needs its transcript: write down what is said and shown.")
    if not value.get("url") and not value.get("document"):
        yield ("url",), _("Give the film's address, or choose a file.")
    if value.get("captions") == "no":
        yield ("captions",), _("A film needs captions: people watch without sound, and some cannot hear it.")
    elif value.get("document") and not value.get("captions_file") and value.get("captions") != "in":
        yield ("captions_file",), _("Choose the captions of this film, or say that they are in the picture.")


def _audio(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if not _written(value.get("transcript")):
        yield ("transcript",), _("A recording needs its transcript: write down what is said.")


def _document(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if value.get("document") and not (value.get("description") or "").strip():
        yield ("description",), _("Say what is in this file, for people who cannot open it.")


def _attachments(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for number, row in enumerate(rows(value.get("entries") or [])):
        yield from ((("entries", number, *path), words) for path, words in _document(row))


def _statistic(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    missing = {
        "period": _("Say when this figure is from."),
        "comparator": _("Say what this figure compares with."),
        "source": _("Say where this figure is from."),
    }
    for key, words in missing.items():
        if not (value.get(key) or "").strip():
            yield (key,), words


def _table(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    table = value.get("table") or {}
    if not (table.get("caption") or "").strip():
        yield ("table",), _("Give this table a caption that says what it shows.")
    if not table.get("rows") or any(not (column.get("heading") or "").strip() for column in table.get("columns", [])):
        yield ("table",), _("Give this table its rows, and every column a heading.")


def _cta(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if words := label_problem(value.get("label") or ""):
        yield ("label",), words
    if not value.get("page") and not value.get("url"):
        yield ("page",), _("Choose where this button leads.")


def _linked_titles(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for number, row in enumerate(rows(value.get("entries") or [])):
        linked = row.get("page") or row.get("url")
        if linked and (words := label_problem(row.get("title") or "")):
            yield ("entries", number, "title"), words


RULES: dict[str, Rule] = {
    "video": _video,
    "audio": _audio,
    "document": _document,
    "attachments": _attachments,
    "statistic": _statistic,
    "table": _table,
    "cta": _cta,
    "steps": _linked_titles,
    "timeline": _linked_titles,
}
