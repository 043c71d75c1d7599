"""*What is due*: each section, its filters, its file, and a number of queries that does not grow."""

import datetime

import pytest
from django.urls import reverse

from core.pages.reviews import uk_today
from core.people.enums import Role
from support import rights
from support.due_report import SECTIONS, Chosen
from support.enums import Channel
from support.models import ContactPoint, LinkCheck, UrgentChange
from support.numbers import is_doubtful
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rights():
    AreaFactory(slug="here")
    rights.grant()


@pytest.fixture
def staff(client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    return client


def late(days, **more):
    return ServiceFactory(review_by=uk_today() - datetime.timedelta(days=days), **more)


def cells(key, **chosen):
    return [row.cells for row in SECTIONS[key].read(Chosen(**chosen), 0, 100)]


@pytest.mark.parametrize(
    ("days", "words"),
    [(-14, "Due soon"), (0, "Due today"), (1, "Late: readers"), (30, "Late: not shown"), (90, "Late: to be hidden")],
)
def test_a_review_is_listed_with_its_stage(staff, days, words):
    late(days)
    assert words in staff.get(reverse("help_due")).content.decode()


def test_what_is_not_due_within_14_days_is_not_listed():
    late(-15)
    assert cells("reviews") == []


def test_needs_are_listed_and_the_latest_come_first():
    late(3, name="Second")
    NeedFactory(name="First", review_by=uk_today() - datetime.timedelta(days=9), review_owner="a team")
    assert [row[0] for row in cells("reviews")] == ["First", "Second"]


def test_it_narrows_to_an_area_and_a_team():
    here = AreaFactory(slug="here")
    late(3, name="Ours", areas=[here], review_owner="us")
    late(3, name="Theirs", review_owner="them")
    assert [row[0] for row in cells("reviews", area="here")] == ["Ours"]
    assert [row[0] for row in cells("reviews", team="them")] == ["Theirs"]
    for key in SECTIONS:
        cells(key, area="here", team="us")


@pytest.mark.parametrize(
    "query", ["show=x", "page=x", "page=0", "page=9999", "area=-1", "team=x", "show=urgent&page=-1"]
)
def test_it_answers_whatever_is_asked(staff, query):
    assert staff.get(f"{reverse('help_due')}?{query}").status_code == 200


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AREA_LEAD])
def test_others_do_not_read_it(client, role):
    client.force_login(StaffFactory(role=role))
    assert client.get(reverse("help_due")).status_code in (302, 403, 404)


def test_a_file_of_it_holds_no_formula(staff):
    late(3, name="=HYPERLINK(1)")
    answer = staff.get(reverse("help_due"), {"as": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1].startswith("'=HYPERLINK(1)")
    assert answer["Content-Disposition"] == 'attachment; filename="due-reviews.csv"'


@pytest.mark.parametrize(
    ("channel", "number", "doubtful"),
    [
        ("call", "0800 1111", False),
        ("call", "116 123", False),
        ("call", "999", False),
        ("text", "85258", False),
        ("relay", "18001 0808 2000 247", False),
        ("call", "+1 202 555 0100", False),
        ("call", "07860 039967", False),
        ("call", "01632 960001", True),
        ("call", "12345", True),
        ("call", "020 7946", True),
        ("call", "0800 11111111111", True),
        ("call", "", True),
        ("email", "not a number", False),
    ],
)
def test_numbers_that_cannot_be_right(channel, number, doubtful):
    assert is_doubtful(channel, number) == doubtful


def test_made_up_numbers_are_fine_in_a_demonstration_only(settings):
    settings.DEMO = True
    assert not is_doubtful("call", "01632 960001")


def rung(name, number):
    point = ServiceFactory(name=name, review_by=uk_today()).contact_points.get()
    point.value = number
    point.save()


def test_doubtful_numbers_are_listed():
    rung("Fine", "0800 1111")
    rung("Odd", "12345")
    assert cells("numbers") == [["Odd", "Call", "12345"]]


def test_needs_want_two_national_lines_and_services_a_way_in():
    need = NeedFactory(name="Hurt")
    ServiceFactory(needs=[need])
    ServiceFactory(needs=[need], areas=[AreaFactory(slug="here")])
    ServiceFactory(name="Mute").contact_points.get().delete()
    assert [row[0] for row in cells("gaps")] == ["Hurt", "Mute"]
    ServiceFactory(needs=[need])
    assert [row[0] for row in cells("gaps")] == ["Mute"]


def test_dead_links_are_listed_with_their_service_after_three_days():
    service = ServiceFactory(name="Chatty")
    for days in (2, 3):
        url = f"https://example.org/{days}"
        ContactPoint.objects.create(service=service, channel=Channel.CHAT, value=url)
        LinkCheck.objects.create(
            url_hash=str(days), url=url, host="example.org", status=404, problem="gone",
            first_failed_on=uk_today(), failed_days=days,
        )  # fmt: skip
    assert [row[:3] for row in cells("links")] == [["Chatty", "https://example.org/3", "Answers with error 404"]]


def many(number):
    for _one in range(number):
        service = late(3)
        ContactPoint.objects.create(service=service, channel=Channel.CHAT, value=f"https://example.org/{service.pk}")
        LinkCheck.objects.create(url_hash=str(service.pk), url=f"https://example.org/{service.pk}", failed_days=3)
        UrgentChange.objects.create(service=service, kinds=["down"], reason="x", look_by=uk_today())


@pytest.mark.parametrize("key", SECTIONS)
def test_each_section_takes_the_same_queries_whatever_the_rows(key):
    many(1)
    with count_queries() as few:
        SECTIONS[key].read(Chosen(), 0, 51)
    many(4)
    with count_queries() as more:
        assert SECTIONS[key].read(Chosen(), 0, 51)[4:] or key == "gaps"
    assert len(few) == len(more) <= 3
