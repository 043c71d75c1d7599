"""The public pages: what shows when, safe figures only, few queries, kept until the next change."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.pages.cache import watched
from core.people.enums import Role
from surveys import demo, queries, tasks
from surveys.models import ConsultationPage, PendingResponse, Release, Survey
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_pending, make_survey, single
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def test_an_open_consultation_can_be_started_and_a_closed_one_shows_its_results(client):
    make_page(slug="open")
    make_page(survey=make_survey(opens=-9, closes=-1), slug="shut")
    assert b"/consultations/open/answer/" in client.get("/consultations/open/").content
    assert b"/consultations/shut/answer/" not in client.get("/consultations/shut/").content


@pytest.mark.parametrize("how", ["page", "survey", "never"])
def test_what_is_not_published_is_404_everywhere(client, how):
    page = make_page()
    if how == "page":
        page.unpublish()
    elif how == "survey":
        page.survey.unpublish()
    slug = "nothing" if how == "never" else page.slug
    for name in ("", "results/", "receipt/", "answer/"):
        assert client.get(f"/consultations/{slug}/{name}").status_code == 404


def test_the_list_has_open_coming_and_closed_in_their_order(client):
    for slug, opens, closes in (("later", -1, 20), ("soon", -1, 2), ("coming", 3, 9), ("shut", -9, -1)):
        make_page(survey=make_survey(opens=opens, closes=closes, title=slug), slug=slug)
    assert [page.slug for page in queries.open_consultations()] == ["soon", "later"]
    assert [page.slug for page in queries.open_consultations(1)] == ["soon"]
    assert [page.slug for page in queries.closed_consultations()] == ["shut"]
    body = client.get("/consultations/").content.decode()
    places = [body.index(f"/consultations/{slug}/") for slug in ("soon", "later", "coming", "shut")]
    assert places == sorted(places)


def test_the_next_change_is_the_next_opening_or_closing():
    page = make_page(survey=make_survey(opens=2, closes=4))
    make_page(survey=make_survey(opens=-2, closes=9), slug="other")
    assert queries.next_change(timezone.now()) == page.survey.opens_at
    assert queries.next_change(timezone.now() + timedelta(days=30)) is None


@pytest.mark.parametrize("answers", [0, 40])
def test_reading_takes_few_queries_whatever_there_is(client, answers):
    survey = make_survey(questions=[single(f"One {n}") for n in range(5 + answers)])
    make_page(survey=survey)
    if answers:
        make_pending(survey, answers)
        tasks.fold_pending()
        for number in range(6):
            make_page(survey=make_survey(), slug=f"more-{number}")
    for path in ("/consultations/after-dark/", "/consultations/", "/consultations/after-dark/results/"):
        client.get(path)
        with assert_queries(8, at_most=True):
            assert client.get(path).status_code == 200


def test_reading_pages_set_no_cookie_and_hold_no_token(client):
    make_page()
    for path in ("/consultations/", "/consultations/after-dark/", "/consultations/after-dark/results/"):
        answer = client.get(path)
        assert not answer.cookies
        assert b"csrfmiddlewaretoken" not in answer.content


def test_under_ten_people_nothing_is_shown_and_from_ten_on_rounded(client):
    page = make_page()
    make_pending(page.survey, 9)
    tasks.fold_pending()
    assert b"once at least 10 people" in client.get("/consultations/after-dark/results/").content
    make_pending(page.survey, 14)
    tasks.fold_pending()
    body = client.get("/consultations/after-dark/results/").content.decode()
    assert "<b>25</b>" in body
    # Words only: the ids of headings are random and may hold any digits.
    words = re.sub(r"<[^>]*>", " ", body.split("<main")[1].split("</main")[0])
    assert not re.search(r"\b23\b", words)


def test_what_people_wrote_is_never_on_a_page(client):
    page = make_page()
    make_pending(page.survey, 20, words="a very private sentence")
    tasks.fold_pending()
    for name in ("", "results/"):
        assert b"private sentence" not in client.get(f"/consultations/after-dark/{name}").content


def test_a_new_release_changes_the_version_of_kept_pages():
    assert {Release, Survey, ConsultationPage} <= watched()


def test_the_panel_says_who_can_read_and_who_cannot(client):
    StaffFactory(role=Role.ANALYST, employer="Harbour Council", factor=False)
    make_page()
    body = client.get("/consultations/after-dark/").content.decode()
    assert "Nobody can link your answers to you." in body
    assert "Analyst (Harbour Council)" in body
    assert "None of them works for the police." in body
    for who in ("Your carer", "your parents", "your school", "your social worker", "the youth worker in the room"):
        assert who in body
    assert "Under 13? Do this one with a youth worker." in body


def test_a_title_and_who_decides_that_end_in_a_sign_get_no_other(client):
    make_page(title="What should it be?", who_decides="The board.")
    assert "What should it be? It is still open" in client.get("/consultations/after-dark/results/").content.decode()
    assert "Who decides: The board. You can read" in client.get("/consultations/after-dark/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_pages_take_nothing_else(client, method):
    make_page()
    assert getattr(client, method)("/consultations/after-dark/").status_code == 405


@pytest.mark.parametrize("path", ["%00/", "a" * 3000 + "/", "%ff/", "après/", "x/answer/%00/"])
def test_odd_addresses_are_never_a_500(client, path):
    assert client.get(f"/consultations/{path}").status_code in (400, 404)


@pytest.mark.parametrize("days", [0, 200, 800])
def test_the_demo_has_open_consultations_and_a_closed_one_whatever_the_day(days, client):
    demo.load(timezone.localdate() - timedelta(days=days))
    demo.load(timezone.localdate())
    assert [page.slug for page in queries.open_consultations()] == [
        "getting-home-after-dark",
        "trying-out-the-late-bus",
        "the-old-lifeboat-house",
    ]
    assert [page.slug for page in queries.closed_consultations()] == ["things-to-do-in-the-holidays"]
    assert not PendingResponse.objects.exists()
    assert b"<rect width" in client.get(reverse("consultation_results", args=["things-to-do-in-the-holidays"])).content
