"""Links to read a page before it is public: for one person, for a time, kept by nobody, the page absent elsewhere."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.pages.models import PageViews
from core.people.enums import Role
from home.models import AreaHubPage
from home.publishing.models import PreviewLink
from home.publishing.previews import forget_ended, make_link
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import approver, editor, planted_with_workflow, small_site
from tests.factories.people import MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def link(page, *, hours=2.0, name="Evening paper, news desk"):
    token = make_link(by=editor(), page=page, for_name=name, expires_at=timezone.now() + hours * HOUR)
    return f"/preview/{token}/"


def test_the_named_person_reads_the_draft_and_nobody_else_finds_it(client):
    ends = timezone.now() + HOUR
    page = article("secret-plan", live=False, title="A secret plan", embargo_until=ends)
    address = link(page, name="Evening <b>paper</b>")
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "A secret plan" in text
    assert "Embargoed until" in text
    assert "Evening &lt;b&gt;paper&lt;/b&gt; only" in text
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert address.split("/")[2] not in text
    assert not PageViews.objects.exists()
    for path in ("/", "/news/", "/news/feed/", "/sitemap.xml", "/search/?q=plan", "/news/secret-plan/"):
        assert "secret plan" not in client.get(path).content.decode().lower(), path


def test_openings_are_counted_with_their_day_and_head_is_no_opening(client):
    address = link(article("a-draft", live=False))
    client.get(address)
    client.head(address)
    client.get(address)
    made = PreviewLink.objects.get()
    assert (made.opened, made.last_opened_on) == (2, timezone.localdate())


def test_only_a_digest_is_kept(client):
    token = link(article("a-draft", live=False)).split("/")[2]
    row = PreviewLink.objects.values().get()
    assert token not in str(row)
    assert token not in str(AuditEntry.objects.values())


def test_the_scheduled_version_is_shown_and_else_the_latest_draft(client):
    page = article("later", live=False, go_live_at=timezone.now() + HOUR, title="As approved")
    page.get_latest_revision().publish()
    page.refresh_from_db()
    page.title = "Newer words"
    page.save_revision(clean=False)
    assert b"As approved" in client.get(link(page)).content
    live = article("live-one", title="Live words")
    live.title = "Draft words"
    live.save_revision(clean=False)
    assert b"Draft words" in client.get(link(live)).content


@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 5000, "%00", "é", "%ff", "..%2f..", "<script>"])
def test_every_link_that_does_not_work_gets_the_same_answer(client, token):
    answer = client.get(f"/preview/{token}/")
    assert answer.status_code == 404
    assert answer.get("Cache-Control") == "no-store, private" or "/" in token or "%2f" in token


def test_an_ended_link_and_one_taken_back_open_nothing(client):
    page = article("a-draft", live=False, title="Words of a draft")
    over = link(page, hours=-1)
    assert client.get(over).status_code == 404
    address = link(page)
    made = PreviewLink.objects.order_by("pk").last()
    client.force_login(editor())
    assert client.post(reverse("page_preview_link_end", args=[made.pk])).status_code == 302
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"Words of a draft" not in answer.content
    assert client.post(address).status_code == 405


def test_staff_make_a_link_that_ends_with_the_embargo_or_in_a_week(client):
    ends = timezone.now().replace(microsecond=0) + HOUR
    client.force_login(editor())
    page = article("secret", live=False, embargo_until=ends)
    answer = client.post(reverse("page_preview_links", args=[page.pk]), {"for_name": "A trustee"})
    made = PreviewLink.objects.get()
    assert made.expires_at == ends
    assert b"/preview/" in answer.content
    assert "no-store" in answer["Cache-Control"]
    other = article("draft", live=False)
    client.post(reverse("page_preview_links", args=[other.pk]), {"for_name": "A trustee"})
    week = PreviewLink.objects.get(page_id=other.pk).expires_at - timezone.now()
    assert datetime.timedelta(days=6, hours=23) < week <= datetime.timedelta(days=7)
    assert AuditEntry.objects.filter(action="page.link_made").count() == 2


@pytest.mark.parametrize(
    "data",
    [{}, {"for_name": ""}, {"for_name": "x" * 500}, {"for_name": "A", "expires_at": "2020-01-01 10:00"},
     {"for_name": "A", "expires_at": "2999-01-01 10:00"}, {"for_name": "A", "expires_at": "2027-03-28 01:30"}],
)  # fmt: skip
def test_bad_input_gets_words_and_keeps_what_was_typed(client, data):
    client.force_login(editor())
    page = article("a-draft", live=False)
    answer = client.post(reverse("page_preview_links", args=[page.pk]), data)
    assert answer.status_code == 422
    assert b"error" in answer.content
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("who", ["member", "other area", "analyst"])
def test_others_make_and_end_no_links(client, who):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    planted_with_workflow()
    hub = AreaHubPage.objects.get(area=here)
    link(hub)
    made = PreviewLink.objects.get()
    people = {
        "member": MemberFactory,
        "other area": lambda: StaffFactory(role=Role.EDITOR, area=there),
        "analyst": lambda: StaffFactory(role=Role.ANALYST),
    }
    client.force_login(people[who]())
    for address in (reverse("page_preview_links", args=[hub.pk]), reverse("page_preview_link_end", args=[made.pk])):
        assert client.post(address, {"for_name": "Me"}).status_code in (302, 403)
    made.refresh_from_db()
    assert made.revoked_at is None
    assert PreviewLink.objects.count() == 1


def test_links_are_forgotten_a_month_after_their_end():
    page = article("a-draft", live=False)
    link(page, hours=-24 * 31)
    link(page, hours=-24)
    forget_ended()
    assert PreviewLink.objects.count() == 1
    assert approver().pk


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_costs_the_same_with_many_links(client, django_assert_max_num_queries, rows):
    page = article("a-draft", live=False)
    for _row in range(rows):
        link(page)
    client.force_login(editor())
    with django_assert_max_num_queries(40) as seen:
        client.get(reverse("page_preview_links", args=[page.pk]))
    assert sum("publishing_previewlink" in one["sql"] for one in seen.captured_queries) == 1
