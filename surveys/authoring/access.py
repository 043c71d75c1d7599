"""Who may open which screen of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.people.enums import Role
from core.people.models import User
from core.people.rules import has_role
from surveys.models import Survey

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WITHDRAWERS = (Role.APPROVER, Role.SAFEGUARDING_APPROVER)


def readable(request: HttpRequest, pk: str) -> Survey:
    """The survey `pk` for somebody who may read surveys in `/cms/`. Raises Http404 and PermissionDenied."""
    if not (request.user.has_perm("surveys.view_survey") or can_withdraw(request.user)):
        raise PermissionDenied
    return get_object_or_404(Survey, pk=pk)


def writable(request: HttpRequest, pk: str) -> Survey:
    """The survey `pk` for somebody who may change it now. Raises Http404 and PermissionDenied (locked, too)."""
    survey = readable(request, pk)
    lock = survey.get_lock()
    if not request.user.has_perm("surveys.change_survey") or (lock and lock.for_user(request.user)):
        raise PermissionDenied
    return survey


def can_withdraw(user: User | AnonymousUser) -> bool:
    """Whether `user` may withdraw a version: approvers and safeguarding approvers, everywhere."""
    return bool(user.is_authenticated and (user.is_superuser or has_role(user, *WITHDRAWERS)))


def roles_of(opaque_ids: set[UUID]) -> dict[UUID, str]:
    """The role, never the name, of each person: "Editor". People who left are not in it. Two queries."""
    people = User.objects.filter(opaque_id__in=opaque_ids).prefetch_related("roles")
    return {person.opaque_id: _role(person) for person in people}


def _role(person: User) -> str:
    labels = sorted({str(Role(held.role).label) for held in person.roles.all()})
    return ", ".join(labels) or (_("Administrator") if person.is_superuser else "")
