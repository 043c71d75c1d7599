"""Reminders for pages of the CMS whose review date comes near or has come."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from core.notifications import registry
from core.notifications.once import tell_once
from core.pages.models import BasePage
from core.pages.reviews import SOON, ReviewStage, stage_of, uk_today
from core.people.enums import Role
from core.people.models import User

MOST_TOLD = 20
WORDS = {
    "page.review_soon": _("The page “%(name)s” is due for a check within 14 days."),
    "page.review_due": _("The page “%(name)s” is due for a check."),
    "page.declined": _("The page “%(name)s” did not go up at its time: something in it must be mended first."),
}


def remind(today: datetime.date | None = None) -> None:
    """Tell the owner of each page that is due within 14 days of the UK day `today`, and once more on the day or as soon
    as possible after it. Repeatable: each is told once."""
    today = today or uk_today()
    for model in get_page_models():
        if issubclass(model, BasePage):
            for page in model.objects.filter(live=True, review_by__lte=today + SOON).select_related("owner"):
                soon = stage_of(page.review_by, today) == ReviewStage.SOON
                _tell(page, "page.review_soon" if soon else "page.review_due", today)


def _tell(page: BasePage, kind: str, today: datetime.date) -> None:
    tell_once(
        f"review:page:{page.pk}:{page.review_by}:{kind}",
        on=today,
        users=keepers(page),
        kind=kind,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        facts={"name": page.title[:80]},
        mailbox=page.review_email,
    )


def tell_declined(page: BasePage, _reasons: list[str]) -> None:
    """Tell the keepers of `page` that its time came and the gate held it back. The reasons are in the editor."""
    _tell(page, "page.declined", uk_today())


def keepers(page: BasePage) -> list[User]:
    """The owner of `page` where that is active staff; else, where no mailbox is given, approvers (at most 20)."""
    if page.owner is not None and page.owner.is_active and page.owner.is_team:
        return [page.owner]
    if page.review_email:
        return []
    active = User.objects.filter(is_active=True, roles__role=Role.APPROVER, roles__area=None)
    return list(active.order_by("pk")[:MOST_TOLD])


def register_words() -> None:
    """Let people be told about pages."""
    for code, words in WORDS.items():
        registry.register(code, words)
