"""Who may type in answers that somebody gave on paper or by phone, and until when: pure predicates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from surveys.rules import can_read_answers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from surveys.models import GroupSession, Survey

AFTER_CLOSING = timedelta(days=2)
"""Paper comes in late; the keys that stop a second entry are kept no longer than this (surveys.tasks)."""


def can_enter(user: User | AnonymousUser) -> bool:
    """Whether `user` may type in any paper: only who may read answers anyway, for typing in is reading."""
    return can_read_answers(user)


def can_enter_for(user: User | AnonymousUser, session: GroupSession) -> bool:
    """Whether `user` may type in the paper of `session`: its worker, where it was on paper, as people were told."""
    return user.is_authenticated and session.worker_id == user.pk and session.mode == "paper"


def takes_paper(survey: Survey, now: datetime) -> bool:
    """Whether paper of `survey` is still taken at `now`: from its opening until two days after it closes.

    Never where answers are linked to an account."""
    if survey.is_linked:  # paper has no account
        return False
    return survey.live and survey.version_id is not None and survey.opens_at <= now < survey.closes_at + AFTER_CLOSING
