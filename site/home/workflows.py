"""Who may write where in the CMS, and the approval by a second person."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.pages.models import SafeguardingTask, SecondPersonTask
from core.people.enums import Role
from core.people.groups import group_for
from home import consents
from home.editors import practice
from home.models import Alert, AreaHubPage, HomePage, PageFeedback
from home.partnership import rights as partnership_rights
from news.newsletter import rights as newsletter_rights
from support import rights as support_rights
from surveys import rights as survey_rights

WORKFLOW = "A second person approves"
EDITING = ("add_page", "change_page")
# Approvers may take a page down at once; putting one up always needs somebody else (see wagtail_hooks).
APPROVING = (*EDITING, "publish_page", "lock_page", "unlock_page")
# Safeguarding approvers read and mend what is sensitive; they add no pages of their own.
CHECKING = APPROVING[1:]
# Wagtail asks for the rights of its own models, whatever model stands in for them.
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
FILE_APPS = ("wagtailimages", "wagtaildocs")


@transaction.atomic
def set_up() -> Workflow:
    """Give the groups of roles their rights on pages, and put the workflow on the whole site. Idempotent.

    Run it after `tree.plant()`. Writes groups' permissions, one workflow and one task.
    """
    home = HomePage.objects.filter(depth=2).order_by("path").first()
    if home is None:
        raise HomePage.DoesNotExist
    editors, approvers = group_for(Role.EDITOR), group_for(Role.APPROVER)
    _may_edit(editors, home, EDITING)
    _may_edit(approvers, home, APPROVING)
    _may_edit(group_for(Role.SAFEGUARDING_APPROVER), home, CHECKING)
    for hub in AreaHubPage.objects.select_related("area"):
        _may_edit(group_for(Role.EDITOR, hub.area), hub, EDITING)
        _may_edit(group_for(Role.APPROVER, hub.area), hub, APPROVING)
        _may_edit(group_for(Role.SAFEGUARDING_APPROVER, hub.area), hub, CHECKING)
        _may_alert(group_for(Role.EDITOR, hub.area), group_for(Role.APPROVER, hub.area))
    consents.grant(editors, approvers)
    for hub in AreaHubPage.objects.select_related("area"):
        consents.grant(group_for(Role.EDITOR, hub.area), group_for(Role.APPROVER, hub.area))
    for role in (Role.EDITOR, Role.APPROVER):
        for area in (None, *(hub.area for hub in AreaHubPage.objects.select_related("area"))):
            _may_edit(group_for(role, area), practice.plant(), EDITING)
    _may_read_feedback(editors, approvers)
    _may_alert(editors, approvers, group_for(Role.SAFEGUARDING_APPROVER))
    _may_redirect(approvers)
    _may_word_search(editors, approvers, group_for(Role.SAFEGUARDING_APPROVER))
    survey_rights.grant()
    support_rights.grant()
    partnership_rights.grant()
    newsletter_rights.grant()
    return _workflow(home, approvers)


def _may_edit(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    """Let `group` do `codenames` on `page` and below, and use pictures and files; those of an area change only what
    they uploaded."""
    for permission in _page_permissions(codenames):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    root = Collection.get_first_root_node()
    everywhere = isinstance(page, HomePage)
    files = [name for name in FILES if everywhere or not name.startswith("change_")]
    if isinstance(page, AreaHubPage):
        GroupCollectionPermission.objects.filter(group=group, permission__codename__startswith="change_").delete()
    for permission in Permission.objects.filter(content_type__app_label__in=FILE_APPS, codename__in=files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _page_permissions(codenames: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type=ContentType.objects.get_for_model(Page), codename__in=codenames))


def _may_read_feedback(*groups: Group) -> None:
    kind = ContentType.objects.get_for_model(PageFeedback)
    wanted = Permission.objects.filter(content_type=kind, codename__in=["view_pagefeedback", "change_pagefeedback"])
    for group in groups:
        group.permissions.add(*wanted)


def _may_alert(*groups: Group) -> None:
    """Alerts wait for no approver; those of an area are for its own editors (home.alerts)."""
    kind = ContentType.objects.get_for_model(Alert)
    wanted = Permission.objects.filter(content_type=kind, codename__in=["view_alert", "add_alert", "change_alert"])
    for group in groups:
        group.permissions.add(*wanted)


def _may_redirect(approvers: Group) -> None:
    """A redirect works at once and may lead elsewhere, so writing one is for approvers of the whole partnership."""
    approvers.permissions.add(*Permission.objects.filter(content_type__app_label="wagtailredirects"))


def _may_word_search(editors: Group, *approvers: Group) -> None:
    """All of them see what was not found; words for search show at once, so changing them is for approvers."""
    reading = ("view_wordgroup", "view_missedword")
    for group in (editors, *approvers):
        names = reading if group == editors else (*reading, "add_wordgroup", "change_wordgroup", "delete_wordgroup")
        group.permissions.add(*Permission.objects.filter(content_type__app_label="search", codename__in=names))


def _workflow(home: HomePage, approvers: Group) -> Workflow:
    task, _made = SecondPersonTask.objects.get_or_create(name="Approve before it is public")
    task.groups.add(approvers)
    careful, _made = SafeguardingTask.objects.get_or_create(name="A safeguarding approver reads what is sensitive")
    careful.groups.add(group_for(Role.SAFEGUARDING_APPROVER))
    for hub in AreaHubPage.objects.select_related("area"):
        task.groups.add(group_for(Role.APPROVER, hub.area))
        careful.groups.add(group_for(Role.SAFEGUARDING_APPROVER, hub.area))
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    for place, step in enumerate((task, careful)):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=step.task_ptr, defaults={"sort_order": place})
    WorkflowPage.objects.update_or_create(page_id=home.pk, defaults={"workflow": workflow})
    return workflow
