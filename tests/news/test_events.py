"""The list of events and its pages: what is shown when, in what time, and what is shown nowhere."""

import datetime
import json
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core.pages.enums import Sensitivity
from news.events.completeness import missing
from news.events.enums import Booking, Status, Where
from news.events.models import EventPage
from news.events.moments import UK, UKTimeField, when_words
from news.events.queries import PAGE_SIZE, upcoming
from tests.factories.areas import AreaFactory
from tests.factories.events import event, event_with_sign_up, site_with_events, topic
from tests.factories.news import ONE_OF_EACH, document, image
from tests.factories.people import StaffFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
PROGRAMME = [
    {
        "type": "item",
        "value": {
            "time": "14:00:00",
            "title": "Welcome",
            "about": "Tea",
            "speakers": [
                {"type": "item", "value": {"name": "Asha", "role": "Chair", "organisation": "Youth board"}, "id": "1"}
            ],
        },
        "id": "a",
    }
]


@pytest.fixture(autouse=True)
def _home():
    site_with_events()


def uk(*parts):
    return datetime.datetime(*parts, tzinfo=UK)


def blocks(html):
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


@pytest.mark.parametrize("many", [1, 40])
def test_the_index_costs_the_same_at_one_and_at_forty(client, many):
    area, about = AreaFactory(), topic()
    for number in range(many):
        event(f"event-{number}", areas=[area], topics=[about])
    path = f"/events/?area={area.slug}&topic={about.slug}"
    client.get(path)
    with assert_queries(5, at_most=True):
        client.get(path)


def test_an_event_costs_five_queries_with_everything_on_it(client):
    body = [*ONE_OF_EACH, {"type": "document", "value": {"document": document().pk}}]
    body += [{"type": "image", "value": {"image": image().pk, "alt_text": "A path", "decorative": False}}]
    event_with_sign_up("full-of-things", body=body, programme=PROGRAMME, areas=[AreaFactory()])
    client.get("/events/full-of-things/")
    with assert_queries(5, at_most=True):
        client.get("/events/full-of-things/")


@pytest.mark.parametrize(
    "path", ["/events/", "/events/feed/", "/events/calendar.ics", "/sitemap.xml", "/search/?q=line"]
)
def test_what_is_not_for_all_is_in_no_list(client, path):
    event("shown")
    event("a-draft", live=False)
    event("expired", expire_at=timezone.now() - datetime.timedelta(minutes=1))
    event("very-sensitive", sensitivity=Sensitivity.HIDDEN)
    PageViewRestriction.objects.create(page=event("for-some"), restriction_type=PageViewRestriction.LOGIN)
    text = client.get(path).content.decode().replace("\r\n ", "")
    assert "/events/shown/" in text
    for slug in ("a-draft", "expired", "very-sensitive", "for-some"):
        assert f"/events/{slug}/" not in text


def test_events_of_hubs_are_in_the_list_too(client):
    from home.tree import plant

    area = AreaFactory(slug="here")
    plant()
    from home.models import AreaHubPage

    hub = AreaHubPage.objects.get(slug="here")
    event("drop-in", under=hub, areas=[area])
    assert "/areas/here/drop-in/" in client.get("/events/").content.decode()
    assert client.get("/areas/here/drop-in/").status_code == 200


def test_the_next_comes_first_and_what_is_over_is_behind_a_link(client):
    now = timezone.now()
    event("later", starts=now + datetime.timedelta(days=9))
    event("sooner", starts=now + datetime.timedelta(days=2))
    event("on-now", starts=now - datetime.timedelta(minutes=30))
    event("over", starts=now - datetime.timedelta(days=3))
    assert [each.slug for each in client.get("/events/").context["listing"].items] == ["on-now", "sooner", "later"]
    assert [each.slug for each in client.get("/events/?past=1").context["listing"].items] == ["over"]


def test_an_empty_list_says_so(client):
    assert "Nothing is planned right now" in client.get("/events/").content.decode()
    assert "Nothing is planned that fits" in client.get("/events/?month=2031-04").content.decode()


