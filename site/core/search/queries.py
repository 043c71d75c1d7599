"""Reads of the index. They give ids; whether a thing may be seen is asked where the thing lives."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least

from core.search.meaning import Question, Term
from core.search.models import IndexedWord

MOST_CANDIDATES = 100


@dataclass(frozen=True)
class Rank:
    """How well a thing fits: how many of the terms it holds, and how prominently."""

    held: int
    weight: int


def holds(kind: str, term: Term, field: str = "pk", *, least: int = 0) -> Q:
    """The condition that the thing of `kind` whose id is in `field` holds `term`, with words of at least the weight
    `least`. Index look-ups only."""
    alone, together = _ways(term)
    condition = Q(**{f"{field}__in": _ids(kind, alone, least)})
    for way in together:
        all_of_it = Q()
        for each in way:
            all_of_it &= Q(**{f"{field}__in": _ids(kind, [each], least)})
        condition |= all_of_it
    return condition


def _ways(term: Term) -> tuple[list[str], list[list[str]]]:
    """The stems that are enough alone, and the runs of which all must be there."""
    ways = [sorted(set(way)) for way in term.ways]
    return [way[0] for way in ways if len(way) == 1], [way for way in ways if len(way) > 1]


def _ids(kind: str, stems: list[str], least: int) -> QuerySet:
    found = IndexedWord.objects.filter(stem__in=stems, kind=kind)
    return (found.filter(weight__gte=least) if least else found).values("object_id")


def ranked(kind: str, question: Question) -> dict[int, Rank]:
    """The things of `kind` that hold most of the question's terms, best first, at most MOST_CANDIDATES. One query."""
    terms = question.terms
    if not terms:
        return {}
    stems = {each for term in terms for each in term.stems}
    weights = {f"term_{number}": _weight(term) for number, term in enumerate(terms)}
    names = list(weights)
    held = sum((Case(When(**{f"{name}__gt": 0}, then=Value(1)), default=Value(0)) for name in names), Value(0))
    rows = (
        IndexedWord.objects.filter(stem__in=stems, kind=kind)
        .values("object_id")
        .annotate(**weights)
        .annotate(held=held, total=sum((F(name) for name in names), Value(0)))
        .filter(held__gt=0)
        .order_by("-held", "-total", "-object_id")
        .values_list("object_id", "held", "total")[:MOST_CANDIDATES]
    )
    return {pk: Rank(number, total) for pk, number, total in rows}


def _weight(term: Term) -> Greatest | Least | Max:
    """The greatest weight with which a thing holds `term`; 0 for not at all."""
    alone, together = _ways(term)
    ways: list[Greatest | Least | Max] = [_most(alone)] if alone else []
    ways += [Least(*(_most([each]) for each in way)) for way in together]
    return ways[0] if len(ways) == 1 else Greatest(*ways)


def _most(stems: list[str]) -> Max:
    return Max(Case(When(stem__in=stems, then=F("weight")), default=Value(0)))
