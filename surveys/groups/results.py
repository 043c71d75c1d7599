"""What shows of hands add to public results: beside the answers, never among them, and never of a small group.

The hands of all sessions that are over are added up for each question, made safe like any other table, and change only
when at least ten more hands went up for that question than are out. A session can be corrected afterwards; that too
shows only then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from surveys.definition import Definition, Question
from surveys.disclosure import RELEASE_AFTER, table
from surveys.enums import CHOOSING
from surveys.models import HandsCount, Release, Survey
from surveys.piping import piped
from surveys.queries import definition_of
from surveys.results import figures

EVERY = 600.0
LOOKED_AT = timedelta(days=31)
"""How long after its closing a survey is still looked at: sessions are written down and corrected by then."""


def let_out_all() -> int:
    """Let out what may come out of every survey with hands. Gives how many surveys changed. For the worker."""
    now = timezone.now()
    counted = HandsCount.objects.filter(session__survey__closes_at__gt=now - LOOKED_AT, session__closes_at__lte=now)
    ids = list(counted.order_by().values_list("session__survey_id", flat=True).distinct())
    return sum(let_out(survey_id=one) for one in ids)


@transaction.atomic
def let_out(*, survey_id: int) -> bool:
    """Bring the shows of hands in the public figures of one survey up to date. Says whether anything changed.

    Writes its release; where no answers are out yet, one without people.
    """
    surveys = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("version")
    survey = surveys.get(pk=survey_id)
    if survey.version is None:
        return False
    asked = piped(definition_of(survey.version), {})
    release = Release.objects.filter(survey=survey).first()
    before = release.hands if release else {}
    over = HandsCount.objects.filter(session__survey=survey, session__closes_at__lte=timezone.now())
    hands = _shown(asked, before, over.values_list("qid", "counts"))
    if hands == before:
        return False
    if release is None:
        nobody = {"counted": 0, "figures": figures(0, {}, asked)}
        Release.objects.create(survey=survey, hands=hands, day=timezone.localdate(), **nobody)
    else:
        release.hands = hands
        release.save(update_fields=["hands"])
    return True


def _shown(asked: Definition, before: dict[str, Any], rows: Iterable[tuple[str, dict[str, int]]]) -> dict[str, Any]:
    """Question id → `{"of", "sessions", "rows"}`: what is out, or what replaces it. `of` (people) is for us."""
    counted: dict[str, list[dict[str, int]]] = {}
    for qid, counts in rows:
        counted.setdefault(qid, []).append(counts)
    shown = dict(before)
    for question in asked.questions:
        sessions = counted.get(question.qid, [])
        people = sum(_people(question, counts) for counts in sessions)
        if people - before.get(question.qid, {}).get("of", 0) >= RELEASE_AFTER:
            hands = sum(map(Counter, sessions), Counter[str]())
            shown[question.qid] = {"of": people, "sessions": len(sessions), "rows": _rows(question, hands)}
    return shown


def _people(question: Question, counts: dict[str, int]) -> int:
    """How many people, at least, put their hands up in one session."""
    given = counts.values()
    return sum(given) if question.kind in CHOOSING else max(given, default=0)


def _rows(question: Question, hands: Counter[str]) -> list[dict[str, Any]]:
    """Each choice with the hands for it, made safe; None is hidden. One of several choices: a hand each, so they add
    up and one could be worked out."""
    true = {choice.cid: hands[choice.cid] for choice in question.choices}
    _base, safe = table(sum(true.values()), true, adds_up=question.kind in CHOOSING)
    return [{"label": choice.label, "count": safe[choice.cid].count} for choice in question.choices]


def beside(tables: Iterable[dict[str, Any]], release: Release) -> list[dict[str, Any]]:
    """`tables`, each with `hands` of its question where any are out: `{"sessions", "rows"}`."""
    return [{**one, "hands": release.hands.get(one["qid"])} for one in tables]
