"""The demo's consultations at the two levels with an account: something to read, to decide and to take back."""

from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from core.people import demo as people
from core.people.models import User
from core.safeguarding.models import Concern
from surveys import demo, linking, showing
from surveys.demo_named import LATE_BUS, LIFEBOAT_HOUSE
from surveys.enums import AnonymityLevel, Showing
from surveys.models import PublicAnswer, Response, Survey
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db, settings):
    """A demonstration with its people and consultations, loaded twice as a second start does."""
    settings.DEMO = True
    for slug in ("kestrel-bay", "tarn-moor"):
        AreaFactory(slug=slug, name=slug)
    people.load(timezone.localdate())
    for _time in range(2):
        demo.load(timezone.localdate())


def test_each_level_has_one_with_the_answers_that_were_written_for_it(loaded):
    found = Counter(Response.objects.values_list("survey__title", flat=True))
    assert found == {
        "Getting home after dark": 240,
        "Things to do in the holidays": 240,
        LATE_BUS["title"]: len(LATE_BUS["given"]),
        LIFEBOAT_HOUSE["title"]: len(LIFEBOAT_HOUSE["given"]),
    }
    assert set(Survey.objects.values_list("anonymity", flat=True)) == set(AnonymityLevel.values)
    assert not Concern.objects.exists()


def test_names_are_read_by_everybody_and_one_waits_to_be_decided(loaded, client):
    html = client.get(reverse("consultation_answers", args=[LIFEBOAT_HOUSE["slug"]])).content.decode()
    assert {name: name in html for name in PublicAnswer.objects.values_list("name", flat=True)} == {
        "Kestrel Bay Rowing Club": True,
        "Marnie Oke, Harbour Street": True,
        "Sal Harker": True,
        "The Net Loft café": True,
        "Bay Skate Crew": False,
    }
    waiting = PublicAnswer.objects.get(showing=Showing.WAITING)
    response = next(one for one in Response.objects.all() if waiting in showing.public_of([one]).values())
    analyst = User.objects.get(username="analyst")
    assert showing.decide(response=response, by=analyst, show=True, why="It is clear.")


def test_whoever_signs_in_finds_something_to_read_and_to_take_back(loaded, client):
    for name, address in (("analyst", "reading"), ("dsl", "reading"), ("member", "given_answers")):
        client.force_login(User.objects.get(username=name))
        assert LATE_BUS["title"] in client.get(reverse(address)).content.decode(), name


def test_the_safeguarding_lead_can_look_one_up_and_the_analyst_cannot(loaded):
    response = Response.objects.filter(survey__title=LATE_BUS["title"]).select_related("survey").first()
    assert linking.look_up(response=response, by=User.objects.get(username="dsl"), why="To offer help.").is_demo
    with pytest.raises(linking.MayNot):
        linking.look_up(response=response, by=User.objects.get(username="analyst"), why="To see.")
