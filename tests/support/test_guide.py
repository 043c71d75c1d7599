"""The guided path: plain links, at most five questions, at most three services, and the emergency line all along."""

import re

import pytest

from tests.factories.areas import PartnershipFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    PartnershipFactory()
    return [ServiceFactory(name=f"Help {number}", needs=[NeedFactory(slug=f"need-{number}")]) for number in range(5)]


def answers(page: str) -> list[str]:
    return re.findall(r'<li><a[^>]* href="(/support/guide/[^"]+)"', page.partition("<main")[2])


def test_every_path_ends_within_five_questions(client):
    address, asked = "/support/guide/", 0
    while (found := answers(client.get(address).content.decode())) and asked < 9:
        address, asked = found[-1], asked + 1
    assert asked == 5
    page = client.get(address).content.decode()
    assert 1 <= page.count('<li class="card">') <= 3
    assert 'href="tel:999"' in page


def test_danger_now_ends_at_once_with_999(client):
    page = client.get("/support/guide/now/").content.decode()
    assert 'class="btn big" href="tel:999"' in page
    assert not answers(page)


def test_each_step_leads_back_and_has_the_emergency_line(client):
    page = client.get("/support/guide/no/me/").content.decode()
    assert 'href="/support/guide/no/"' in page
    assert 'href="tel:999"' in page
    assert 'href="tel:08001111"' in page


def test_the_end_holds_what_was_answered(client):
    page = client.get("/support/guide/no/friend/need-1/16-17/call/").content.decode()
    assert "Help 1" in page
    assert "/support/?need=need-1&amp;audience=friend&amp;age=16-17&amp;channel=call" in page


def test_a_step_costs_no_query_and_sets_nothing(client):
    client.get("/support/guide/no/me/")
    with assert_queries(0):
        response = client.get("/support/guide/no/me/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path",
    ["maybe/", "no/nobody/", "now/me/", "no/me/none/", "no/me/any/any/any/any/", "%00/", "no/" * 400, "no/me/any/99/"],
)
def test_an_answer_that_no_question_has_is_not_found(client, path):
    assert client.get(f"/support/guide/{path}").status_code == 404


def test_other_languages_have_it_too(client):
    page = client.get("/cy/support/guide/no/me/").content.decode()
    assert 'href="/cy/support/guide/no/me/any/"' in page
    assert 'lang="en" dir="ltr"' in page
