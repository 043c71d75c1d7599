"""Answers with names as pages show them: each begins in the list, a long one goes on under an address of its own, and
no page is ever long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from surveys.link_keys import masked
from surveys.models import PublicAnswer, Response, Survey
from surveys.showing import Said, on_pages, public_words

PAGE = 10
BEGINNING = 400
PART = 4_000
"""How many bytes of questions and answers stand in the list of each, and on one page of a long one: letters that take
more room are fewer."""
_LEAST = 40


@dataclass(frozen=True)
class Shown:
    """The beginning of one person's answers. `key`: under which all of it is found; `is_whole`: this is all of it."""

    key: UUID
    name: str
    said: Said
    is_whole: bool


def shown_answers(survey: Survey, after: UUID | None = None) -> tuple[list[Shown], UUID | None]:
    """What people answered to `survey`, with their names, in the order of random ids; and after which to go on, None at
    the end. Two queries, and the definitions."""
    rows = on_pages(survey).select_related("link__user")
    publics = list((rows.filter(pk__gt=after) if after else rows).order_by("pk")[: PAGE + 1])
    said = _said(survey, publics[:PAGE])
    shown = []
    for one in publics[:PAGE]:
        if one.pk in said:  # else taken back a moment ago, or linked under another SECRET_KEY
            parts = in_parts(said[one.pk], BEGINNING)
            shown.append(Shown(one.pk, one.name, next(parts), is_whole=next(parts, None) is None))
    return shown, publics[PAGE - 1].pk if len(publics) > PAGE else None


def one_answer(survey: Survey, key: UUID) -> tuple[str, list[Said]] | None:
    """The name, and all that this person answered, in parts of a page each; None where it is not shown. Two queries,
    and the definition."""
    found = on_pages(survey).select_related("link__user").filter(pk=key).first()
    said = _said(survey, [found]) if found else {}
    return (found.name, list(in_parts(said[key], PART))) if found and key in said else None


def _said(survey: Survey, publics: Iterable[PublicAnswer]) -> dict[UUID, Said]:
    """What each of `publics` (with link and member) may show, by its key. One query, and the definitions."""
    keys = {masked(one.link.leads_to, survey.pk, one.link.user): one.pk for one in publics}
    answers = Response.objects.filter(receipt_hash__in=keys).select_related("version").defer("version__definition")
    return {keys[one.receipt_hash or ""]: public_words(one.version, one.document) for one in answers}


def in_parts(said: Said, most: int) -> Iterator[Said]:
    """`said` in parts of about `most` bytes, one at least. An answer that goes over the end goes on in the next part,
    under its question again."""
    part: Said = []
    room = most
    for label, lines in said:
        room -= _bytes(label)
        here: list[str] = []
        for line in lines:
            rest = line
            while _bytes(rest) > room:
                if room >= _LEAST or not (part or here):
                    begun, rest = _cut(rest, max(room, _LEAST))
                    here.append(f"{begun} …")
                yield [*part, (label, here)] if here else part
                part, here, room = [], [], most - _bytes(label)
            here.append(rest)
            room -= _bytes(rest)
        part.append((label, here))
    yield part


def _bytes(words: str) -> int:
    return len(words.encode())


def _cut(words: str, most: int) -> tuple[str, str]:
    """`words` before and after the last space within `most` bytes; in the middle of a word where there is none."""
    begun = words.encode()[:most].decode(errors="ignore")
    space = max(begun.rfind(" "), begun.rfind("\n"))
    place = space if space > 0 else len(begun)
    return words[:place].rstrip(), words[place:].lstrip()
