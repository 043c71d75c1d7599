"""The newsletter in `/cms/`: who may write, approve, send, look somebody up; and what the pages say."""

import datetime
import json

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.people.enums import Role
from news.newsletter import queries, rights
from news.newsletter.enums import State
from news.newsletter.models import Newsletter, Sending, Subscriber
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.newsletter import agreed, never_quiet, newsletter, reader
from tests.factories.pages import approver, editor, small_site
from tests.factories.people import MemberFactory, StaffFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    AreaFactory(slug="here")
    small_site()
    rights.grant()


def address(view, *args):
    return reverse(Newsletter.snippet_viewset.get_url_name(view), args=args)


def posted(*pages, intro="<p>Hello.</p>", **more):
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    from core.pages.blocks.paragraph import LIMITED_FEATURES

    data = {
        "subject": "What changed",
        "preheader": "",
        "intro": ContentstateConverter(LIMITED_FEATURES).from_database_format(intro),
        "language": "en-gb",
        "items-TOTAL_FORMS": len(pages),
        "items-INITIAL_FORMS": 0,
    }
    for place, page in enumerate(pages):
        data |= {f"items-{place}-page": page.pk, f"items-{place}-words": "", f"items-{place}-ORDER": place + 1}
    return data | more


@pytest.mark.parametrize(
    ("role", "write", "approve"),
    [(Role.EDITOR, True, False), (Role.APPROVER, True, True), (Role.SAFEGUARDING_APPROVER, False, False),
     (Role.MODERATOR, False, False), (Role.DSL, False, False), (Role.ANALYST, False, False),
     (Role.AREA_LEAD, False, False)],
)  # fmt: skip
def test_what_each_role_may_do(role, write, approve):
    user = StaffFactory(role=role, factor=False)
    assert user.has_perm("newsletter.add_newsletter") == write
    assert user.has_perm("newsletter.publish_newsletter") == approve
    assert not user.has_perm("newsletter.delete_newsletter")
    assert not user.has_perm("newsletter.view_subscriber")


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.AREA_LEAD])
@pytest.mark.parametrize("name", ["newsletter_figures", "newsletter_people", "way"])
def test_others_reach_none_of_it(client, role, name):
    client.force_login(StaffFactory(role=role) if role else MemberFactory())
    path = reverse("newsletter_way", args=[newsletter().pk]) if name == "way" else reverse(name)
    assert client.get(path, follow=True).status_code in (403, 404) or "/cms/" not in client.get(path)["Location"][4:]


def test_an_editor_writes_one_and_it_stays_a_draft(client):
    user = editor()
    client.force_login(user)
    answer = client.post(address("add"), posted(article(), **{"action-publish": "yes"}))
    assert answer.status_code == 302
    made = Newsletter.objects.get()
    assert (made.live, made.author, made.items.count()) == (False, user, 1)
    assert client.get(address("edit", made.pk)).status_code == 200
    assert client.get(address("list")).status_code == 200


def test_pages_that_not_everybody_may_see_are_refused_in_words(client):
    client.force_login(editor())
    for number, fields in enumerate(({"live": False}, {"sensitivity": 1}, {"sensitivity": 2})):
        answer = client.post(address("add"), posted(article(f"a{number}", **fields)))
        assert answer.status_code == 200
        assert b"This page is not public, is for some people only, or is sensitive." in answer.content
    page = article("good")
    assert b"in the list twice" in client.post(address("add"), posted(page, page)).content
    assert not Newsletter.objects.exists()


@pytest.mark.parametrize(
    ("intro", "words"),
    [('<p><a href="http://example.org/">plan</a></p>', b"must begin with https://"),
     ('<p><a linktype="page" id="{quiet}">plan</a></p>', b"a page that is not public, or is sensitive")],
)  # fmt: skip
def test_links_that_cannot_stand_in_a_letter_are_refused_in_words(client, intro, words):
    quiet = article("quiet", sensitivity=1)
    client.force_login(editor())
    answer = client.post(address("add"), posted(intro=intro.format(quiet=quiet.pk)))
    assert words in answer.content
    assert not Newsletter.objects.exists()


