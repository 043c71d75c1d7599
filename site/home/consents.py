"""Consents for photos: who may keep them, and reminders before they end."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.notifications import registry
from core.notifications.once import tell_once
from core.pages.media.models import PhotoConsent
from core.pages.reviews import uk_today
from core.people.enums import Role
from core.people.models import User

SOON = datetime.timedelta(days=30)
MOST_TOLD = 20
WORDS = {
    "consent.ends_soon": _("A photo consent ends within 30 days: “%(name)s”. Ask again, or choose another photo."),
    "consent.ended": _("A photo consent has ended: “%(name)s”. The photo is on no page any more."),
}


def grant(*groups: Group) -> None:
    """Let `groups` keep records of consent; which ones each sees is in core.pages.media.rules. Idempotent."""
    names = ["view_photoconsent", "add_photoconsent", "change_photoconsent"]
    wanted = Permission.objects.filter(content_type__app_label="pages", codename__in=names)
    for group in groups:
        group.permissions.add(*wanted)


def remind(today: datetime.date | None = None) -> None:
    """Tell who wrote a consent down that it ends within 30 days of the UK day `today`, and again when it has ended.
    Nothing for consents about no picture. Repeatable: each is told once."""
    today = today or uk_today()
    ending = PhotoConsent.objects.filter(pictures__isnull=False, expires_on__lte=today + SOON).distinct()
    running = ending.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=today))
    for consent in running.select_related("recorded_by"):
        kind = "consent.ended" if consent.last_day() < today else "consent.ends_soon"
        tell_once(
            f"consent:{consent.pk}:{consent.expires_on}:{kind}",
            on=today,
            users=_keepers(consent),
            kind=kind,
            url=reverse("wagtailsnippets_pages_photoconsent:edit", args=[consent.pk]),
            facts={"name": consent.who[:80]},
        )


def _keepers(consent: PhotoConsent) -> list[User]:
    """Who wrote it down, where that is active staff; else approvers of the whole site (at most 20)."""
    if consent.recorded_by is not None and consent.recorded_by.is_active and consent.recorded_by.is_team:
        return [consent.recorded_by]
    active = User.objects.filter(is_active=True, roles__role=Role.APPROVER, roles__area=None)
    return list(active.order_by("pk")[:MOST_TOLD])


def register_words() -> None:
    """Let people be told about consents."""
    for code, words in WORDS.items():
        registry.register(code, words)