@pytest.mark.parametrize("past", ["", "past=1&"])
def test_more_events_follow_without_gap_or_repeat(client, past):
    sign = -1 if past else 1
    for number in range(PAGE_SIZE + 5):
        event(f"event-{number}", starts=timezone.now() + sign * datetime.timedelta(days=10 + number // 3))
    first = client.get(f"/events/?{past}").context["listing"]
    second = client.get("/events/" + first.more).context["listing"]
    slugs = [each.slug for each in [*first.items, *second.items]]
    assert len(slugs) == len(set(slugs)) == PAGE_SIZE + 5
    assert second.more == ""


@pytest.mark.parametrize(
    "query",
    [{"after": "x"}, {"after": "99999999999.1"}, {"after": "1.999999999999999999"}, {"month": "2026-13"},
     {"month": "\x00"}, {"area": "\x00"}, {"topic": "nothing' OR 1=1"}, {"past": "2"}, {"after": "٣.١"}],
)  # fmt: skip
def test_nonsense_is_no_error(client, query):
    event()
    assert client.get("/events/", query).status_code == 200


def test_filters_by_area_topic_and_month(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    light, sport = topic("lighting"), topic("sport")
    with time_machine.travel(NOW, tick=False):
        event("mine", areas=[here], topics=[light], starts=uk(2026, 12, 31, 20), hours=6)
        event("theirs", areas=[there], topics=[sport], starts=uk(2027, 1, 5, 20))
        event("everywhere", starts=uk(2027, 2, 5, 20))

        def found(query):
            return {each.slug for each in client.get(f"/events/?{query}").context["listing"].items}

        assert found("area=here") == {"mine", "everywhere"}
        assert found("topic=sport") == {"theirs"}
        assert found("month=2026-12") == {"mine"}
        assert found("month=2027-01") == {"mine", "theirs"}
        assert found("month=2027-02&area=there") == {"everywhere"}


def test_the_next_events_for_other_pages_go_ahead_and_end(client):
    with time_machine.travel(NOW, tick=False) as clock:
        event("soon", starts=NOW + datetime.timedelta(hours=1))
        event("off", starts=NOW + datetime.timedelta(hours=1), status=Status.CANCELLED, status_words="Ill.")
        event("next-week")
        assert [each.slug for each in upcoming(3)] == ["soon", "next-week"]
        with assert_queries(0):
            upcoming(3)
        clock.shift(datetime.timedelta(hours=3))
        assert [each.slug for each in upcoming(3)] == ["next-week"]


@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "words"),
    [
        (uk(2026, 11, 28, 14), uk(2026, 11, 28, 16), False, "Saturday 28 November 2026, 2pm to 4pm"),
        (uk(2026, 7, 1, 9, 30), uk(2026, 7, 1, 12), False, "Wednesday 1 July 2026, 9:30am to midday"),
        (uk(2026, 11, 28, 0, 0), uk(2026, 11, 28, 23, 59), True, "Saturday 28 November 2026, all day"),
        (uk(2026, 10, 24), uk(2026, 10, 26, 23, 59), True, "Saturday 24 October 2026 to Monday 26 October 2026"),
        (uk(2026, 10, 24, 23), uk(2026, 10, 25, 3), False,
         "Saturday 24 October 2026, 11pm to Sunday 25 October 2026, 3am"),
        (datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC), uk(2026, 10, 25, 4), False,
         "Sunday 25 October 2026, 1:30am (BST) to 4am"),
        (datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC), uk(2026, 10, 25, 4), False,
         "Sunday 25 October 2026, 1:30am (GMT) to 4am"),
    ],
)  # fmt: skip
def test_when_in_words(starts, ends, all_day, words):
    assert when_words(starts, ends, all_day=all_day) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-10-25 01:30", "comes twice"),
        ("2027-03-28 01:30", "does not happen"),
        ("9999-12-31 23:59", "Choose a year"),
        ("0001-01-01 00:00", "Choose a year"),
        ("tomorrow", "valid date"),
    ],
)
def test_times_that_are_none_get_plain_words(typed, words):
    with pytest.raises(ValidationError, match=words):
        UKTimeField().clean(typed)


