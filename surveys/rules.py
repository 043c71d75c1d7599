"""Who may do what with consultations, and when: pure predicates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from core.people.enums import ADULTS, Role
from core.people.rules import has_role
from surveys.enums import Phase, Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from surveys.models import ConsultationPage, Draft, Survey

LEADS = (Role.DSL,)
"""They read the words that tell of serious harm."""

READERS = (Role.ANALYST,)
"""The roles that may read what people wrote. The *who will see this* panel is made from the people who hold them."""

FASTEST = timedelta(seconds=2)
"""Nobody answers faster than this; a script does."""

GRACE = timedelta(hours=1)
"""How long after closing answers that were begun in time can be sent."""
CLOSING_SOON = timedelta(days=7)


def phase(survey: Survey, now: datetime) -> Phase:
    """Where a survey stands at `now` (aware). It is open from `opens_at` on and closed from `closes_at` on."""
    if not survey.live or survey.version_id is None:
        return Phase.DRAFT
    if now < survey.opens_at:
        return Phase.COMING
    return Phase.OPEN if now < survey.closes_at else Phase.CLOSED


def stage(page: ConsultationPage, now: datetime) -> Stage:
    """How far `page` (published) has come at `now`. Late: the day by which we promised an answer is over."""
    where = phase(page.survey, now)
    if where != Phase.CLOSED:
        return Stage.OPEN if where == Phase.OPEN else Stage.COMING
    today = timezone.localdate(now)
    if page.answered_on is None or page.answered_on > today:
        return Stage.LATE if page.reply_by and page.reply_by < today else Stage.READING
    still = any(block.value["by"] and block.value["by"] >= today for block in page.steps)
    return Stage.TRACKING if still else Stage.ANSWERED


def is_paused(survey: Survey) -> bool:
    """Whether staff have paused it: nobody starts or sends; what was begun is kept."""
    return survey.paused_at is not None


def is_waiting(draft: Draft) -> bool:
    """Whether a draft cannot go on because staff have paused its survey. Tests of staff go on."""
    return is_paused(draft.version.survey) and not draft.is_test


def is_full(survey: Survey, counted: int) -> bool:
    """Whether `counted` responses are as many as the survey wants. Whoever has begun can still send."""
    return survey.quota is not None and counted >= survey.quota


def can_answer(survey: Survey, now: datetime) -> bool:
    """Whether answers may be started at `now`, as far as dates and pauses go."""
    return phase(survey, now) == Phase.OPEN and not is_paused(survey)


def can_send(survey: Survey, now: datetime) -> bool:
    """Whether answers that were started may still be saved and sent: an hour longer, so that nobody is cut off."""
    in_time = phase(survey, now) in (Phase.OPEN, Phase.CLOSED) and now < survey.closes_at + GRACE
    return in_time and not is_paused(survey)


def can_try(user: User | AnonymousUser) -> bool:
    """Whether `user` may try a survey: whoever may write it."""
    return user.has_perm("surveys.change_survey")


def can_run(user: User | AnonymousUser) -> bool:
    """Whether `user` may pause a survey, let it go on, guard it against scripts and make invitation codes."""
    return user.has_perm("surveys.lock_survey")  # what approvers hold; nobody publishes questions alone


def closes_soon(survey: Survey, now: datetime) -> bool:
    """Whether an open survey closes within a week of `now`."""
    return phase(survey, now) == Phase.OPEN and survey.closes_at - now <= CLOSING_SOON


def is_too_fast(started_at: datetime, now: datetime) -> bool:
    """Whether answers begun at `started_at` are sent sooner than a person could."""
    return now - started_at < FASTEST


def can_answer_publicly(user: User | AnonymousUser) -> bool:
    """Whether `user` may answer where answers are shown with a name: a member who told us that they are 18 or over."""
    profile = getattr(user, "profile", None) if user.is_authenticated and user.is_active else None
    return profile is not None and profile.age_band in ADULTS


def can_link(user: User | AnonymousUser, survey: Survey) -> bool:
    """Whether `user` may look up who wrote an answer: only who holds the role that the survey named, anywhere. An
    administrator who does not hold it may not."""
    if not survey.link_role or not user.is_authenticated or not user.is_active:
        return False
    return survey.link_role in {role for role, _area in user.held_roles()}


def can_read(user: User | AnonymousUser, survey: Survey) -> bool:
    """Whether `user` may read single answers to `survey`: who reads all, and the role that it named."""
    return can_read_answers(user) or can_link(user, survey)


def can_read_answers(user: User | AnonymousUser) -> bool:
    """Whether `user` may read single answers: an analyst, everywhere or in an area."""
    return has_role(user, *READERS)
