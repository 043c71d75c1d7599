"""Who may write newsletters in `/cms/`: editors compose, approvers approve and send, never their own; those of an area
for their own areas only. Nobody may delete one, and nobody changes one that is on its way."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask
from wagtail.permission_policies import ModelPermissionPolicy

from core.areas.models import Area
from core.pages.models import SecondPersonTask
from core.people.enums import Role
from core.people.groups import group_for
from news.newsletter.issuing import area_ids
from news.newsletter.models import Newsletter, Sending
from news.newsletter.rules import SENDING, can_compose, fits

WORKFLOW = "A second person approves the newsletter"
COMPOSING = ("view_newsletter", "add_newsletter", "change_newsletter")
APPROVING = (*COMPOSING, "publish_newsletter", "lock_newsletter", "unlock_newsletter")


def grant() -> Workflow:
    """Give the groups of roles their rights on newsletters, and put the workflow on them. Idempotent.

    Writes groups' permissions, one workflow and one task.
    """
    approvers = []
    for area in (None, *Area.objects.all()):
        approvers.append(group_for(Role.APPROVER, area))
        _may(group_for(Role.EDITOR, area), COMPOSING)
        _may(approvers[-1], APPROVING)
    task, _made = SecondPersonTask.objects.get_or_create(name="Approve a newsletter")
    task.groups.add(*approvers)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    kind = ContentType.objects.get_for_model(Newsletter)
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    return workflow


def _may(group: Group, codenames: tuple[str, ...]) -> None:
    group.permissions.add(*Permission.objects.filter(content_type__app_label="newsletter", codename__in=codenames))


def may_change(user: Any, newsletter: Newsletter) -> bool:
    """Whether `user` may change the stored `newsletter`: theirs to write, and not on its way. Two queries."""
    return can_compose(user, area_ids(newsletter)) and not Sending.objects.filter(newsletter=newsletter).exists()


class OwnAreas(ModelPermissionPolicy):
    """As the groups say; newsletters of other areas and those on their way are for reading only."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` with this newsletter; a new one is nobody else's yet."""
        if not self.user_has_permission(user, action):
            return False
        if action == "view" or instance.pk is None:
            return True
        is_theirs = action != "publish" or fits(user, SENDING, area_ids(instance))
        return is_theirs and may_change(user, instance)
