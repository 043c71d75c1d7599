"""Who may write support in `/cms/`: editors draft, a safeguarding approver puts it up. Nobody may delete.

People act on what these pages say, so nothing changes for them before a second person, who knows safeguarding, has
read it. An Organisation has no drafts: changing one shows at once, so that is for approvers.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from core.areas.models import Area
from core.pages.models import SecondPersonTask
from core.people.enums import Role
from core.people.groups import group_for
from support.models import Need, Service

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
