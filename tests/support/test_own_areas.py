"""Editors of an area write the services of their area, and read the others."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from support import rights
from support.models import Need, Organisation, Service
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.support.test_confidential import edited

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    area = AreaFactory(slug="here")
    AreaFactory(slug="there")
    rights.grant()
    return area


@pytest.fixture
def writer(client, here):
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    return client


def address(view, *args, model=Service):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@pytest.mark.parametrize(
    ("slugs", "own"), [(["here"], True), (["here", "there"], True), (["there"], False), ([], False)]
)
def test_what_is_theirs_is_edited_and_the_rest_is_read(writer, slugs, own):
    service = ServiceFactory(areas=[AreaFactory(slug=slug) for slug in slugs], number="", hours=[])
    answer = writer.get(address("edit", service.pk))
    assert answer.status_code == (200 if own else 302)
    assert writer.get(address("inspect", service.pk)).status_code == 200
    answer = writer.post(address("edit", service.pk), edited(service, summary="New words."))
    assert (answer.url != "/cms/") == own
    service.refresh_from_db()
    assert (service.get_latest_revision_as_object().summary == "New words.") == own
    assert service.summary == "Somebody to talk to."
    assert (writer.post(address("preview_on_edit", service.pk), edited(service)).status_code == 200) == own


def test_a_draft_that_names_their_area_opens_nothing(writer, here):
    service = ServiceFactory(areas=[AreaFactory(slug="there")])
    draft = Service.objects.get(pk=service.pk)
    draft.areas = [here]
    draft.save_revision()
    assert writer.post(address("edit", service.pk), edited(service)).url == "/cms/"


@pytest.mark.parametrize(("slug", "made"), [("here", True), ("there", False), ("", False)])
def test_a_new_service_is_for_their_area(writer, slug, made):
    like = ServiceFactory()
    data = edited(like, slug="brand-new", areas=[AreaFactory(slug=slug).pk] if slug else [])
    answer = writer.post(address("add"), data)
    assert answer.status_code == (302 if made else 200)
    assert Service.objects.filter(slug="brand-new", live=False).exists() == made


@pytest.mark.parametrize("model", [Need, Organisation])
def test_needs_and_organisations_are_read(writer, model):
    thing = NeedFactory() if model is Need else OrganisationFactory()
    assert writer.get(address("list", model=model)).status_code == 200
    assert writer.post(address("edit", thing.pk, model=model), {"name": "x"}).status_code in (302, 403)
    thing.refresh_from_db()
    assert thing.name != "x"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SAFEGUARDING_APPROVER])
@pytest.mark.parametrize("model", [Service, Need])
def test_every_screen_of_a_snippet_opens(client, here, role, model):
    thing = ServiceFactory(areas=[here]) if model is Service else NeedFactory()
    revision = thing.save_revision()
    client.force_login(StaffFactory(role=role))
    views = [("list",), ("add",), ("edit", thing.pk), ("history", thing.pk), ("usage", thing.pk),
             ("revisions_compare", thing.pk, "live", revision.pk), ("revisions_view", thing.pk, revision.pk),
             ("revisions_revert", thing.pk, revision.pk), ("workflow_history", thing.pk)]  # fmt: skip
    for view, *args in views:
        assert client.get(address(view, *args, model=model)).status_code == 200, view


def test_an_approver_locks_and_unlocks_and_an_editor_does_not(client, here):
    service = ServiceFactory(areas=[here])
    for role, locks in ((Role.EDITOR, False), (Role.SAFEGUARDING_APPROVER, True)):
        client.force_login(StaffFactory(role=role))
        client.post(address("lock", service.pk))
        service.refresh_from_db()
        assert service.locked == locks
