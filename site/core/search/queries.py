"""Conditions on the index, for reads in the database. Whether a thing may be seen is asked where the thing lives."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from core.search.meaning import Term
from core.search.models import IndexedWord


def holds(kind: str, term: Term, field: str = "pk") -> Q:
    """The condition that the thing of `kind` whose id is in `field` holds `term`. Index look-ups only."""
    ways = [sorted(set(way)) for way in term.ways]
    condition = Q(**{f"{field}__in": _ids(kind, [way[0] for way in ways if len(way) == 1])})
    for way in ways:
        if len(way) > 1:
            all_of_it = Q()
            for each in way:
                all_of_it &= Q(**{f"{field}__in": _ids(kind, [each])})
            condition |= all_of_it
    return condition


def _ids(kind: str, stems: list[str]) -> QuerySet:
    return IndexedWord.objects.filter(stem__in=stems, kind=kind).values("object_id")
