from pathlib import Path

import pytest
import wagtail.admin
from django.core import mail
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry
from wagtail.permissions import policy_registry

from config.env import ROOT
from core.people.enums import Role
from home.models import AreaHubPage
from home.workflows import set_up
from news.models import NewsPage
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import approver, editor, planted_with_workflow, small_site
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def sent_in(user):
    page = article("waiting", live=False)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return page


def approve(page, user):
    task = page.current_workflow_task
    allowed = "approve" in [name for name, _words, _modal in task.specific.get_actions(page, user)]
    if allowed:
        task.specific.on_action(page.current_workflow_task_state, user, "approve")
    page.refresh_from_db()
    return page.live


def test_an_editor_cannot_publish_and_an_approver_cannot_publish_alone():
    page = article("a-draft", live=False)
    assert not page.permissions_for_user(editor()).can_publish()
    writer = approver()
    assert not approve(sent_in(writer), writer)


def test_a_second_person_approves_and_the_article_goes_live():
    assert approve(sent_in(editor()), approver())
    assert PageLogEntry.objects.filter(action="wagtail.publish").exists()


def test_an_editor_cannot_approve():
    assert not approve(sent_in(editor()), editor())


def test_pressing_publish_in_the_editor_keeps_a_draft(client):
    page = article("a-draft", live=False)
    user = approver()
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    assert b"action-publish" not in response.content


def test_an_area_editor_writes_in_their_own_hub_only():
    AreaFactory(slug="here")
    there = AreaFactory(slug="there")
    planted_with_workflow()
    user = StaffFactory(role=Role.EDITOR, area=AreaFactory(slug="here"))
    hubs = {hub.slug: hub for hub in AreaHubPage.objects.all()}
    assert hubs["here"].permissions_for_user(user).can_add_subpage()
    assert not hubs[there.slug].permissions_for_user(user).can_add_subpage()
    assert not article("central").permissions_for_user(user).can_edit()


def test_setting_up_again_changes_nothing():
    first = set_up()
    assert set_up() == first
    assert first.workflow_tasks.count() == 2
    assert NewsPage.objects.count() == 0


def test_an_approver_of_one_area_does_not_approve_elsewhere():
    here = AreaFactory(slug="here")
    planted_with_workflow()
    user = StaffFactory(role=Role.APPROVER, area=here, factor=False)
    assert not approve(sent_in(editor()), user)
    hub = AreaHubPage.objects.get(area=here)
    hub.save_revision(user=editor())
    hub.get_workflow().start(hub, editor())
    assert "approve" in [name for name, _words, _modal in hub.current_workflow_task.get_actions(hub, user)]


def test_area_editors_may_add_pictures():
    here = AreaFactory(slug="here")
    planted_with_workflow()
    user = StaffFactory(role=Role.EDITOR, area=here, factor=False)
    image_policy = policy_registry.get_by_type(get_image_model())
    assert image_policy.user_has_permission(user, "add")
    assert not image_policy.user_has_permission(StaffFactory(factor=False), "add")


def test_letters_of_the_workflow_name_no_page_in_their_subject(django_capture_on_commit_callbacks):
    writer, reader = editor(email="writer@example.org"), approver(email="reader@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        page = sent_in(writer)
    with django_capture_on_commit_callbacks(execute=True):
        assert approve(page, reader)
    assert {letter.to[0] for letter in mail.outbox} == {"writer@example.org", "reader@example.org"}
    assert [letter.subject for letter in mail.outbox if page.title in letter.subject] == []


def test_every_subject_of_a_letter_from_the_cms_is_ours():
    of_wagtail = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin" / "notifications"
    names = [path.name for path in of_wagtail.glob("*_subject.txt")]
    assert names
    theirs = [name for name in names if not (ROOT / "templates/wagtailadmin/notifications" / name).exists()]
    assert theirs == []
