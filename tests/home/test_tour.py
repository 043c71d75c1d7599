"""The guided tour: real addresses, one press to sign in, and only in a demonstration."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from core.people import demo as people
from core.people.models import User
from home.tour import STARTS
from home.tree import plant
from surveys import demo as surveys_demo
from tests.factories.areas import AreaFactory
from tests.factories.community import BoardFactory
from tests.factories.people import MemberFactory
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.django_db
AREAS = ("marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross")


@pytest.fixture
def demo(settings):
    """A demonstration with its people."""
    settings.DEMO = True
    for slug in AREAS:
        AreaFactory(slug=slug, name=slug)
    people.load(timezone.localdate())


def press(client, name):
    return client.post("/demo/sign-in/", {"person": name})


def test_every_link_of_the_tour_answers(client, demo):
    plant()
    surveys_demo.load(timezone.localdate())
    ServiceFactory(slug="the-landing")
    BoardFactory(slug="tarn-moor")
    page = client.get("/demo/")
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    links = re.findall(r'href="(/[^"]*)"', main)
    assert len(links) >= 7
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_tour_is_neither_kept_nor_indexed(client, demo):
    page = client.get("/demo/")
    assert page.wsgi_request.META["sayso.never_keep"]
    assert "noindex" in page["X-Robots-Tag"]


def test_everyone_has_a_button_and_a_place_to_begin(client, demo):
    page = client.get("/demo/").content.decode()
    assert set(STARTS) == {name for name, _words in people.SIGN_INS}
    assert all(f'name="person" value="{name}"' in page for name in STARTS)


@pytest.mark.parametrize("name", STARTS)
def test_one_press_signs_in_and_leads_to_a_page_that_opens(client, demo, name):
    plant()
    surveys_demo.load(timezone.localdate())
    answer = press(client, name)
    assert (answer.status_code, answer["Location"]) == (303, STARTS[name])
    assert client.session["_auth_user_id"] == str(User.objects.get(username=name).pk)
    assert client.get(STARTS[name]).status_code == 200


def test_outside_a_demonstration_there_is_no_tour_and_no_one_press(client, demo, settings):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert press(client, "admin").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["somebody", "", "admin\x00", "a" * 5000])
def test_nobody_but_the_demos_people_is_signed_in(client, demo, name):
    MemberFactory(username="somebody")
    assert press(client, name).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_real_account_with_a_demo_name_is_not_opened(client, settings):
    settings.DEMO = True
    MemberFactory(username="admin")
    assert press(client, "admin").status_code == 404


def test_one_press_needs_the_forms_token(demo):
    client = Client(enforce_csrf_checks=True)
    assert press(client, "member").status_code == 403


def test_reading_the_sign_in_address_is_refused(client, demo):
    assert client.get("/demo/sign-in/").status_code == 405
