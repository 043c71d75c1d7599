"""Reads: someone's own list and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core.notifications.models import How, Notification, Wanted
from core.notifications.rules import default_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


def visible_to(user: User | AnonymousUser) -> QuerySet[Notification]:
    """What `user` was told, newest first; nothing for a guest."""
    return Notification.objects.filter(user_id=user.pk) if user.pk else Notification.objects.none()


def unread_count(user: User | AnonymousUser) -> int:
    """How many of them are unread. One query; none for a guest."""
    return visible_to(user).filter(read_at=None).count() if user.pk else 0


def wanted_by(user: User) -> How:
    """How `user` wants to be told. One query, and one for the profile of who has not chosen."""
    chosen = Wanted.objects.filter(user=user).values_list("how", flat=True).first()
    return How(chosen) if chosen else default_for(user)
