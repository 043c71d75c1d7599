"""The promises about who sees answers: what a role or an employer would make untrue while a page says it, and which
changes of people and roles change the panel (surveys.seeing)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.people.enums import Role
from core.people.models import RoleAssignment, User
from surveys.models import Survey
from surveys.rules import LEADS, READERS
from surveys.seeing import Denial, seers_now, untrue_of


def stands_against(user: User, roles: frozenset[str]) -> str:
    """Why `user`, as they are with `roles`, may not read answers now: a page that is public denies it until its survey
    closes. An empty string where nothing stands against it. For core.people.promises; no query for most people."""
    reads = user.is_superuser or not roles.isdisjoint([*READERS, *LEADS])
    untrue = untrue_of(user.employer, works_for_police=user.works_for_police, roles=roles)
    if not user.is_active or not reads or not untrue:
        return ""
    closes_last = _public().order_by("-closes_at").first()
    if closes_last is None or not (broken := untrue - seers_now(user.pk).untrue - _already(user)):
        return ""
    who = _words(broken)
    return _(
        "“%(title)s” is open or about to open, and its page says that nobody who reads the answers %(who)s. This would "
        "make that untrue. Wait until %(day)s, when it has closed, or choose somebody else."
    ) % {"title": closes_last.title, "who": who, "day": date_format(timezone.localtime(closes_last.closes_at), "j F Y")}


def _already(user: User) -> frozenset[Denial]:
    """What could not be denied because of `user`, as the database has them."""
    stored = User.objects.filter(pk=user.pk, is_active=True).first() if user.pk else None
    if stored is None:
        return frozenset()
    held = {role for role, _area in stored.held_roles()}
    if not stored.is_superuser and held.isdisjoint([*READERS, *LEADS]):
        return frozenset()
    return untrue_of(stored.employer, works_for_police=stored.works_for_police, roles=held)


def _public() -> Any:
    """Surveys whose page may show the panel now and whose answers may still come."""
    return Survey.objects.filter(live=True, version__isnull=False, closes_at__gt=timezone.now())


def _words(broken: frozenset[Denial]) -> str:
    if Denial.POLICE in broken:
        return _("works for the police")
    return _("works for a school or college") if Denial.SCHOOL in broken else _("is a youth worker here")


def assignment_matters(assignment: RoleAssignment, update_fields: frozenset[str] | None) -> bool:
    """Whether the panel depends on this role. For core.pages.cache.watch."""
    return assignment.role in (*READERS, *LEADS, Role.YOUTH_WORKER)


def person_matters(user: User, update_fields: frozenset[str] | None) -> bool:
    """Whether the panel depends on what was written of this person. For core.pages.cache.watch; at most one query, and
    none at a sign-in or for members."""
    if update_fields is not None and set(User.STANDING).isdisjoint(update_fields):
        return False
    before = user.stood()
    if user.is_superuser or (before is not None and before[User.STANDING.index("is_superuser")]):
        return True
    if before is None or before == user.standing() or user.pk is None:
        return False
    return RoleAssignment.objects.filter(user_id=user.pk, role__in=[*READERS, *LEADS]).exists()
