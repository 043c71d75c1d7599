"""Reads of concerns, for those who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Q, QuerySet, Value, When

from core.people.enums import Role
from core.people.models import User
from core.safeguarding.enums import State
from core.safeguarding.models import Concern
from core.safeguarding.rules import areas_led

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def visible_to(user: User | AnonymousUser) -> QuerySet[Concern]:
    """The concerns that `user` may read: all for a lead everywhere, else those of their areas and of no area."""
    led = areas_led(user)
    if not led:
        return Concern.objects.none()
    if None in led:
        return Concern.objects.all()
    return Concern.objects.filter(Q(area__in=led) | Q(area=None))


def listed_for(user: User | AnonymousUser, *, closed: bool) -> QuerySet[Concern]:
    """Open concerns of `user`, new ones first and the oldest of them on top; or the closed ones, newest first."""
    mine = visible_to(user).select_related("area")
    if closed:
        return mine.filter(state=State.CLOSED).order_by("-pk")
    urgency = Case(When(state=State.NEW, then=Value(0)), default=Value(1))
    return mine.exclude(state=State.CLOSED).order_by(urgency, "pk")


def leads_for(area_id: int | None) -> QuerySet[User]:
    """The active safeguarding leads of the area, and those of everywhere; all leads where no area is known."""
    where = Q() if area_id is None else Q(roles__area=area_id) | Q(roles__area=None)
    return User.objects.filter(where, roles__role=Role.DSL, is_active=True).distinct()
