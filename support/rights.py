"""Who may write support in `/cms/`: editors draft, a safeguarding approver puts it up. Nobody may delete.

People act on what these pages say, so nothing changes for them before a second person, who knows safeguarding, has
read it. An Organisation has no drafts: changing one shows at once, so that is for approvers. Editors of an area write
what is theirs and read the rest. What cannot wait is in `support.urgent`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask
from wagtail.permission_policies import ModelPermissionPolicy

from core.areas.models import Area
from core.pages.models import SecondPersonTask
from core.people.enums import Role
from core.people.groups import group_for
from core.people.models import User
from support.models import Need, Service
from support.rules import can_edit, edits_everywhere

WORKFLOW = "A safeguarding approver agrees"
AREA_DRAFTING = (
    "view_service",
    "add_service",
    "change_service",
    "view_need",
    "view_organisation",
    "view_servicereport",
    "change_servicereport",
)
DRAFTING = (*AREA_DRAFTING, "add_need", "change_need", "add_organisation")
CHECKING = (*DRAFTING, "change_organisation")
# Publishing here means taking down at once, and approving what somebody else sent in (see wagtail_hooks).
APPROVING = (
    *CHECKING,
    "publish_service",
    "publish_need",
    "lock_service",
    "unlock_service",
    "lock_need",
    "unlock_need",
)


def grant() -> Workflow:
    """Give the groups of roles their rights on support, and put the workflow on services and needs. Idempotent.

    Writes groups' permissions, one workflow and one task.
    """
    safeguarding = group_for(Role.SAFEGUARDING_APPROVER)
    _may(group_for(Role.EDITOR), DRAFTING)
    _may(group_for(Role.APPROVER), CHECKING)
    _may(safeguarding, APPROVING)
    for area in Area.objects.all():
        _may(group_for(Role.EDITOR, area), AREA_DRAFTING)
    return _workflow(safeguarding)


def _may(group: Group, codenames: tuple[str, ...]) -> None:
    group.permissions.add(*Permission.objects.filter(content_type__app_label="support", codename__in=codenames))


def _workflow(approvers: Group) -> Workflow:
    task, _made = SecondPersonTask.objects.get_or_create(name="A safeguarding approver reads it")
    task.groups.add(approvers)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    for model in (Service, Need):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
    return workflow


def may_edit(user: User | AnonymousUser, thing: Any) -> bool:
    """Whether `user` may write, correct and take down `thing` (a Service or Need): needs are for those who write
    everywhere. One query."""
    if edits_everywhere(user):
        return True
    return isinstance(thing, Service) and can_edit(user, area_ids(thing))


def area_ids(service: Service) -> list[int]:
    """Ids of the areas of the stored `service`, whatever a draft of it says. One query."""
    return list(Service.areas.through.objects.filter(service_id=service.pk).values_list("area_id", flat=True))


class OwnAreas(ModelPermissionPolicy):
    """As the groups say, and services of other areas and of the whole country are for reading only."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` with this service; a new one is nobody else's yet."""
        fine = bool(self.user_has_permission(user, action))
        return fine and (action == "view" or instance.pk is None or may_edit(user, instance))
