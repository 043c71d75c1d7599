"""Whichever way somebody publishes a page or sends it in, the gate asks first; and it never stands in another's way."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from core.notifications.models import Notification
from core.pages.gate import GateClosed
from core.people.enums import Role
from home.workflows import set_up
from news.models import NewsPage
from tests.factories.news import article
from tests.factories.pages import approver, editor, small_site
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
BAD = [{"type": "paragraph", "value": '<p>To know more, <a href="https://example.org/">click here</a></p>'}]
GOOD = [{"type": "paragraph", "value": "<p>Six new lights.</p>"}]
SAYS = "does not say where it goes"


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


@pytest.fixture
def admin(client):
    user = StaffFactory(role=Role.APPROVER, is_superuser=True)
    client.force_login(user)
    return user


def live(page):
    return NewsPage.objects.get(pk=page.pk).live


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def waiting(user, then=GOOD):
    """An article that waits for approval; its words are `then` by now."""
    page = article("waiting", live=False, body=GOOD)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    page = NewsPage.objects.get(pk=page.pk)
    page.body = then
    page.save_revision(user=user, clean=False)
    return NewsPage.objects.get(pk=page.pk)


def test_many_pages_at_once_are_refused_with_words_and_none_goes_up(client, admin):
    bad, good = article("bad", live=False, body=BAD), article("good", live=False, body=GOOD)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={good.pk}&id={bad.pk}", {"include_descendants": ""})
    assert answer.status_code == 302
    assert not live(bad)
    assert not live(good)


def test_one_page_by_the_bulk_action_says_what_to_mend(client, admin):
    bad = article("bad", live=False, body=BAD)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={bad.pk}", {"include_descendants": ""})
    assert not live(bad)
    assert answer.status_code == 302


def test_approval_from_a_list_is_refused_with_words(client):
    page = waiting(editor(), then=BAD)
    client.force_login(approver())
    state = page.current_workflow_task_state
    answer = client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert SAYS in said(answer)
    assert not live(page)
    page.refresh_from_db()
    assert page.current_workflow_task_state.status == "in_progress"


def test_approval_of_a_mended_page_puts_it_up(client):
    page = waiting(editor(), then=GOOD)
    client.force_login(approver())
    state = page.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert live(page)


def test_asking_for_changes_never_meets_the_gate(client):
    page = waiting(editor(), then=BAD)
    client.force_login(approver())
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    client.post(address, {"comment": "Say where the link goes."})
    assert page.workflow_states.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_what_may_not_go_up_is_not_sent_in_either():
    page = article("bad", live=False, body=BAD)
    with pytest.raises(GateClosed) as closed:
        page.get_workflow().start(page, editor())
    assert SAYS in closed.value.reasons[0]
    assert "click here" not in str(closed.value)
    assert not WorkflowState.objects.exists()


def test_a_revision_published_by_a_person_anywhere_is_asked():
    page = article("bad", live=False, body=BAD)
    with pytest.raises(GateClosed):
        page.get_latest_revision().publish(user=approver())
    assert not live(page)


def test_what_the_software_plants_passes():
    page = article("bad", live=False, body=BAD)
    page.get_latest_revision().publish()
    assert live(page)


def test_a_time_that_comes_for_a_bad_page_passes_and_the_others_still_go_up():
    bad, good = article("bad", live=False, body=BAD), article("good", live=False, body=GOOD)
    NewsPage.objects.filter(pk=bad.pk).update(owner=editor())
    for minutes, page in enumerate((good, bad), 1):
        page.latest_revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=minutes)
        page.latest_revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert (live(bad), live(good)) == (False, True)
    bad.latest_revision.refresh_from_db()
    assert bad.latest_revision.approved_go_live_at is None
    assert Notification.objects.filter(kind="page.declined").count() == 1
    call_command("publish_scheduled", verbosity=0)
    assert Notification.objects.filter(kind="page.declined").count() == 1


def form_of(client, page):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return querydict_from_html(html, form_id="page-edit-form")


def sent(client, page, body, **buttons):
    data = form_of(client, page)
    data.update(nested_form_data({"body": streamfield(body)}))
    data.update(buttons)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


FIGURE = {
    "value": "4",
    "label": "said so",
    "period": "2026",
    "comparator": "3 before",
    "source": "Us",
    "source_url": "",
}
HEADING = {"text": "Below nothing", "level": "3"}


def test_the_editor_says_it_beside_the_block_and_above_and_keeps_what_was_typed(client, admin):
    page = article("draft", live=False)
    button = {"label": "Click here", "page": "", "url": "https://example.org/", "style": ""}
    answer = sent(client, page, [("heading", HEADING), ("cta", button)], **{"action-publish": "1"})
    html = answer.content.decode()
    errors = answer.context["form"].errors.as_data()["body"][0]
    assert set(errors.block_errors) == {0, 1}
    assert errors.block_errors[0].block_errors.keys() == {"level"}
    assert errors.block_errors[1].block_errors.keys() == {"label"}
    assert html.count(SAYS) >= 1
    assert "Below nothing" in html
    assert not live(page)


def test_a_draft_saves_as_it_is(client, admin):
    page = article("draft", live=False)
    assert sent(client, page, [("heading", HEADING)]).status_code == 302
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().body[0].value["text"] == "Below nothing"


def test_a_whole_figure_goes_up(client, admin):
    page = article("draft", live=False)
    assert sent(client, page, [("statistic", FIGURE)], **{"action-publish": "1"}).status_code == 302
    assert live(page)


def test_an_approval_can_be_stopped_and_changes_asked_for_in_the_editor_too(client):
    user = editor()
    page = waiting(user, then=BAD)
    client.force_login(user)
    sent(client, page, [("heading", HEADING)], **{"action-cancel-workflow": "1"})
    assert page.workflow_states.get().status == WorkflowState.STATUS_CANCELLED


def test_notes_to_editors_are_asked_too():
    page = article("notes", live=False, body=GOOD, notes_to_editors='<p><a href="https://example.org/">Here</a></p>')
    with pytest.raises(GateClosed):
        page.get_latest_revision().publish(user=approver())


def test_the_box_above_the_body_says_what_still_stops_the_page(client, admin):
    page = article("bad", live=False, body=BAD)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Before this page can go up:" in html
    assert SAYS in html
