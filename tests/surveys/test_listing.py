"""The list of consultations: what is open, what came of the rest, filters, places in the list, the feed."""

import datetime
import xml.etree.ElementTree as ET

import pytest
import time_machine
from django.utils import timezone

from surveys import rules
from surveys.enums import Stage
from surveys.listing import PAGE_SIZE
from tests.factories.areas import AreaFactory
from tests.factories.surveys import make_page, make_survey
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def closed_page(slug, days_ago=3, **fields):
    return make_page(survey=make_survey(opens=-60, closes=-days_ago), slug=slug, **fields)


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"reply_by": today(5)}, Stage.READING),
        ({"reply_by": today()}, Stage.READING),
        ({"reply_by": today(-1)}, Stage.LATE),
        ({"answered_on": today(), "answer": "Yes."}, Stage.ANSWERED),
        ({"answered_on": today(2), "answer": "Yes."}, Stage.READING),
    ],
)
def test_how_far_a_closed_consultation_has_come(fields, stage):
    assert rules.stage(closed_page("shut", **fields), timezone.now()) == stage


def test_an_answer_with_a_step_to_come_is_tracked():
    page = closed_page("shut", answered_on=today(), answer="Yes.")
    page.steps = [("step", {"title": "Lights", "by": today(30), "text": ""})]
    assert rules.stage(page, timezone.now()) == Stage.TRACKING


def test_late_begins_at_midnight_in_the_uk():
    page = closed_page("shut", reply_by=today(10))
    midnight = timezone.make_aware(datetime.datetime.combine(today(11), datetime.time.min))
    assert rules.stage(page, midnight - datetime.timedelta(seconds=1)) == Stage.READING
    assert rules.stage(page, midnight) == Stage.LATE


def test_the_list_says_that_an_answer_is_late(client):
    closed_page("shut", reply_by=today(-1))
    assert "Our answer is late" in client.get("/consultations/").content.decode()


def test_the_page_shows_what_was_decided(client):
    closed_page("shut", answered_on=today(), answer="The lamps come in March.")
    assert "The lamps come in March." in client.get("/consultations/shut/").content.decode()


def test_an_area_shows_its_own_and_those_for_everywhere(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    for slug, areas in (("mine", [here]), ("other", [there]), ("all", [])):
        page = make_page(slug=slug)
        page.areas.set(areas)
        page.save()
    html = client.get("/consultations/?area=here").content.decode()
    assert ["/mine/" in html, "/other/" in html, "/all/" in html] == [True, False, True]


def test_an_unknown_area_is_said_and_left_out(client):
    make_page(slug="one")
    html = client.get("/consultations/?area=atlantis").content.decode()
    assert "so we left it out" in html
    assert "/one/" in html


def test_closed_ones_come_page_by_page_and_none_is_lost(client):
    for number in range(PAGE_SIZE + 3):
        closed_page(f"shut-{number}", days_ago=1 + number // 2)
    seen, address = [], "/consultations/"
    while address:
        context = client.get(address).context
        seen += [one.page.slug for one in context["closed"]]
        address = f"/consultations/{context['older']}" if context["older"] else ""
    assert sorted(seen) == sorted(f"shut-{number}" for number in range(PAGE_SIZE + 3))


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_costs_the_same_however_long(client, many):
    make_page(slug="open")
    for number in range(many):
        closed_page(f"shut-{number}")
    client.get("/consultations/?before=2020-01-01.1")
    with assert_queries(4, at_most=True):
        client.get("/consultations/?before=2999-01-01.1")


@pytest.mark.parametrize(
    "nonsense",
    [
        "before=x",
        "before=2026-02-30.1",
        "before=9999-12-31.1",
        "before=0001-01-01.1",
        "before=2026-01-01.99999999999999999999",
        "area=%00",
    ],
)
def test_nonsense_in_the_address_is_no_error(client, nonsense):
    assert client.get(f"/consultations/?{nonsense}").status_code == 200


def entries(client, query=""):
    answer = client.get(f"/consultations/feed/{query}")
    assert answer.status_code == 200
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")


def test_the_feed_says_where_each_stands_and_leaves_out_what_opens_later(client):
    make_page(slug="open")
    make_page(survey=make_survey(opens=2, closes=9), slug="later")
    closed_page("shut", reply_by=today(-1))
    said = {
        one.find(f"{ATOM}link").get("href").rsplit("/", 2)[1]: one.find(f"{ATOM}summary").text
        for one in entries(client)
    }
    assert set(said) == {"open", "shut"}
    assert said["open"].startswith("Open.")
    assert said["shut"].startswith("Our answer is late.")


def test_an_entry_counts_as_changed_when_it_is_answered(client):
    page = closed_page("shut", days_ago=5)
    before = entries(client)[0].find(f"{ATOM}updated").text
    page.answered_on, page.answer = today(), "Yes."
    page.save()
    assert entries(client)[0].find(f"{ATOM}updated").text > before


def test_a_feed_of_no_area_of_ours_is_not_found(client):
    assert client.get("/consultations/feed/?area=atlantis").status_code == 404


def test_a_consultation_cannot_take_the_address_of_the_feed():
    from django.core.exceptions import ValidationError

    page = make_page(slug="open")
    page.slug = "feed"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "slug" in refusal.value.message_dict


def test_an_answer_with_a_day_needs_words():
    from django.core.exceptions import ValidationError

    page = closed_page("shut")
    page.answered_on = today()
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "answer" in refusal.value.message_dict


def test_what_closes_while_the_list_is_kept_moves_down(client):
    page = make_page(slug="open")
    client.get("/consultations/")
    with time_machine.travel(page.survey.closes_at + datetime.timedelta(seconds=1), tick=False):
        context = client.get("/consultations/").context
    assert (context["open"], [one.page.slug for one in context["closed"]]) == ([], ["open"])


def test_the_feed_costs_the_same_however_many(client):
    make_page(slug="one")
    entries(client)
    for number in range(12):
        make_page(slug=f"more-{number}")
    entries(client)
    with assert_queries(5, at_most=True):
        entries(client)
