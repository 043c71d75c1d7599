import datetime
import json
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError

from core.pages.reviews import uk_today
from home.partnership.enums import Duty, PartnerKind
from home.partnership.models import PartnerOrganisation, PartnersPage, PeoplePage, PersonPage
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import image
from tests.factories.partnership import page, partner
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
TODAY = uk_today()
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
NOON = datetime.datetime(2036, 3, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture
def partners():
    PartnershipFactory()
    return page(PartnersPage, "partners")


def check(**fields):
    PartnerOrganisation(**{"name": "A body", "kind": PartnerKind.POLICE, **fields}).full_clean()


@pytest.mark.parametrize("kind", list(PartnerKind))
@pytest.mark.parametrize("duty", [Duty.SPECIFIED, Duty.RELEVANT])
def test_only_the_bodies_that_the_act_lists_carry_the_duty(kind, duty):
    six = {"police", "probation", "youth_justice", "fire", "health_board", "council"}
    three = {"prison", "youth_custody", "education"}
    listed = kind in (six if duty == Duty.SPECIFIED else three)
    fields = {"kind": kind, "duty": duty, "duty_source": "The Act", "duty_checked_on": TODAY}
    if listed:
        check(**fields)
    else:
        with pytest.raises(ValidationError, match="does not list"):
            check(**fields)


@pytest.mark.parametrize("missing", ["duty_source", "duty_checked_on"])
def test_a_statement_of_law_has_a_source_and_a_date(missing):
    fields = {"duty": Duty.SPECIFIED, "duty_source": "The Act", "duty_checked_on": TODAY}
    del fields[missing]
    with pytest.raises(ValidationError) as problem:
        check(**fields)
    assert set(problem.value.message_dict) == {missing}


def test_a_body_leaves_after_it_joined():
    with pytest.raises(ValidationError, match="after it joined"):
        check(joined_on=TODAY, left_on=TODAY)


def test_partners_are_grouped_by_duty_and_those_who_left_are_gone(client, partners):
    partner(
        "Police", kind="police", duty="specified", duty_source="Section 11", duty_checked_on=datetime.date(2026, 5, 4)
    )
    partner("Club", kind="community", logo=image("Logo"))
    partner("Old body", left_on=TODAY)
    partner("Next body", joined_on=TODAY + DAY)
    html = client.get("/about/partners/").content.decode()
    main = html[html.index("<main") :]
    places = [main.index(words) for words in ("Specified authorities", "Police</h3>", "Other partners", "Club")]
    assert places == sorted(places)
    assert "Section 11. Checked on 4 May 2026." in html
    assert "Old body" not in html
    assert "Next body" not in html


def test_the_address_filters_by_area_and_nonsense_shows_all(client, partners):
    here, there = AreaFactory(slug="here", name="Here"), AreaFactory(slug="there", name="There")
    for name, areas in (("Near", [here]), ("Far", [there]), ("Everywhere", [])):
        row = partner(name)
        row.areas.set(areas)
        row.save()
    html = client.get("/about/partners/?area=here").content.decode()
    assert ("Near" in html, "Far<" in html, "Everywhere" in html) == (True, False, True)
    assert "<title>Partners in Here" in html
    assert "Far<" in client.get("/about/partners/?area=%00nowhere").content.decode()


def test_the_register_costs_the_same_with_one_and_with_forty(client, partners):
    area = AreaFactory()
    partner("First").areas.set([area])
    client.get("/about/partners/")
    with assert_queries(1, at_most=True):
        client.get("/about/partners/")
    for number in range(40):
        partner(f"Body {number}").areas.set([area])
    client.get("/about/partners/")
    with assert_queries(1, at_most=True):
        client.get("/about/partners/")


def test_linked_data_survives_a_hostile_name(client, partners):
    partner("</script><script>alert(1)</script>", website="https://example.org/")
    html = client.get("/about/partners/").content.decode()
    assert "<script>alert(1)" not in html
    blocks = {each["@type"]: each for each in map(json.loads, re.findall(r'ld\+json">(.*?)</script>', html))}
    block = blocks["Organization"]
    assert block["member"][0]["name"] == "</script><script>alert(1)</script>"


def test_a_person_is_a_role_first_and_a_name_only_where_given(client, partners):
    people = page(PeoplePage, "people")
    page(PersonPage, "lead", parent=people, title="Safeguarding lead", person_name="", organisation=partner("Council"))
    page(PersonPage, "named", parent=people, title="Coordinator", person_name="Mina Ashgrove")
    html = client.get("/about/people/").content.decode()
    assert html.index("Safeguarding lead") < html.index("Coordinator") < html.index("Mina Ashgrove")
    assert "Council" in client.get("/about/people/lead/").content.decode()


def test_a_list_of_people_kept_in_memory_is_true_the_next_day_too(client, partners):
    people, tomorrow = page(PeoplePage, "people"), NOON + DAY
    gone = partner("Old body", left_on=tomorrow.date())
    page(PersonPage, "lead", parent=people, title="Youth lead", organisation=gone)
    page(PersonPage, "guest", parent=people, title="Guest for a day", expire_at=tomorrow + 2 * HOUR)
    for now, shown in [(NOON, (True, True)), (tomorrow + HOUR, (False, True)), (tomorrow + 3 * HOUR, (False, False))]:
        with time_machine.travel(now, tick=False):
            html = client.get("/about/people/").content.decode()
        assert ("Old body" in html, "Guest for a day" in html) == shown


def test_people_are_filtered_by_area_at_a_flat_cost(client, partners):
    people = page(PeoplePage, "people")
    area = AreaFactory(slug="here", name="Here")
    for number in range(3):
        one = page(PersonPage, f"person-{number}", parent=people, lead_image=image(), lead_alt="A person")
        one.areas.set([area if number else AreaFactory(slug="there", name="There")])
        one.save()
    client.get("/about/people/?area=here")
    with assert_queries(4, at_most=True) as few:
        html = client.get("/about/people/?area=here").content.decode()
    assert ("/person-0/" in html, "/person-1/" in html) == (False, True)
    for number in range(3, 9):
        page(PersonPage, f"person-{number}", parent=people, lead_image=image(), lead_alt="A person")
    client.get("/about/people/?area=here")
    with assert_queries(len(few)):
        client.get("/about/people/?area=here")