def test_an_area_editor_writes_to_their_own_area_only(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    for areas in ([], [there.pk], [here.pk, there.pk]):
        assert b"Choose your own area, and no other." in client.post(address("add"), posted(areas=areas)).content
    assert client.post(address("add"), posted(areas=[here.pk])).status_code == 302
    elsewhere = newsletter(areas=[there])
    assert client.get(address("edit", elsewhere.pk)).status_code in (302, 403)
    assert client.post(address("edit", elsewhere.pk), posted(areas=[here.pk])).status_code in (302, 403)
    assert client.get(reverse("newsletter_way", args=[elsewhere.pk])).status_code in (302, 403)
    elsewhere.refresh_from_db()
    assert list(elsewhere.areas.all()) == [there]


def test_a_second_person_approves_and_a_second_person_sends(client):
    writer, boss = approver(), approver()
    made = newsletter(article(), by=writer, approved=False)
    made.get_workflow().start(made, writer)
    task = made.current_workflow_task
    assert task.specific.get_actions(made, writer) == []
    task.specific.on_action(made.current_workflow_task_state, boss, "approve")
    made.refresh_from_db()
    assert made.live
    assert queries.writers_of(made) == {writer.pk}
    way = reverse("newsletter_way", args=[made.pk])
    client.force_login(writer)
    assert b"Another approver must send it" in client.get(way).content
    assert client.post(reverse("newsletter_agree", args=[made.pk]), {"at": ""}).status_code in (302, 403)
    assert not Sending.objects.exists()
    client.force_login(boss)
    assert b"Day and time" in client.get(way).content


def test_the_count_is_asked_before_anything_leaves(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    reader(areas=[here]), reader(areas=[there]), reader(), reader(language="cy"), reader(state=State.PENDING)
    made = newsletter(article(), areas=[here], language="en-gb", only_language=True)
    never_quiet()
    client.force_login(approver())
    agree = reverse("newsletter_agree", args=[made.pk])
    answer = client.post(agree, {"at": "2099-01-01T09:00"})
    assert answer.status_code == 422
    soon = timezone.localtime() + datetime.timedelta(days=2)
    answer = client.post(agree, {"at": soon.strftime("%Y-%m-%dT%H:%M")})
    html = answer.content.decode()
    assert "2 people get it" in html
    assert soon.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ") in html
    assert not Sending.objects.exists()
    sure = {"sure": "1", "revision": made.live_revision_id, "count": 2, "at": answer.context["at"].isoformat()}
    assert client.post(agree, sure).status_code == 302
    assert (Sending.objects.get().stage, Sending.objects.get().agreed_count) == ("scheduled", 2)
    assert client.get(reverse("newsletter_way", args=[made.pk])).status_code == 200
    assert client.post(address("edit", made.pk), posted(subject="Another")).status_code in (302, 403)
    made.refresh_from_db()
    assert made.subject == "What changed"
    assert client.post(reverse("newsletter_stop", args=[made.pk])).status_code == 302
    assert not Sending.objects.exists()


def test_a_version_that_nobody_looked_at_is_not_agreed_to(client):
    made = newsletter(article())
    client.force_login(approver())
    sure = {"sure": "1", "revision": made.live_revision_id + 1, "count": 1, "at": ""}
    client.post(reverse("newsletter_agree", args=[made.pk]), sure)
    assert not Sending.objects.exists()


@pytest.mark.parametrize(
    "at",
    ["x", "\x00", "0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59:59-14:00", "2027-03-28T01:30", "9" * 400],
)
def test_a_time_that_is_none_comes_back_in_words(client, at):
    made = newsletter(article())
    client.force_login(approver())
    assert client.post(reverse("newsletter_agree", args=[made.pk]), {"at": at}).status_code in (400, 422)


@pytest.mark.parametrize("field", [{"revision": "x"}, {"count": "\x00"}, {"revision": "9" * 40}, {"count": "-1"}])
def test_what_was_hidden_and_is_changed_is_refused(client, field):
    made = newsletter(article())
    client.force_login(approver())
    sure = {"sure": "1", "revision": made.live_revision_id, "count": 1, "at": "", **field}
    assert client.post(reverse("newsletter_agree", args=[made.pk]), sure).status_code in (400, 422)


def test_a_trial_goes_to_whoever_asks_and_to_nobody_else(client):
    reader("reader@example.org")
    page = article()
    made = newsletter(page, approved=False)
    user = editor(email="editor@example.org")
    client.force_login(user)
    client.post(reverse("newsletter_try", args=[made.pk]))
    assert [letter.to for letter in mail.outbox] == [["editor@example.org"]]
    assert mail.outbox[0].subject == "Trial: What changed"
    client.force_login(editor())
    client.post(reverse("newsletter_try", args=[made.pk]))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("mode", ["html", "text"])
def test_the_preview_shows_both_forms(client, mode):
    made = newsletter(article(title="Six lights"), approved=False)
    html = made.make_preview_request(preview_mode=mode).rendered_content
    assert "Six lights" in html
    assert "<img" not in html


def test_one_reader_is_found_by_the_whole_address_only(client):
    found = reader("jo.smith@example.org")
    path = reverse("newsletter_people")
    client.force_login(editor())
    assert client.post(path, {"email": "jo.smith@example.org"}).status_code in (302, 403)
    client.force_login(approver())
    for part in ("jo", "@example.org", "%", "jo.smith@example.or"):
        assert b"Found" not in client.post(path, {"email": part}).content
    assert b"Found" in client.post(path, {"email": " Jo.Smith@Example.org"}).content
    held = json.loads(client.post(path, {"email": "jo.smith@example.org", "do": "copy"}).content)
    assert held["email"] == "jo.smith@example.org"
    client.post(path, {"email": "jo.smith@example.org", "do": "leave"})
    found.refresh_from_db()
    assert found.state == State.OUT
    client.post(path, {"email": "jo.smith@example.org", "do": "erase"})
    assert not Subscriber.objects.exists()
    entries = AuditEntry.objects.filter(action__in=["newsletter.copied", "newsletter.left", "newsletter.erased"])
    assert {entry.target for entry in entries} == {f"subscriber:{found.uuid}"}
    assert entries.count() == 3


def test_no_page_of_the_cms_names_a_reader(client):
    reader("jo.smith@example.org")
    made = newsletter(article())
    agreed(made)
    client.force_login(approver())
    for path in (reverse("newsletter_way", args=[made.pk]), reverse("newsletter_figures"), address("list")):
        assert b"jo.smith" not in client.get(path).content


def test_counts_cost_the_same_for_one_newsletter_and_for_many(client):
    client.force_login(approver())
    path = reverse("newsletter_figures")
    agreed(newsletter(article()))
    client.get(path)
    with count_queries() as one:
        client.get(path)
    for number in range(8):
        agreed(newsletter(article(f"a{number}")))
    client.get(path)
    with count_queries() as many:
        client.get(path)
    assert len(one) == len(many)
