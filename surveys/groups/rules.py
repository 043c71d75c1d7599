"""Who may run a group session, when one takes answers, and which counts its worker may see: pure predicates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.people.enums import Role
from core.people.rules import has_role
from surveys.models import GroupMode
from surveys.rules import can_answer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from surveys.models import GroupSession, GroupTablet, Survey

IDLE_SECONDS = 90
"""A tablet that nobody touches clears itself after this, where scripts run."""

WARNING_SECONDS = 30
"""The warning is on the screen for the last of them."""

IDLE_WITHOUT_SCRIPTS = timedelta(minutes=5)
"""Without scripts nobody can say *I am still here* while they write, so the wait is longer; the server keeps to it."""

FEWEST = 3
"""Counts below this would tell of one person."""

MINUTES = (30, 60, 90, 120, 180, 240)
LARGEST_GROUP = 60
ON_TABLET = frozenset({GroupMode.ONE_TABLET, GroupMode.TOGETHER})
BY_CODE = frozenset({GroupMode.OWN_PHONES, GroupMode.TOGETHER})


def areas_worked(user: User | AnonymousUser) -> set[int | None]:
    """The ids of the areas in which `user` is a youth worker; None among them means everywhere."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if user.is_superuser:
        return {None}
    return {area for role, area in user.held_roles() if role == Role.YOUTH_WORKER}


def can_run(user: User | AnonymousUser) -> bool:
    """Whether `user` has any business with group sessions."""
    return bool(areas_worked(user))


def can_open(user: User | AnonymousUser, survey: Survey, area_id: int | None, now: datetime) -> bool:
    """Whether `user` may open a session of `survey` in the area `area_id` at `now`."""
    return survey.group_sessions and can_answer(survey, now) and has_role(user, Role.YOUTH_WORKER, area_id=area_id)


def is_running(session: GroupSession, now: datetime) -> bool:
    """Whether a session is on at `now`: it ends by itself."""
    return session.opened_at <= now < session.closes_at


def can_start(session: GroupSession, now: datetime) -> bool:
    """Whether one more person may start answering in a session at `now`."""
    return is_running(session, now) and can_answer(session.survey, now)


def is_idle(tablet: GroupTablet, now: datetime) -> bool:
    """Whether nobody has touched a tablet for so long that the next touch is somebody else's."""
    return now - tablet.seen_at > IDLE_WITHOUT_SCRIPTS


def shown_count(number: int) -> int | None:
    """A count as the worker may see it; None below three, where it would tell of one person."""
    return number if number >= FEWEST else None


def shown_sent(started: int, sent: int) -> tuple[int | None, bool]:
    """How many sent, as the worker may see it once the session is over, and whether it may be more than that.

    The worker was in the room and may know who put the phone away, so one or two who did not send are not told from
    none at all.
    """
    if sent >= FEWEST and started - sent < FEWEST:
        fewest = max(FEWEST, started - FEWEST + 1)
        return fewest, fewest < started
    return shown_count(sent), False
