"""Reads of the desk. Everything starts from `visible_to(user)`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from community.moderation import registry
from community.moderation.enums import CaseKind, CaseState, FlagReason
from community.moderation.models import Case, Decision, Flag
from community.moderation.registry import Item
from community.moderation.rules import areas_at_desk

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

PAGE = 25
COUNTED_TO = 100
TABS: dict[str, tuple[CaseKind, ...]] = {
    "risk": (CaseKind.RISK,),
    "flagged": (CaseKind.FLAGGED,),
    "new": (CaseKind.NEW, CaseKind.PERSONAL, CaseKind.WORDS),
}


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue: `rows` of (case, its item or None when its target is gone), `after` the cursor of the
    next page or ""."""

    rows: list[tuple[Case, Item | None]]
    after: str


def visible_to(user: User | AnonymousUser) -> QuerySet[Case]:
    """Cases that `user` may see at the desk."""
    areas = areas_at_desk(user)
    if None in areas:
        return Case.objects.all()
    return Case.objects.filter(area_id__in=[area for area in areas if area is not None])


def queue(user: User, *, tab: str = "", after: str = "") -> QueuePage:
    """The open cases (or, for the tab `done`, the last decided ones) that `user` handles, most urgent first: PAGE of
    them after the cursor `after` (one that is not ours is taken as none). Two queries and those of the kinds shown."""
    cases = visible_to(user).select_related("area")
    if tab == "done":
        found = _after_decided(cases.filter(state=CaseState.DECIDED).select_related("decision"), after)
    else:
        found = _after_open(cases.filter(state=CaseState.OPEN).select_related("claimed_by__profile"), after)
        if tab in TABS:
            found = found.filter(kind__in=TABS[tab])
    page = list(found[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    cursor = _cursor(page[-1], tab) if more else ""
    return QueuePage(rows=[(case, item) for case, item in _with_items(page)], after=cursor)


def _after_open(cases: QuerySet[Case], after: str) -> QuerySet[Case]:
    cases = cases.order_by("severity", "due_at", "id")
    severity, due, pk = _parts(after)
    if due is None:
        return cases
    later = Q(severity=severity) & (Q(due_at__gt=due) | Q(due_at=due, id__gt=pk))
    return cases.filter(severity__gte=severity).filter(Q(severity__gt=severity) | later)


def _after_decided(cases: QuerySet[Case], after: str) -> QuerySet[Case]:
    cases = cases.order_by("-decided_at", "-id")
    _severity, at, pk = _parts(after)
    return cases if at is None else cases.filter(Q(decided_at__lt=at) | Q(decided_at=at, id__lt=pk))


def _cursor(case: Case, tab: str) -> str:
    instant = case.decided_at if tab == "done" else case.due_at
    return f"{case.severity}~{instant.isoformat() if instant else ''}~{case.pk}"


def _parts(after: str) -> tuple[int, datetime | None, int]:
    """The cursor taken apart; the middle is None where it is no cursor of ours."""
    pieces = after.split("~")
    try:
        severity, instant, pk = int(pieces[0]), parse_datetime(pieces[1]), int(pieces[2])
    except (ValueError, IndexError):
        return 0, None, 0
    if instant is None or timezone.is_naive(instant) or not 1 < instant.year < 9999:
        return 0, None, 0
    if not 0 <= severity < 100 or not 0 <= pk < 2**62:
        return 0, None, 0
    return severity, instant, pk


def _with_items(cases: list[Case]) -> list[tuple[Case, Item | None]]:
    """Each case with what its owner says about its target."""
    wanted: dict[str, list[int]] = {}
    for case in cases:
        wanted.setdefault(case.target_kind, []).append(case.target_id)
    found = {kind: registry.of_kind(kind).describe(ids, False) for kind, ids in wanted.items()}
    return [(case, found[case.target_kind].get(case.target_id)) for case in cases]


def waiting(user: User) -> dict[str, int]:
    """How many open cases wait for `user`, in all (key "all") and by tab, each counted to COUNTED_TO. Four queries."""
    cases = visible_to(user).filter(state=CaseState.OPEN)
    counts = {"all": cases[:COUNTED_TO].count()}
    for tab, kinds in TABS.items():
        # An empty queue needs no more questions.
        counts[tab] = cases.filter(kind__in=kinds)[:COUNTED_TO].count() if counts["all"] else 0
    return counts


def item_of(case: Case) -> Item | None:
    """The target of `case` with its context, or None when it is gone."""
    return registry.of_kind(case.target_kind).describe([case.target_id], True).get(case.target_id)


def flags_of(case: Case) -> list[tuple[str, str]]:
    """What flags of `case` say, newest first, at most 50: (reason in words, note)."""
    return [(str(FlagReason(flag.reason).label), flag.note) for flag in case.flags.order_by("-at")[:50]]


def decision_about(target_kind: str, target_id: int) -> Decision | None:
    """The last decision about a thing, or None."""
    return (
        Decision.objects.filter(case__target_kind=target_kind, case__target_id=target_id)
        .select_related("case")
        .order_by("-at", "-id")
        .first()
    )


def flag_by_reference(reference: str) -> Flag | None:
    """The flag with this receipt number, or None."""
    return Flag.objects.filter(reference=reference).first()


def public_reasons(target_kind: str, ids: list[int]) -> dict[int, str]:
    """The reason code of the last decision about each of `ids`. One query, none for an empty list."""
    if not ids:
        return {}
    rows = (
        Decision.objects.filter(case__target_kind=target_kind, case__target_id__in=ids)
        .order_by("at")
        .values_list("case__target_id", "reason")
    )
    return dict(rows)


def desk_address(target: str) -> str:
    """The desk's page of the newest case about `target` (such as `post:12`), or "" where there is none. One query."""
    kind, _colon, number = target.partition(":")
    if not number.isdecimal():
        return ""
    newest = Case.objects.filter(target_kind=kind, target_id=int(number)).order_by("-pk").values_list("pk", flat=True)
    found = newest.first()
    return reverse("desk_case", args=[found]) if found else ""
