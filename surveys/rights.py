"""Who may write surveys in `/cms/`: editors write, approvers also publish. Nobody may delete one."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from core.people.enums import Role
from core.people.groups import group_for

WRITING = ("view_survey", "add_survey", "change_survey")
PUBLISHING = (*WRITING, "publish_survey", "lock_survey", "unlock_survey")


def grant() -> None:
    """Give the groups of editors and approvers (everywhere) their rights on surveys. Idempotent."""
    for role, codenames in ((Role.EDITOR, WRITING), (Role.APPROVER, PUBLISHING)):
        wanted = Permission.objects.filter(content_type__app_label="surveys", codename__in=codenames)
        group_for(role).permissions.add(*wanted)
