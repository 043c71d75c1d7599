"""Named versions, and which old ones go."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from home.publishing import versions
from home.publishing.models import VersionName
from home.workflows import set_up
from tests.factories.news import article
from tests.factories.pages import editor, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def test_a_version_gets_a_name_and_loses_it(client):
    page = article("a-page")
    version = page.get_latest_revision()
    client.force_login(editor())
    address = reverse("page_version_name", args=[page.pk, version.pk])
    client.post(address, {"name": "As sent to the <board>"})
    text = client.get(reverse("page_versions", args=[page.pk])).content.decode()
    assert "As sent to the &lt;board&gt;" in text
    client.post(address, {"name": "x" * 61})
    assert VersionName.objects.get().name == "As sent to the <board>"
    client.post(address, {"name": ""})
    assert not VersionName.objects.exists()


def test_a_version_of_another_page_is_not_found(client):
    page, other = article("a-page"), article("another")
    client.force_login(editor())
    address = reverse("page_version_name", args=[page.pk, other.get_latest_revision().pk])
    assert client.post(address, {"name": "x"}).status_code == 404


def test_old_versions_go_but_not_those_that_matter():
    page = article("a-page")
    published = page.live_revision_id
    kept, gone = [], []
    for number in range(6):
        page.title = f"Version {number}"
        gone.append(page.save_revision(user=editor(), clean=False).pk)
    named, sent, scheduled = (gone.pop(0) for _each in range(3))
    VersionName.objects.create(revision_id=named, name="Kept")
    Revision.objects.filter(pk=scheduled).update(approved_go_live_at=timezone.now())
    page.get_workflow().start(page, editor())
    state = page.current_workflow_task_state
    type(state).objects.filter(workflow_state=state.workflow_state).update(revision=sent)
    latest = gone.pop()
    page.refresh_from_db()
    assert versions.prune() == 0
    Revision.objects.update(created_at=timezone.now() - datetime.timedelta(days=61))
    assert versions.prune() == len(gone) == 2
    assert versions.prune() == 0
    kept = set(Revision.objects.filter(object_id=str(page.pk)).values_list("pk", flat=True))
    assert kept == {published, named, sent, scheduled, latest}


@pytest.mark.parametrize("rows", [1, 9])
def test_the_list_costs_the_same_with_many_versions(client, django_assert_max_num_queries, rows):
    page = article("a-page")
    for _row in range(rows):
        page.save_revision(user=editor(), clean=False)
    client.force_login(editor())
    with django_assert_max_num_queries(60) as seen:
        client.get(reverse("page_versions", args=[page.pk]))
    assert sum('FROM "wagtailcore_revision"' in one["sql"] for one in seen.captured_queries) <= 2
