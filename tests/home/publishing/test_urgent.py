"""Correcting and taking down without an approver: at once, with a reason, in every draft too, looked at afterwards."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.audit.models import AuditEntry
from core.notifications.models import Notification
from core.people.enums import Role
from home.models import AreaHubPage, HomePage
from home.publishing import urgent
from home.publishing.models import UrgentPageChange
from home.publishing.replacing import Replacer
from home.workflows import set_up
from news.models import NewsPage
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import approver, editor, planted_with_workflow, small_site
from tests.factories.people import MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db
NUMBER, RIGHT = "01632 960001", "01632 960 999"
BODY = [
    {"type": "paragraph", "value": f'<p>Ring <a href="tel:01632960001">{NUMBER}</a> &amp; ask.</p>'},
    {"type": "quote", "value": {"text": f"I rang {NUMBER}", "name": "", "role": "A member", "organisation": ""}},
]


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def correct(client, page, **data):
    sent = {name: value for name, value in initial(page).items() if value is not None}
    return client.post(
        reverse("page_correct", args=[page.pk]), {**sent, "wrong": NUMBER, "right": RIGHT, "reason": "Wrong.", **data}
    )


def initial(page):
    from home.publishing.forms import CorrectForm

    form = CorrectForm(None, page)
    return {name: form.fields[name].initial for name in form.fields if name.startswith("field-")}


def test_an_editor_corrects_a_number_at_once_and_an_approver_is_asked(client):
    page, checker = article("call-us", body=BODY), approver()
    client.force_login(editor())
    assert correct(client, page, note="We gave a wrong number.").status_code == 302
    client.logout()
    text = client.get("/news/call-us/").content.decode()
    assert NUMBER not in text
    assert "tel:01632960001" not in text
    assert "tel:01632960999" in text
    assert "We gave a wrong number." in text
    change = UrgentPageChange.objects.get()
    assert change.look_by > timezone.localdate()
    assert fresh(page).live_revision_id == change.after_id
    assert AuditEntry.objects.filter(action="page.corrected").exists()
    assert not AuditEntry.objects.filter(facts__icontains="Wrong").exists()
    assert [told.kind for told in Notification.objects.filter(user=checker)] == ["page.urgent"]


def test_the_drafts_of_others_are_corrected_too_and_none_goes_up(client):
    page = article("call-us", body=BODY)
    page.title = "Somebody is writing"
    draft = page.save_revision(user=editor(), clean=False)
    page.get_workflow().start(page, editor())
    client.force_login(editor())
    assert correct(client, page).status_code == 302
    live = fresh(page)
    assert live.title == "Call us"
    assert live.workflow_in_progress
    latest = live.get_latest_revision()
    assert latest.pk != draft.pk
    assert live.current_workflow_task_state.revision_id == latest.pk
    assert latest.as_object().title == "Somebody is writing"
    assert RIGHT in str(latest.content["body"])
    assert NUMBER not in str(latest.content["body"])
    assert live.has_unpublished_changes


def test_a_version_with_a_time_set_is_corrected_and_keeps_its_time(client):
    page = article("call-us", body=BODY)
    at = timezone.now() + datetime.timedelta(hours=2)
    page.title, page.go_live_at = "Next week's words", at
    page.save_revision(clean=False).publish()
    client.force_login(editor())
    assert correct(client, fresh(page)).status_code == 302
    scheduled = fresh(page).scheduled_revision
    assert scheduled.approved_go_live_at == at
    assert scheduled.as_object().title == "Next week's words"
    assert NUMBER not in str(scheduled.content["body"])
    assert fresh(page).title == "Call us"


def test_a_date_or_a_telephone_number_of_its_own_is_corrected(client):
    page = article("call-us", press_phone="01632 960002", published_on=datetime.date(2026, 3, 1))
    client.force_login(editor())
    answer = correct(client, page, wrong="", right="", **{"field-press_phone": "01632 960003"})
    assert answer.status_code == 302
    answer = correct(client, fresh(page), wrong="", right="", **{"field-published_on": "2026-03-02"})
    assert answer.status_code == 302
    assert (fresh(page).press_phone, fresh(page).published_on) == ("01632 960003", datetime.date(2026, 3, 2))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reason": ""}, "Say in a few words"),
        ({"wrong": "not on the page"}, "does not say these words"),
        ({"right": ""}, "Give both"),
        ({"wrong": "", "right": ""}, "Nothing was changed"),
        ({"right": NUMBER}, "same words"),
        ({"right": "x" * 61}, "at most 60 characters"),
        ({"wrong": "", "right": "", "field-published_on": "31/02/2026"}, "valid date"),
        ({"wrong": "", "right": "", "field-press_email": "nobody"}, "valid email"),
        ({"wrong": "Call us", "right": " "}, "Give both"),
    ],
)
def test_bad_input_changes_nothing_and_says_why(client, data, words):
    page = article("call-us", body=BODY)
    client.force_login(editor())
    answer = correct(client, page, **data)
    assert answer.status_code == 422
    assert words in answer.content.decode(), answer.context["form"].errors
    assert not UrgentPageChange.objects.exists()
    assert NUMBER in str(fresh(page).body.raw_data)


def test_marks_cannot_be_put_in_by_a_correction(client):
    page = article("call-us", body=BODY)
    client.force_login(editor())
    assert correct(client, page, right="<script>alert(1)</script>").status_code == 302
    client.logout()
    assert b"<script>alert(1)" not in client.get("/news/call-us/").content


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=10))
def test_replacing_never_touches_a_mark(text, wrong, right):
    import html as markup

    source = f'<p class="p">{markup.escape(text, quote=False)}</p>'
    made = Replacer(wrong, right).marked_up(source)
    assert made.startswith('<p class="p">')
    assert made.endswith("</p>")
    assert made.count("<") == source.count("<")


def test_taking_down_needs_a_reason_and_no_approver(client):
    page = article("wrong-page")
    client.force_login(editor())
    address = reverse("page_take_down", args=[page.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert fresh(page).live
    assert client.post(address, {"reason": "It names somebody."}).status_code == 302
    client.logout()
    assert client.get("/news/wrong-page/").status_code == 404
    assert AuditEntry.objects.filter(action="page.taken_down").exists()


def test_what_is_below_comes_down_where_asked_and_the_first_page_never(client):
    planted_with_workflow()
    about = HomePage.objects.get().get_children().get(slug="about")
    client.force_login(editor())
    client.post(reverse("page_take_down", args=[about.pk]), {"reason": "All of it.", "below": "on"})
    assert not about.get_descendants(inclusive=True).filter(live=True).exists()
    client.post(reverse("page_take_down", args=[HomePage.objects.get().pk]), {"reason": "No."})
    assert HomePage.objects.get().live


def test_a_scheduled_version_of_a_page_taken_down_does_not_go_up(client):
    page = article("wrong-page")
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision(clean=False).publish()
    client.force_login(editor())
    client.post(reverse("page_take_down", args=[page.pk]), {"reason": "Wrong."})
    assert not fresh(page).revisions.exclude(approved_go_live_at=None).exists()


def look(client, change, **data):
    return client.post(reverse("page_look_at", args=[change.pk]), data)


def test_an_approver_who_did_not_do_it_confirms_or_puts_it_back(client):
    page, writer, checker = article("call-us", body=BODY), approver(), approver()
    client.force_login(writer)
    correct(client, page)
    change = UrgentPageChange.objects.get()
    assert b"I have looked at it" not in client.get(reverse("pages_urgent")).content
    assert look(client, change).status_code in (302, 403)
    change.refresh_from_db()
    assert change.looked_at is None
    client.force_login(checker)
    assert b"I have looked at it" in client.get(reverse("pages_urgent")).content
    look(client, change, back="1")
    assert NUMBER in str(fresh(page).body.raw_data)
    change.refresh_from_db()
    assert change.answer == "back"
    look(client, change)
    change.refresh_from_db()
    assert change.answer == "back"


def test_a_page_taken_down_is_put_back_or_confirmed(client):
    page, checker = article("down"), approver()
    change = urgent.take_down(by=editor(), page=fresh(page), reason="Perhaps.")
    assert urgent.can_look_at(checker, change)
    assert urgent.put_back(by=checker, change=change)
    assert fresh(page).live
    change = urgent.take_down(by=editor(), page=fresh(page), reason="Surely.")
    urgent.confirm(by=checker, change=change)
    change.refresh_from_db()
    assert change.answer == "fine"
    assert not fresh(page).live


def test_nothing_is_put_back_over_what_went_up_since(client):
    page = article("call-us", body=BODY)
    change = urgent.correct(by=editor(), page=page, wrong=NUMBER, right=RIGHT, values={}, note="", reason="Wrong.")
    later = fresh(page)
    later.title = "Newer"
    later.save_revision(clean=False).publish()
    change.refresh_from_db()
    assert not urgent.put_back(by=approver(), change=change)
    assert fresh(page).title == "Newer"


def test_approvers_are_reminded_once_of_what_nobody_looked_at():
    checker = approver()
    change = urgent.take_down(by=editor(), page=article("down"), reason="Why.")
    for _time in range(2):
        urgent.remind(change.look_by)
        urgent.remind(change.look_by + datetime.timedelta(days=1))
    told = Notification.objects.filter(user=checker, kind="page.urgent_late")
    assert told.count() == 1


@pytest.mark.parametrize("who", ["guest", "member", "other area", "analyst"])
def test_others_correct_and_take_down_nothing(client, who):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    planted_with_workflow()
    hub = AreaHubPage.objects.get(area=here)
    people = {
        "member": MemberFactory,
        "other area": lambda: StaffFactory(role=Role.EDITOR, area=there),
        "analyst": lambda: StaffFactory(role=Role.ANALYST),
    }
    if who != "guest":
        client.force_login(people[who]())
    for view in ("page_correct", "page_take_down"):
        client.post(reverse(view, args=[hub.pk]), {"wrong": hub.title, "right": "Mine", "reason": "Because."})
    hub.refresh_from_db()
    assert hub.live
    assert hub.title == "Here" or "Mine" not in hub.title
    assert not UrgentPageChange.objects.exists()


def test_an_editor_of_the_area_does(client):
    here = AreaFactory(slug="here")
    planted_with_workflow()
    hub = AreaHubPage.objects.get(area=here)
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    data = {"wrong": hub.title, "right": "Over here", "reason": "Its name."}
    form = client.get(reverse("page_correct", args=[hub.pk])).context["form"]
    fields = {name: form[name].initial or "" for name in form.fields if name.startswith("field-")}
    assert client.post(reverse("page_correct", args=[hub.pk]), {**fields, **data}).status_code == 302
    hub.refresh_from_db()
    assert hub.title == "Over here"


def section_of_three(client=None):
    planted_with_workflow()
    about = HomePage.objects.get().get_children().get(slug="about")
    below = list(about.get_descendants().filter(live=True).order_by("path"))
    assert below
    return about, below


def test_a_section_comes_back_with_all_that_went_down_with_it(client):
    about, below = section_of_three()
    already = below.pop()
    already.specific.unpublish()
    client.force_login(editor())
    client.post(reverse("page_take_down", args=[about.pk]), {"reason": "All of it.", "below": "on"})
    client.force_login(approver())
    answer = client.post(reverse("page_look_at", args=[UrgentPageChange.objects.get().pk]), {"back": "1"}, follow=True)
    about.refresh_from_db()
    assert about.live
    assert {page.pk for page in about.get_descendants().filter(live=True)} == {page.pk for page in below}
    assert "taken down with it and are not back" not in answer.content.decode()


def test_a_page_of_a_section_that_may_not_go_up_any_more_is_named_and_the_rest_comes_back():
    about, below = section_of_three()
    change = urgent.take_down(by=editor(), page=about.specific, reason="All.", below=True)
    stopped = below[0].specific
    raw = [{"type": "heading", "value": {"text": "", "level": "2"}}]
    stopped.body = raw
    bad = stopped.save_revision(clean=False)
    change.with_it[0][1] = bad.pk
    change.save()
    assert urgent.put_back(by=approver(), change=change)
    assert urgent.still_down(change) == [stopped.title]
    assert about.get_descendants().filter(live=True).count() == len(below) - 1


def test_a_page_that_is_not_valid_any_more_is_taken_down_all_the_same(client):
    page = article("call-us")
    NewsPage.objects.filter(pk=page.pk).update(updated_on=page.published_on - datetime.timedelta(days=3))
    client.force_login(editor())
    answer = client.post(reverse("page_take_down", args=[page.pk]), {"reason": "Wrong."})
    assert answer.status_code == 302
    assert not fresh(page).live
