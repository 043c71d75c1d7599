"""`/exit/`: away at once, leaving as little behind as a server can see to."""

import pytest

from core.areas.models import Partnership
from core.pages.frame import forget
from surveys import attempts
from surveys.models import Draft
from tests.factories.surveys import make_draft, make_survey


def test_it_leads_away_and_clears_the_cache(client, db):
    response = client.get("/exit/")
    assert response.status_code == 303
    assert response["Location"] == "https://www.bbc.co.uk/weather"
    assert response["Clear-Site-Data"] == '"cache"'
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_the_address_is_the_partnerships(client, db):
    partnership = Partnership.load()
    partnership.exit_address = "https://example.org/recipes"
    partnership.save()
    forget()
    assert client.get("/exit/")["Location"] == "https://example.org/recipes"


def test_answers_that_were_begun_are_deleted_here_and_on_the_phone(client, db):
    _draft, cookie = make_draft(make_survey())
    client.cookies[attempts.COOKIE] = cookie
    left = client.get("/exit/").cookies[attempts.COOKIE]
    assert not Draft.objects.exists()
    assert left.value == ""
    assert left["max-age"] == 0


def test_it_ends_a_sign_in(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("kez"))
    assert client.get("/exit/").status_code == 303
    assert "_auth_user_id" not in client.session


def test_the_chosen_area_stays(client, db):
    client.cookies["sayso_area"] = "tarn-moor"
    assert "sayso_area" not in client.get("/exit/").cookies


def test_a_stranger_costs_no_session(client, db, django_assert_max_num_queries):
    client.get("/exit/")
    with django_assert_max_num_queries(2):
        client.get("/exit/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_a_link(client, db, method):
    assert getattr(client, method)("/exit/").status_code == 405
