"""Reads of group sessions. A worker sees their own; a tablet and a code find the one that they belong to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.areas.models import Area
from core.pages.queries import EVERY_LANGUAGE, shown
from surveys.groups import codes
from surveys.groups.actions import hash_of_token
from surveys.groups.rules import areas_worked
from surveys.models import ConsultationPage, GroupSession, GroupTablet, Survey

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

LISTED = timedelta(days=31)
"""How long a worker finds a session in their list."""


def visible_to(user: User | AnonymousUser) -> QuerySet[GroupSession]:
    """The sessions that `user` may run: those that they opened, while they are a youth worker."""
    if not areas_worked(user):
        return GroupSession.objects.none()
    return (
        GroupSession.objects.filter(worker=user.pk)
        .select_related("survey__version", "area")
        .defer("survey__questions", "survey__version__definition")
    )


def recent_of(user: User, now: datetime) -> list[GroupSession]:
    """The sessions of the last month, the newest first. One query."""
    return list(visible_to(user).filter(closes_at__gt=now - LISTED)[:50])


def surveys_to_run(now: datetime) -> QuerySet[Survey]:
    """Open surveys that can be run with a group, the one that closes first at the front."""
    return (
        Survey.objects.filter(
            live=True,
            version__isnull=False,
            group_sessions=True,
            paused_at=None,
            opens_at__lte=now,
            closes_at__gt=now,
            pages__live=True,
        )
        .order_by("closes_at")
        .distinct()
        .defer("questions")
    )


def areas_for(user: User) -> QuerySet[Area]:
    """The active areas in which `user` may open a session."""
    worked = areas_worked(user)
    found = Area.objects.filter(is_active=True)
    return found if None in worked else found.filter(pk__in=[area for area in worked if area])


def by_code(typed: str) -> GroupSession | None:
    """The running session whose code was typed, or None. One query; none where it cannot be a code."""
    code = codes.tidy(typed)
    return _running().filter(code_hash=codes.hash_of(code)).first() if code else None


def tablet_of(token: str) -> GroupTablet | None:
    """The tablet whose cookie holds `token`, with its session and survey. One query."""
    return (
        GroupTablet.objects.select_related("session__survey__version", "session__area")
        .defer("session__survey__questions", "session__survey__version__definition")
        .filter(pk=hash_of_token(token))
        .first()
    )


def page_of(survey: Survey) -> ConsultationPage | None:
    """The public page of a survey: in the language of the request where there is one, else in any. One query."""
    found = list(
        shown(ConsultationPage, language=EVERY_LANGUAGE).filter(survey=survey).select_related("locale").defer("words")
    )
    return min(found, key=lambda page: (page.locale.language_code != get_language(), page.pk), default=None)


def _running() -> QuerySet[GroupSession]:
    return (
        GroupSession.objects.filter(closes_at__gt=timezone.now())
        .select_related("survey__version", "area")
        .defer("survey__questions", "survey__version__definition")
    )
