"""What an area's hub shows of the partnership itself: its people, its projects, what is known and what is planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from core.pages.cache import keep_until
from core.pages.frame import timed_value
from core.pages.queries import shown
from home.partnership.models import PersonPage, ProjectPage
from home.partnership.queries import Paper, papers_of, people

if TYPE_CHECKING:
    from home.models import AreaHubPage

MOST_PROJECTS = 6


@dataclass(frozen=True)
class Around:
    """The coordinator and the rest of the team, the area's projects, its profile and its plan."""

    coordinator: PersonPage | None
    team: list[PersonPage]
    projects: list[ProjectPage]
    profile: list[Paper]
    plan: list[Paper]


Timed = tuple[tuple[Around, datetime | None], datetime | None]


def around(request: HttpRequest, page: AreaHubPage) -> Around:
    """What `page` shows of the partnership. No query when it is in memory; a preview reads its draft each time."""
    load = _loader(page)
    if getattr(request, "is_preview", False):
        return load(timezone.now())[0][0]
    found, until = timed_value(f"hub.{page.pk}.{get_language()}", load, timezone.now())
    if until:
        keep_until(request, until)
    return found


def _loader(page: AreaHubPage) -> Callable[[datetime], Timed]:
    def load(_now: datetime) -> Timed:
        team = people(below_page=page, also=page.coordinator_id)
        coordinator = next((each for each in team if each.pk == page.coordinator_id), None)
        projects = _projects(page)
        profile, plan, cards = papers_of(page.problem_profile.raw_data, page.plan.raw_data)
        shown: list[Any] = [*team, *projects, *cards]
        until = min((each.expire_at for each in shown if each.expire_at), default=None)
        rest = [each for each in team if each is not coordinator]
        return (Around(coordinator, rest, projects, profile, plan), until), until

    return load


def _projects(page: AreaHubPage) -> list[ProjectPage]:
    """Projects below the hub, and those anywhere that name its area; those that came last in front. One query."""
    named = ProjectPage.areas.through.objects.filter(area_id=page.area_id).values("projectpage_id")
    found = shown(ProjectPage).filter(Q(path__startswith=page.path) | Q(pk__in=named))
    return list(found.defer("body", "words").order_by("-starts_on", "-pk")[:MOST_PROJECTS])
