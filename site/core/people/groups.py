"""Roles as Django groups, which is how Wagtail knows who may do what."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from core.areas.models import Area
from core.people.enums import Role
from core.people.models import RoleAssignment, User

_GROUP_NAMES = {
    Role.EDITOR: "Editors",
    Role.APPROVER: "Approvers",
    Role.SAFEGUARDING_APPROVER: "Safeguarding approvers",
    Role.MODERATOR: "Post moderators",  # not "Moderators": Wagtail makes a group of that name, which publishes pages
    Role.DSL: "Safeguarding leads",
    Role.ANALYST: "Analysts",
    Role.YOUTH_WORKER: "Youth workers",
    Role.AREA_LEAD: "Area leads",
}
CMS_ROLES = frozenset({Role.EDITOR, Role.APPROVER, Role.SAFEGUARDING_APPROVER, Role.AREA_LEAD})
"""The roles that open /cms/ at all; what they may do there is set on the pages."""


def group_name(role: Role, area: Area | None = None) -> str:
    """Such as "Editors" (everywhere) or "Editors: Kestrel Bay"."""
    return f"{_GROUP_NAMES[role]}: {area.name}" if area else _GROUP_NAMES[role]


def group_for(role: Role, area: Area | None = None) -> Group:
    """The group of `role` in `area` (None: everywhere), made where it is missing. Page permissions are its users'."""
    group, is_new = Group.objects.get_or_create(name=group_name(role, area))
    if is_new and role in CMS_ROLES:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def sync(user: User) -> None:
    """Make the groups of `user` say what the roles say; groups that are no role's are left alone."""
    held = RoleAssignment.objects.filter(user=user).select_related("area")
    wanted = {group_for(Role(each.role), each.area) for each in held}
    ours = {group for group in user.groups.all() if group.name.split(": ", 1)[0] in _GROUP_NAMES.values()}
    user.groups.remove(*(ours - wanted))
    user.groups.add(*(wanted - ours))


def area_renamed(before: str, after: str) -> None:
    """Carry the groups of an area over to its new name, with everything that they may do."""
    for role in Role:
        Group.objects.filter(name=f"{_GROUP_NAMES[role]}: {before}").update(name=f"{_GROUP_NAMES[role]}: {after}")
