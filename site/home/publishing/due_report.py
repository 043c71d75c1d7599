"""*Due for a check* in `/cms/`: public pages that somebody should look at again, for those who may edit them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, get_page_models
from wagtail.permissions import policy_registry

from core.pages.models import BasePage
from core.pages.reviews import SOON, ReviewStage, stage_of, uk_today
from core.people.models import User
from home.models import AreaHubPage

MOST_ROWS = 20_000
STAGES = {
    ReviewStage.SOON: gettext_lazy("Due soon"),
    ReviewStage.DUE: gettext_lazy("Due today"),
    ReviewStage.LATE: gettext_lazy("Late: readers are told"),
    ReviewStage.STALE: gettext_lazy("Late by a month or more"),
    ReviewStage.EXPIRED: gettext_lazy("Late by three months or more"),
}


@dataclass(frozen=True)
class DuePage:
    """One public page that is due: its id, title, team, and the day by which somebody checks it."""

    review_by: datetime.date
    page_id: int
    title: str
    team: str

    @property
    def state(self) -> str:
        """How it stands, in words."""
        return str(STAGES[stage_of(self.review_by, uk_today())])


def due_pages(user: User, *, area: str = "", team: str = "", most: int = MOST_ROWS) -> list[DuePage]:
    """Public pages that `user` may edit and that are due within 14 days or late, the longest due first, `most` of them.

    `area`: the slug of an area, its hub's pages and those about it. `team`: who keeps it. "" for all. One query for
    each type of page, however many pages.
    """
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change").values("pk")
    condition = Q(live=True, review_by__lte=uk_today() + SOON, pk__in=mine)
    if team:
        condition &= Q(review_owner=team)
    if area:
        condition &= _about(area)
    found = [due for model in _models() for due in _of_type(model, condition, most)]
    return sorted(found, key=lambda due: (due.review_by, due.page_id))[:most]


def _models() -> list[Any]:
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def _about(area: str) -> Q:
    condition = Q(areas__slug=area)
    for path in AreaHubPage.objects.filter(area__slug=area).values_list("path", flat=True):
        condition |= Q(path__startswith=path)
    return condition


def _of_type(model: Any, condition: Q, most: int) -> list[DuePage]:
    rows = model._default_manager.filter(condition).order_by("review_by", "pk").distinct()
    return [DuePage(*row) for row in rows.values_list("review_by", "pk", "title", "review_owner")[:most]]


def teams() -> list[str]:
    """The teams that keep pages right, by name. One query for each type of page."""
    found: set[str] = set()
    for model in _models():
        names = model._default_manager.exclude(review_owner="").order_by().values_list("review_owner", flat=True)
        found |= set(names.distinct()[:500])
    return sorted(found)


def file_rows(due: Iterable[DuePage]) -> Iterator[list[Any]]:
    """Headings, then a row for each page."""
    yield [_("Page"), _("Team"), _("By"), _("How it stands")]
    for one in due:
        yield [one.title, one.team, date_format(one.review_by, "j M Y"), one.state]
