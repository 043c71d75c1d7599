"""Who may write surveys in `/cms/`: editors write, approvers also lock. Questions go up with
their page, so nobody publishes a survey by itself; nobody may delete one. Safeguarding approvers read them: they may
withdraw a version for safety."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from core.people.enums import Role
from core.people.groups import group_for

READING = ("view_survey",)
WRITING = ("view_survey", "add_survey", "change_survey")
APPROVING = (*WRITING, "lock_survey", "unlock_survey")


def grant() -> None:
    """Give the groups of editors and of both kinds of approver (everywhere) their rights on surveys. Idempotent."""
    for role, codenames in ((Role.EDITOR, WRITING), (Role.APPROVER, APPROVING), (Role.SAFEGUARDING_APPROVER, READING)):
        wanted = Permission.objects.filter(content_type__app_label="surveys", codename__in=codenames)
        group = group_for(role)
        group.permissions.add(*wanted)
        alone = Permission.objects.filter(content_type__app_label="surveys", codename="publish_survey")
        group.permissions.remove(*alone)
