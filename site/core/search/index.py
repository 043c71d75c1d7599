"""Which things can be searched, and their words in the index: written in the transaction that changes them.

The index only says where words stand. Whether somebody may see a thing is asked of the thing itself, every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from core.pages.cache import raise_version
from core.search.models import IndexedWord, KnownWord
from core.search.stems import stem, words_in

MOST_WORDS = 3_000
BATCH = 500


@dataclass(frozen=True)
class Part:
    """A piece of text of a thing: how much its words count (Weight), and its language code."""

    weight: int
    text: str
    language: str = "en"


@dataclass(frozen=True)
class Searchable:
    """How one model is searched: `kind` of a row, `parts` of a row, whether the row is `wanted` in the index at all.

    `fields` are the columns whose change matters; a save of others only costs nothing.
    """

    kind: Callable[[Any], str]
    parts: Callable[[Any], Iterable[Part]]
    wanted: Callable[[Any], bool]
    fields: frozenset[str]


_known: dict[type[Model], Searchable] = {}


def searchable(model: type[Model], how: Searchable) -> None:
    """Keep the words of every row of `model` in the index from now on. Call it in `apps.ready()`.

    `QuerySet.update()` and bulk writes send no signal: who uses them calls `index` itself.
    """
    _known[model] = how
    name = model._meta.label
    post_save.connect(_saved, sender=model, dispatch_uid=f"search.save.{name}")
    post_delete.connect(_deleted, sender=model, dispatch_uid=f"search.delete.{name}")


def _saved(sender: type[Model], instance: Any, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    if not raw and (update_fields is None or _known[sender].fields.intersection(update_fields)):
        index(sender, instance.pk)


def _deleted(sender: type[Model], instance: Any, **_signal: Any) -> None:
    _write(_known[sender].kind(instance), instance.pk, ())


def index(model: type[Model], pk: int) -> None:
    """Bring the words of the row `pk` of `model` in step with the database.

    Reads the row afresh: what is in an editor's hands may be a draft. Two queries, and writes only what changed.
    """
    how = _known[model]
    row = model._base_manager.filter(pk=pk).first()
    if row is not None:
        _write(how.kind(row), pk, how.parts(row) if how.wanted(row) else ())


def rebuild() -> int:
    """Bring every row of every searchable model in step, for a database that was filled without signals. How many."""
    count = 0
    for model in _known:
        for pk in model._base_manager.values_list("pk", flat=True).iterator():
            index(model, pk)
            count += 1
    raise_version()  # no row of the things themselves was saved
    return count


def _write(kind: str, object_id: int, parts: Iterable[Part]) -> None:
    wanted: dict[str, int] = {}
    written: dict[str, str] = {}
    for part in parts:
        for word in words_in(part.text):
            found = stem(word, part.language)
            if found not in wanted and len(wanted) >= MOST_WORDS:
                continue
            wanted[found] = max(part.weight, wanted.get(found, 0))
            written.setdefault(word, found)
    rows = IndexedWord.objects.filter(kind=kind, object_id=object_id)
    there = {row.stem: row for row in rows}
    gone = [row.pk for found, row in there.items() if wanted.get(found) != row.weight]
    for first in range(0, len(gone), BATCH):
        IndexedWord.objects.filter(pk__in=gone[first : first + BATCH]).delete()
    new = {found for found, weight in wanted.items() if found not in there or there[found].weight != weight}
    if new:
        made = [IndexedWord(kind=kind, object_id=object_id, stem=each, weight=wanted[each]) for each in sorted(new)]
        IndexedWord.objects.bulk_create(made, batch_size=BATCH)
        # In one order everywhere, so that two writers never wait for each other in a circle.
        words = [KnownWord(word=word, stem=found) for word, found in sorted(written.items()) if found in new]
        KnownWord.objects.bulk_create(words, batch_size=BATCH, ignore_conflicts=True)
