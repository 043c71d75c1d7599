"""What an editor's first page shows: only pages that this editor may change."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import DateField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models
from wagtail.permissions import policy_registry

from core.pages.addresses import path_of
from core.pages.enums import Sensitivity
from core.pages.models import BasePage, PageViews
from core.pages.reviews import SOON, uk_today
from home.models import PageUse
from home.usefulness import DAYS, shown

if TYPE_CHECKING:
    from core.people.models import User

EACH = 5
NEVER = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class Did:
    """How one published page did in the last 28 days: reads and answers, as staff see counts."""

    page: Page
    reads: str
    useful: str
    not_useful: str

    @property
    def language(self) -> str:
        """Its language where that is not English."""
        code = self.page.locale.language_code
        return "" if code == settings.LANGUAGE_CODE else self.page.locale.get_display_name()


def own_pages(user: User) -> QuerySet[Page]:
    """The pages that `user` may change."""
    policy = policy_registry.get_by_type(Page)
    pages: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return pages


def due_for_review(user: User, today: datetime.date | None = None) -> list[Page]:
    """The first live pages of `user` to check within 14 days or already late, each with `due_on`. One query."""
    names = [f"{name}__review_by" for name in _kinds()]
    due = Coalesce(*(F(name) for name in names), Value(NEVER), output_field=DateField())
    pages = own_pages(user).filter(live=True).annotate(due_on=due)
    return list(pages.filter(due_on__lte=(today or uk_today()) + SOON).order_by("due_on", "pk")[:EACH])


def scheduled_next(user: User, now: datetime.datetime | None = None) -> list[Page]:
    """The pages of `user` that go up next by themselves, each with `goes_up` (a UTC time). Two queries."""
    now = now or timezone.now()
    waiting = Revision.page_revisions.filter(approved_go_live_at__gt=now).order_by("approved_go_live_at")
    times = {int(pk): moment for pk, moment in waiting.values_list("object_id", "approved_go_live_at")[: 20 * EACH]}
    pages = list(own_pages(user).filter(pk__in=times))
    for page in pages:
        page.goes_up = times[page.pk]
    return sorted(pages, key=lambda page: page.goes_up)[:EACH]


def how_the_last_did(user: User, today: datetime.date | None = None) -> list[Did]:
    """How the pages of `user` that were published last did, the newest first. Very sensitive ones are not counted.
    Three queries."""
    ordinary = Q()
    for name in _kinds():
        ordinary |= Q(**{f"{name}__sensitivity__lt": Sensitivity.HIDDEN})
    newest = (
        own_pages(user)
        .filter(ordinary, live=True)
        .select_related("locale")
        .order_by("-first_published_at", "-pk")[:EACH]
    )
    addresses = [(page, path) for page in newest if (path := path_of(page.pk))]
    since = (today or uk_today()) - datetime.timedelta(days=DAYS)
    chosen = {"day__gt": since, "path__in": [path for _page, path in addresses]}
    reads = dict(PageViews.objects.filter(**chosen).values("path").annotate(n=Sum("reads")).values_list("path", "n"))
    said = PageUse.objects.filter(**chosen).values("path").annotate(y=Sum("yes"), n=Sum("no"))
    answers = {path: (yes, no) for path, yes, no in said.values_list("path", "y", "n")}
    return [
        Did(page, shown(reads.get(path, 0)), *(shown(each) for each in answers.get(path, (0, 0))))
        for page, path in addresses
    ]


def _kinds() -> list[str]:
    """The name of each kind of page in queries of Page."""
    return [str(model._meta.model_name) for model in get_page_models() if issubclass(model, BasePage)]
