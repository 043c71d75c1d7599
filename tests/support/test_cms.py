"""Support in `/cms/`: editors draft, a safeguarding approver puts it up, nobody else sees any of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.enums import Role
from support import rights
from support.models import Need, Organisation, Service
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory

pytestmark = pytest.mark.django_db

INLINES = ("contact_points", "locations", "hours_rules", "hours_exceptions")


@pytest.fixture(autouse=True)
def workflow():
    AreaFactory(slug="here")
    return rights.grant()


def address(model, view, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def sent_in(service, user):
    service.summary = "New words."
    service.save_revision(user=user)
    service.get_workflow().start(service, user)
    return service


def actions(service, user):
    return [name for name, _words, _modal in service.current_workflow_task.get_actions(service, user)]


@pytest.mark.parametrize(
    ("role", "draft", "organisation", "publish"),
    [
        (Role.EDITOR, True, False, False),
        (Role.APPROVER, True, True, False),
        (Role.SAFEGUARDING_APPROVER, True, True, True),
        (Role.MODERATOR, False, False, False),
        (Role.DSL, False, False, False),
        (Role.ANALYST, False, False, False),
        (Role.YOUTH_WORKER, False, False, False),
        (Role.AREA_LEAD, False, False, False),
    ],
)
def test_what_each_role_may_do(role, draft, organisation, publish):
    user = StaffFactory(role=role, factor=False)
    assert user.has_perm("support.add_service") == draft
    assert user.has_perm("support.change_service") == draft
    assert user.has_perm("support.change_need") == draft
    assert user.has_perm("support.change_organisation") == organisation
    assert user.has_perm("support.publish_service") == publish
    assert user.has_perm("support.publish_need") == publish
    assert not user.has_perm("support.delete_service")


@pytest.mark.parametrize("user", [MemberFactory, AnonymousUser])
def test_members_and_guests_may_do_nothing(user):
    assert not user().has_perm("support.view_service")


def test_an_area_editor_drafts_services_but_not_needs():
    user = StaffFactory(role=Role.EDITOR, area=AreaFactory(slug="here"), factor=False)
    assert user.has_perm("support.change_service")
    assert not user.has_perm("support.change_need")
    assert not user.has_perm("support.publish_service")


@pytest.mark.parametrize("role", [Role.MODERATOR, None])
def test_others_do_not_reach_the_list(client, role):
    client.force_login(StaffFactory(role=role) if role else MemberFactory())
    response = client.get(address(Service, "list"))
    assert response.status_code in (302, 403, 404)


def test_a_guest_is_asked_to_sign_in(client):
    assert client.get(address(Service, "list")).status_code == 302


def test_an_editor_opens_the_lists_and_a_service(client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    service = ServiceFactory()
    for model, make in ((Need, NeedFactory), (Organisation, OrganisationFactory)):
        make()
        assert client.get(address(model, "list")).status_code == 200
    page = client.get(address(Service, "edit", service.pk)).content
    assert b"action-publish" not in page
    assert b"action-submit" in page


def posted(service, **more):
    data = {f"{part}-{key}": value for part in INLINES for key, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    fields = (
        "name slug summary who_is_told bank_holidays nation status sensitivity position review_owner last_checked "
        "review_by"
    )
    data |= {field: str(getattr(service, field)) for field in fields.split()}
    return data | {"organisation": service.organisation_id, "is_free": "on", **more}


def test_pressing_publish_keeps_a_draft(client):
    service = ServiceFactory(number="", hours=[])
    client.force_login(StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    data = posted(service, summary="Changed alone.", **{"action-publish": "yes"})
    response = client.post(address(Service, "edit", service.pk), data)
    assert response.status_code == 302
    service.refresh_from_db()
    assert service.summary == "Somebody to talk to."
    assert service.get_latest_revision_as_object().summary == "Changed alone."


def test_a_safeguarding_approver_approves_and_it_is_live_and_audited():
    approver = StaffFactory(role=Role.SAFEGUARDING_APPROVER, factor=False)
    service = sent_in(ServiceFactory(), StaffFactory(role=Role.EDITOR, factor=False))
    assert "approve" in actions(service, approver)
    service.current_workflow_task.on_action(service.current_workflow_task_state, approver, "approve")
    service.refresh_from_db()
    assert service.summary == "New words."
    done = AuditEntry.objects.filter(target=f"service:{service.pk}", actor=approver.opaque_id)
    assert {"cms.workflow.approve", "cms.publish"} <= set(done.values_list("action", flat=True))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.MODERATOR])
def test_others_do_not_approve(role):
    service = sent_in(ServiceFactory(), StaffFactory(role=Role.EDITOR, factor=False))
    assert actions(service, StaffFactory(role=role, factor=False)) == []


def test_nobody_approves_what_they_sent_in():
    approver = StaffFactory(role=Role.SAFEGUARDING_APPROVER, factor=False)
    assert actions(sent_in(ServiceFactory(), approver), approver) == []


def test_a_draft_is_previewed_as_readers_would_see_it():
    service = ServiceFactory(name="The Landing")
    response = service.make_preview_request()
    assert response.status_code == 200
    assert b"The Landing" in response.render().content


def test_granting_again_changes_nothing(workflow):
    assert rights.grant() == workflow
    assert workflow.workflow_tasks.count() == 1
