"""What is written about people: accounts, roles, and an account that goes."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.audit import actions as audit
from core.live.publish import revoke
from core.people import erasure, groups, sign_ins
from core.people.enums import AgeBand, Role
from core.people.models import Profile, RoleAssignment, User
from core.people.names import fold, tidy

RULES_VERSION = "2026-11"
"""Which house rules people accept now; raise it when they change."""


@transaction.atomic
def join(*, name: str, age_band: AgeBand, password: str, email: str = "", area: Area | None = None) -> User:
    """Make a member who has just accepted the house rules. `name` passed `names.problem` and is free.

    Raises IntegrityError where somebody took the name a moment ago. Writes a User and a Profile.
    """
    user = User(username=fold(name), email=email.lower())
    user.set_password(password)
    user.save()
    Profile.objects.create(
        user=user,
        display_name=tidy(name),
        folded_name=fold(name),
        age_band=age_band,
        area=area,
        rules_version=RULES_VERSION,
        rules_accepted_on=timezone.localdate(),
    )
    return user


@transaction.atomic
def change_profile(*, user: User, name: str, age_band: AgeBand, shape: str, area: Area | None) -> None:
    """Write what a member says about themself; a new name is the new name to sign in with too.

    Raises IntegrityError where somebody took the name a moment ago.
    """
    profile = Profile.objects.select_for_update().get(user=user)
    if tidy(name) != profile.display_name:
        profile.display_name, profile.folded_name = tidy(name), fold(name)
        User.objects.filter(pk=user.pk).update(username=profile.folded_name)
        user.username = profile.folded_name
    profile.age_band, profile.shape, profile.area = age_band, shape, area
    profile.save()
    user.profile = profile


@transaction.atomic
def assign_role(*, by: User | None, user: User, role: Role, area: Area | None = None) -> RoleAssignment:
    """Give `user` the `role` in `area` (None: everywhere); `by` None is the system. Giving it twice changes nothing.

    Raises ValidationError for somebody without an employing organisation. Audited.
    """
    if not user.employer.strip():
        raise ValidationError(_("Say first which organisation employs this person."))
    assignment, is_new = RoleAssignment.objects.get_or_create(user=user, role=role, area=area)
    if is_new:
        _after_role_change("role.assigned", by=by, user=user, role=role, area=area)
    return assignment


@transaction.atomic
def withdraw_role(*, by: User | None, user: User, role: Role, area: Area | None = None) -> None:
    """Take the `role` in `area` (None: the one that holds everywhere) from `user`. Audited where it was held.

    Their live connections are closed, so that nothing of the role goes on arriving.
    """
    if RoleAssignment.objects.filter(user=user, role=role, area=area).delete()[0]:
        _after_role_change("role.withdrawn", by=by, user=user, role=role, area=area)
        revoke(user.pk)


def _after_role_change(code: str, *, by: User | None, user: User, role: Role, area: Area | None) -> None:
    user.__dict__.pop("_held_roles", None)
    groups.sync(user)
    actor = by.opaque_id if by else None
    audit.record(code, actor=actor, target=f"person:{user.opaque_id}", role=role.value, area=area.pk if area else None)


@transaction.atomic
def delete_account(*, user: User, by: User | None = None) -> None:
    """Let everything that names `user` go, in one transaction; the audit keeps their opaque id and nothing else.

    `by` is the administrator who deletes somebody else's account.

    Every sign-in ends and every live connection closes.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    audit.record("account.deleted", actor=(by or user).opaque_id, target=f"person:{user.opaque_id}")
    sign_ins.end(user=user)
    erasure.erase_parts(user)
    revoke(user.pk)
    user.delete()


def sign_in_as_demo(request: HttpRequest, username: str) -> User:
    """Sign in as one of the demo people, without a password. Raises PermissionDenied outside a demo, and for anyone
    who is not a demo person (unknown names too)."""
    user = User.objects.filter(username=username, is_demo=True, is_active=True).first() if settings.DEMO else None
    if user is None:
        raise PermissionDenied
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return user
