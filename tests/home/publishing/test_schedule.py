"""Going up and coming down on time: only what was approved, never early, and one failure holds up nobody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from core.notifications.models import Notification
from core.pages.moments import UK
from home.publishing import schedule
from home.publishing.models import Heartbeat
from home.readiness import obstacles
from home.workflows import set_up
from news.models import NewsPage
from tests.factories.news import article
from tests.factories.pages import approver, editor, small_site

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def scheduled(slug="later", *, at, **fields):
    """An article that an approver agreed to put up `at` that moment."""
    page = article(slug, live=False, go_live_at=timezone.now() + HOUR, **fields)
    page.owner = editor()
    page.save()
    page.save_revision(user=page.owner, clean=False)
    page.get_workflow().start(page, page.owner)
    user = approver()
    task = page.current_workflow_task
    task.on_action(page.current_workflow_task_state, user, "approve")
    Revision.objects.filter(approved_go_live_at__isnull=False, object_id=str(page.pk)).update(approved_go_live_at=at)
    version = Revision.objects.get(object_id=str(page.pk), approved_go_live_at=at)
    version.content["go_live_at"] = at.isoformat()
    version.save()
    return fresh(page)


def test_it_goes_up_at_its_time_and_not_before(client):
    page = scheduled(at=timezone.now() + HOUR)
    assert not page.live
    schedule.publish_due()
    assert not fresh(page).live
    assert client.get("/news/later/").status_code == 404
    Revision.objects.filter(object_id=str(page.pk)).exclude(approved_go_live_at=None).update(
        approved_go_live_at=timezone.now() - HOUR
    )
    schedule.publish_due()
    assert client.get("/news/later/").status_code == 404, "what the version says counts too"
    late = scheduled("late", at=timezone.now() - HOUR)
    schedule.publish_due()
    assert client.get("/news/late/").status_code == 200
    assert PageLogEntry.objects.filter(page=late, action="wagtail.publish.scheduled").exists()
    schedule.publish_due()
    assert PageLogEntry.objects.filter(page=late, action="wagtail.publish.scheduled").count() == 1


def test_a_time_without_approval_does_nothing():
    page = article("not-approved", live=False, go_live_at=timezone.now() - HOUR)
    schedule.publish_due()
    assert not fresh(page).live


def test_it_comes_down_at_its_end_everywhere(client):
    page = article("ends", expire_at=timezone.now() - HOUR)
    assert client.get("/news/ends/").status_code == 404
    assert b"/news/ends/" not in client.get("/news/feed/").content
    assert b"Ends" not in client.get("/news/").content
    schedule.publish_due()
    assert not fresh(page).live
    assert fresh(page).expired


def test_what_ended_while_nothing_ran_never_goes_up():
    page = scheduled(at=timezone.now() - 2 * HOUR)
    version = Revision.objects.get(object_id=str(page.pk), approved_go_live_at__isnull=False)
    version.content["expire_at"] = (timezone.now() - HOUR).isoformat()
    version.save()
    schedule.publish_due()
    assert not fresh(page).live
    assert not PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_that_fails_the_gate_at_its_time_stays_down_and_its_owner_is_told():
    bad = [{"type": "paragraph", "value": '<p><a href="https://example.org/">click here</a></p>', "id": "a"}]
    page = scheduled(at=timezone.now() - HOUR)
    version = Revision.objects.get(object_id=str(page.pk), approved_go_live_at__isnull=False)
    draft = version.as_object()
    draft.body = bad
    version.content = draft.serializable_data()
    version.save()
    other = scheduled("other", at=timezone.now() - HOUR)
    schedule.publish_due()
    schedule.publish_due()
    assert not fresh(page).live
    assert fresh(other).live
    assert [told.kind for told in Notification.objects.filter(user=page.owner)] == ["page.held_back"]


def test_one_page_that_breaks_holds_up_no_other():
    broken, fine = scheduled("broken", at=timezone.now() - 2 * HOUR), scheduled("fine", at=timezone.now() - HOUR)
    Revision.objects.filter(object_id=str(broken.pk)).update(content={"pk": broken.pk})
    schedule.publish_due()
    assert not fresh(broken).live
    assert fresh(fine).live


def test_staff_and_readiness_hear_when_it_does_not_run(client):
    user = editor()
    client.force_login(user)
    assert b"Nothing goes up" in client.get("/cms/").content
    schedule.publish_due()
    assert b"Nothing goes up" not in client.get("/cms/").content
    assert not any("set time" in words for words in obstacles())
    Heartbeat.objects.update(at=timezone.now() - schedule.LATE)
    assert any("set time" in words for words in obstacles())
    assert b"goes up or comes down on time" in client.get("/cms/").content


def test_under_embargo_it_is_scheduled_and_never_live_before(client):
    ends = timezone.now() + HOUR
    page = article("secret", live=False, embargo_until=ends)
    page.get_latest_revision().publish()
    page = fresh(page)
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == ends
    page.live = True
    page.save()
    assert not fresh(page).live
    for path in ("/news/", "/news/feed/", "/sitemap.xml", "/", "/search/?q=secret"):
        assert b"secret" not in client.get(path).content.lower().replace(b"q=secret", b"").replace(b'"secret"', b"")


def posted(page, **fields):
    page = page.get_latest_revision_as_object()
    body = [{"type": b["type"], "value": b["value"], "id": b["id"]} for b in page.body.raw_data]
    assert body == []
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "published_on": page.published_on.isoformat(),
        "sensitivity": page.sensitivity,
        "body-count": "0",
        "notes_to_editors": "null",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "go_live_at": "",
        "expire_at": "",
        "embargo_until": "",
        **fields,
    }


def edit(client, page, **fields):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **fields), follow=True)


def shown(moment):
    return f"{moment.astimezone(UK):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("action", ["", "action-submit"])
def test_an_ended_page_is_edited_again_without_complaint(client, action):
    page = article("ends", expire_at=timezone.now() - HOUR, go_live_at=timezone.now() - 2 * HOUR)
    schedule.publish_due()
    client.force_login(editor())
    old = {"expire_at": shown(page.expire_at), "go_live_at": shown(page.go_live_at)}
    for stale in (old, {}):
        answer = edit(client, page, title="Once more", **stale, **({action: "1"} if action else {}))
        assert b"could not be saved" not in answer.content, stale
        if action:
            break
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, draft.expire_at, draft.go_live_at) == ("Once more", None, None)


def test_the_form_says_the_moment_and_refuses_what_cannot_be(client):
    page = article("later", live=False)
    client.force_login(editor())
    year = timezone.now().year + 1
    answer = edit(client, page, go_live_at=f"{year}-06-01 08:30")
    assert f"1 June {year} at 08:30, UK time (British Summer Time, 07:30 UTC)" in answer.content.decode()
    assert b"does not exist" in edit(client, page, go_live_at="2027-03-28 01:30").content
    refused = edit(client, page, go_live_at=f"{year}-06-01 08:30", embargo_until=f"{year}-06-02 08:30")
    assert b"The embargo ends on" in refused.content
    assert (
        b"nobody would read it"
        in edit(client, page, expire_at=f"{year}-06-01 08:30", embargo_until=f"{year}-06-02 08:30").content
    )


def test_nobody_publishes_from_a_list_or_by_copying(client):
    page = article("a-draft", live=False)
    client.force_login(approver())
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}&next=/cms/"
    client.post(bulk, {"include_descendants": "on"})
    assert not fresh(page).live
    live = article("live-one")
    for extra in ({"publish_copies": "on"}, {"alias": "on"}):
        client.post(
            reverse("wagtailadmin_pages:copy", args=[live.pk]),
            {"new_title": "Copy", "new_slug": "copy", "new_parent_page": live.get_parent().pk, **extra},
        )
    assert not NewsPage.objects.filter(slug="copy").exists()
    client.post(
        reverse("wagtailadmin_pages:copy", args=[live.pk]),
        {"new_title": "Copy", "new_slug": "copy", "new_parent_page": live.get_parent().pk},
    )
    assert not NewsPage.objects.get(slug="copy").live
