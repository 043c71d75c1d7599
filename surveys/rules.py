"""Who may do what with consultations, and when: pure predicates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.people.enums import Role
from core.people.rules import has_role
from surveys.enums import Phase

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from surveys.models import Survey

READERS = (Role.ANALYST,)
"""The roles that may read what people wrote. The *who will see this* panel is made from the people who hold them."""

FASTEST = timedelta(seconds=2)
"""Nobody answers faster than this; a script does."""

GRACE = timedelta(hours=1)
CLOSING_SOON = timedelta(days=7)


def phase(survey: Survey, now: datetime) -> Phase:
    """Where a survey stands at `now` (aware). It is open from `opens_at` on and closed from `closes_at` on."""
    if not survey.live or survey.version_id is None:
        return Phase.DRAFT
    if now < survey.opens_at:
        return Phase.COMING
    return Phase.OPEN if now < survey.closes_at else Phase.CLOSED


def can_answer(survey: Survey, now: datetime) -> bool:
    """Whether answers may be started, saved and sent at `now`. No account is asked for."""
    return phase(survey, now) == Phase.OPEN


def can_send(survey: Survey, now: datetime) -> bool:
    """Whether answers that were started may still be saved and sent: an hour longer, so that nobody is cut off."""
    return can_answer(survey, now - GRACE) or can_answer(survey, now)


def closes_soon(survey: Survey, now: datetime) -> bool:
    """Whether an open survey closes within a week of `now`."""
    return phase(survey, now) == Phase.OPEN and survey.closes_at - now <= CLOSING_SOON


def is_too_fast(started_at: datetime, now: datetime) -> bool:
    """Whether answers begun at `started_at` are sent sooner than a person could."""
    return now - started_at < FASTEST


def can_read_answers(user: User | AnonymousUser) -> bool:
    """Whether `user` may read single answers: an analyst, everywhere or in an area."""
    return has_role(user, *READERS)