@given(st.datetimes(min_value=datetime.datetime(2001, 1, 1), max_value=datetime.datetime(2099, 12, 31)))
def test_any_typed_time_comes_back_as_typed_or_is_refused(typed):
    with translation.override("en-gb"):
        try:
            found = UKTimeField().clean(f"{typed:%Y-%m-%d %H:%M}")
        except ValidationError:
            assert typed.hour == 1
            assert typed.month in (3, 10)
        else:
            assert found.astimezone(UK).strftime("%Y-%m-%d %H:%M") == f"{typed:%Y-%m-%d %H:%M}"


def test_whole_days_run_from_midnight_to_the_last_minute():
    page = EventPage(title="x", slug="x", starts=uk(2026, 10, 24, 15), ends=uk(2026, 10, 25, 9), all_day=True)
    page.make_whole()
    assert (page.starts, page.ends) == (uk(2026, 10, 24, 0, 0), uk(2026, 10, 25, 23, 59))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts": uk(2026, 5, 1, 10), "ends": uk(2026, 5, 1, 10)}, "ends"),
        ({"youngest": 18, "oldest": 13}, "oldest"),
        ({"slug": "sign-up"}, "slug"),
        ({"join_url": "javascript:alert(1)"}, "join_url"),
        ({"booking_url": "ftp://example.org/"}, "booking_url"),
        ({"places": 0}, "places"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(fields, field):
    known = {"title": "x", "slug": "x", "starts": uk(2026, 5, 1, 10), "ends": uk(2026, 5, 1, 11)}
    with pytest.raises(ValidationError) as problem:
        EventPage(**{**known, **fields}).full_clean(exclude=["path", "depth", "locale", "content_type"])
    assert set(problem.value.message_dict) == {field}


def test_the_gate_asks_for_what_people_need():
    said = {"where": Where.BOTH, "booking": Booking.LINK, "status": Status.CANCELLED}
    assert {name for name, _words in missing(said)} == {
        "summary", "place_name", "join_url", "booking_url", "status_words"
    }  # fmt: skip
    said = {"where": Where.PLACE, "booking": Booking.NONE, "status": Status.ON, "summary": "x", "place_name": "y"}
    assert missing(said) == []


def test_a_page_says_all_that_it_knows(client):
    event("all", programme=PROGRAMME, place_access="No steps.", getting_there="Bus 14.", youngest=13, oldest=19,
          audience="Young people", address="1 Dock Road\nTarn Moor")  # fmt: skip
    html = client.get("/events/all/").content.decode()
    for words in ("2pm", "Welcome", "Asha, Chair, Youth board", "No steps.", "Bus 14.", "Ages 13 to 19", "Young people",
                  "1 Dock Road<br>Tarn Moor", "Free", "Just turn up"):  # fmt: skip
        assert words in html
    assert "How it went" not in html


def test_a_cancelled_event_says_so_and_takes_nobody(client):
    event_with_sign_up("off", status=Status.CANCELLED, status_words="The hall has no heating.")
    html = client.get("/events/off/").content.decode()
    assert "Cancelled" in html
    assert "The hall has no heating." in html
    assert "/events/sign-up/" not in html


def test_notes_show_once_it_is_over(client):
    event("over", starts=timezone.now() - datetime.timedelta(days=2), afterwards="<p>Forty people came.</p>")
    assert "Forty people came." in client.get("/events/over/").content.decode()


def test_the_link_to_join_is_on_the_page_only_without_sign_up_and_never_in_a_feed(client):
    link = "https://meet.example.org/secret-room"
    event("open-room", where=Where.ONLINE, join_url=link, booking=Booking.NONE)
    event_with_sign_up("closed-room", where=Where.ONLINE, join_url=link)
    assert link in client.get("/events/open-room/").content.decode()
    page = EventPage.objects.get(slug="open-room")
    for path in ("/events/closed-room/", "/events/", "/events/feed/", "/events/calendar.ics", "/search/?q=secret-room",
                 f"/events/calendar/{page.translation_key}.ics"):  # fmt: skip
        assert "secret-room" not in client.get(path).content.decode().replace('value="secret-room"', "")
    assert link not in json.dumps(blocks(client.get("/events/open-room/").content.decode()))


def test_linked_data_says_when_where_and_whether(client):
    title = '</script><script>alert("1")</script>'
    event(
        "hostile",
        title=title,
        status=Status.POSTPONED,
        status_words="Later.",
        where=Where.BOTH,
        join_url="https://x.org/",
    )
    html = client.get("/events/hostile/").content.decode()
    assert "<script>alert" not in html
    known = {each["@type"]: each for each in blocks(html)}
    found, crumbs = known["Event"], known["BreadcrumbList"]
    assert found["@type"] == "Event"
    assert found["name"] == title
    assert found["eventStatus"] == "https://schema.org/EventPostponed"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert {each["@type"] for each in found["location"]} == {"Place", "VirtualLocation"}
    assert found["offers"]["price"] == "0"
    assert datetime.datetime.fromisoformat(found["startDate"]).utcoffset() is not None
    assert [each["position"] for each in crumbs["itemListElement"]] == [1, 2, 3]
    assert crumbs["itemListElement"][2]["name"] == title


def test_a_very_sensitive_event_is_kept_by_nobody_and_named_nowhere(client):
    event("quiet", title="Something private", sensitivity=Sensitivity.HIDDEN)
    response = client.get("/events/quiet/")
    html = response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert blocks(html) == []
    assert "Something private" not in html.split("</title>")[0]
    assert "/events/calendar/" not in html


def test_an_area_editor_may_add_events_in_their_own_hub_only():
    from core.people.enums import Role
    from home.models import AreaHubPage
    from home.tree import plant
    from home.workflows import set_up

    here = AreaFactory(slug="here")
    AreaFactory(slug="there")
    plant()
    set_up()
    user = StaffFactory(role=Role.EDITOR, area=here)
    mine, theirs = AreaHubPage.objects.get(slug="here"), AreaHubPage.objects.get(slug="there")
    assert EventPage in mine.creatable_subpage_models()
    assert mine.permissions_for_user(user).can_add_subpage()
    assert not theirs.permissions_for_user(user).can_add_subpage()


def test_the_demo_has_eight_events_that_move_with_the_day_and_write_to_nobody():
    from news.events.demo import last_sunday_of_october, load
    from news.events.models import Letter, Places, SignUp

    AreaFactory(slug="tarn-moor")
    today = datetime.date(2026, 11, 22)
    with time_machine.travel(NOW):
        load(today)
        load(today)
        assert EventPage.objects.live().count() == 8
        first = EventPage.objects.get(slug="drop-in-at-the-hall").starts
    with time_machine.travel(NOW + datetime.timedelta(days=1)):
        load(today + datetime.timedelta(days=1))
    assert EventPage.objects.get(slug="drop-in-at-the-hall").starts == first + datetime.timedelta(days=1)
    assert not Letter.objects.exists()
    assert Places.objects.get(event__slug="first-aid-until-help-comes").taken == 6
    assert SignUp.objects.count() == 8
    night = EventPage.objects.get(slug="night-walk-when-the-clocks-go-back")
    assert night.ends - night.starts == datetime.timedelta(hours=10)
    assert last_sunday_of_october(datetime.date(2026, 10, 1)) == datetime.date(2026, 10, 25)
    assert last_sunday_of_october(datetime.date(2026, 10, 24)) == datetime.date(2027, 10, 31)


def test_an_event_and_a_publication_never_saved_can_be_previewed(rf):
    from news.publications.models import PublicationPage

    for page in (EventPage(title="New", slug="new", booking=Booking.HERE), PublicationPage(title="New", slug="new")):
        request = rf.get("/cms/preview/")
        page.path, page.depth = "000100010009", 3
        html = page.serve(request).render().content.decode()
        assert "<h1>New</h1>" in html


def test_the_way_to_sign_ups_is_shown_to_those_who_may_edit(client):
    page = event_with_sign_up()
    client.force_login(StaffFactory(is_superuser=True))
    for path in (f"/cms/pages/{page.pk}/edit/", f"/cms/pages/{page.get_parent().pk}/"):
        assert f"/cms/events/{page.pk}/sign-ups/" in client.get(path).content.decode()
