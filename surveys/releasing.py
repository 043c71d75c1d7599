"""When new figures come out, and of whom: everybody, but for answers with a flag that staff left out.

Leaving answers out and taking them in again must not show a few people by the difference of two releases. So any two
releases that came out differ by nobody at all or by at least 10 people, never only the last two: answers left out
today and taken in again tomorrow, when three more have come, would show those three. What is let out twice with the
same people tells nothing new.

`Release.history` holds a mark for each earlier release that can still matter: its flags left out, and how many people
of each combination of flags there were. Who has no flag is in every release, so a mark that counts 10 fewer of them
than the last one differs by 10 from all that can follow, and is dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from typing import Any

from django.utils import timezone

from surveys import quality
from surveys.counting import Counts, alone, subtract
from surveys.disclosure import RELEASE_AFTER
from surveys.models import LeftOut, Release, Survey, Tally
from surveys.piping import piped
from surveys.queries import definition_of
from surveys.results import figures

Mark = Mapping[str, Any]
"""`{"out": [flags], "people": {combination of flags, "" for none: people}}`."""
NONE = ""


def combined(flags: Iterable[str]) -> str:
    """The name under which a tally keeps responses that have exactly these flags."""
    return " ".join(sorted(flags))


def mark_of(tally: Tally, out: Collection[str]) -> Mark:
    """Whom figures from `tally` without the flags `out` would count. People of groups are in no figure."""
    people = {name: alone(_flagged(counts), counts) for name, counts in tally.flagged.items()}
    people[NONE] = alone(tally.responses, tally.counts) - sum(people.values())
    return {"out": sorted(out), "people": people}


def apart(before: Mark, now: Mark) -> int:
    """How many people are in one of two releases and not in the other, `now` being the later one.

    People who withdrew meanwhile count for nothing: at worst figures wait longer.
    """
    grown = moved = 0
    for name in {*before["people"], *now["people"]}:
        was_out, is_out = (not set(name.split()).isdisjoint(mark["out"]) for mark in (before, now))
        then, here = before["people"].get(name, 0), now["people"].get(name, 0)
        if not was_out and not is_out:
            grown += here - then
        elif was_out != is_out:
            moved += then if is_out else here
    return max(grown, 0) + moved


def may_follow(history: Iterable[Mark], now: Mark) -> bool:
    """Whether figures of `now` may come out after those of `history`, the last of which is out."""
    marks = list(history) or [{"out": [], "people": {}}]
    far = [apart(mark, now) for mark in marks]
    return far[-1] >= RELEASE_AFTER and all(one == 0 or one >= RELEASE_AFTER for one in far)


def without(tally: Tally, out: Collection[str]) -> tuple[int, Counts]:
    """How many responses have none of the flags `out`, and their counts."""
    responses, counts = tally.responses, deepcopy(tally.counts)
    for name, own in tally.flagged.items():
        if not set(name.split()).isdisjoint(out):
            responses -= _flagged(own)
            subtract(counts, own)
    return responses, counts


def let_out(survey: Survey, tally: Tally) -> bool:
    """Replace the public figures where `may_follow` allows it. Says whether it did. The caller holds the survey's lock.

    The statement of quality speaks of all responses, also those that were left out. It moves when at least ten more
    were counted since it moved last.
    """
    if survey.version is None:
        return False
    last = Release.objects.filter(survey=survey).first()
    why = dict(LeftOut.objects.filter(survey=survey).values_list("flag", "reason"))
    history, mark = _history(last), mark_of(tally, why)
    if not may_follow(history, mark):
        return False
    responses, counts = without(tally, why)
    safe = figures(responses, counts, piped(definition_of(survey.version), {}))
    signs_of = last.signs_of if last else 0
    if last and tally.responses - signs_of < RELEASE_AFTER:
        safe["quality"] = last.figures.get("quality")
    else:
        safe["quality"], signs_of = quality.figures(tally.responses, tally.counts), tally.responses
    if why:
        safe["left_out"] = why
    defaults = {
        "counted": alone(responses, counts),
        "figures": safe,
        "day": timezone.localdate(),
        "history": [*(one for one in history if _still_matters(one, mark)), mark],
        "signs_of": signs_of,
    }
    Release.objects.update_or_create(survey=survey, defaults=defaults)
    return True


def _history(last: Release | None) -> list[Mark]:
    """The marks before. Figures from before marks were kept count as people without flags: then they wait longer."""
    if last is None:
        return []
    return last.history or [{"out": [], "people": {NONE: last.counted}}]


def _still_matters(mark: Mark, now: Mark) -> bool:
    return now["people"].get(NONE, 0) - mark["people"].get(NONE, 0) < RELEASE_AFTER


def _flagged(counts: Mapping[str, Mapping[str, int]]) -> int:
    return counts.get(quality.KEY, {}).get(quality.ANY, 0)
