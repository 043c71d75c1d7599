"""Shows of hands stand beside the answers in public results, added up, and never for a small group."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys import tasks
from surveys.groups import results
from surveys.models import GroupSession, HandsCount, Release
from surveys.queries import definition_of
from tests.factories.surveys import make_page, make_pending, make_session, make_survey, multiple, single, text
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_page(survey=make_survey(questions=[single(), multiple(), text()]))


def hands(page, *numbers, place=0, over=True):
    """A session in which so many hands went up for the choices of a question, in their order."""
    session = make_session(page.survey, mode="hands")
    if over:
        GroupSession.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    one = definition_of(page.survey.version).questions[place]
    counts = {choice.cid: number for choice, number in zip(one.choices, numbers, strict=False)}
    HandsCount.objects.create(session=session, version=page.survey.version, qid=one.qid, counts=counts)
    return session


def shown(place=0):
    release = Release.objects.get()
    qid = release.figures["tables"][place]["qid"]
    found = release.hands.get(qid)
    return found and (found["sessions"], [row["count"] for row in found["rows"]])


def body(client, page):
    return client.get(reverse("consultation_results", args=[page.slug])).content.decode()


def test_hands_of_several_sessions_are_added_up_rounded_and_apart_from_answers(client, page):
    make_pending(page.survey, 20)
    tasks.fold_pending()
    before = Release.objects.get().figures
    hands(page, 12, 7, 8)
    hands(page, 10, 11, 9)
    assert results.let_out_all() == 1
    assert shown() == (2, [20, 20, 15])
    assert Release.objects.get().figures == before
    said = body(client, page)
    assert "hands were counted in 2 group sessions" in said
    assert "Yes – 20; No – 20; Maybe – 15." in said


def test_a_small_group_is_never_shown(client, page):
    make_pending(page.survey, 20)
    tasks.fold_pending()
    hands(page, 4, 3, 2)
    assert results.let_out_all() == 0
    assert "hands were counted" not in body(client, page)


def test_a_small_row_is_hidden_and_takes_another_with_it(page):
    hands(page, 30, 12, 2)
    results.let_out_all()
    assert shown() == (1, [30, None, None])


def test_rows_of_a_question_with_several_answers_hide_only_themselves(page):
    hands(page, 30, 12, 2, 0, 1, place=1)
    results.let_out_all()
    assert shown(1) == (1, [30, 10, None, None, None])


def test_hands_change_only_when_ten_more_went_up(page):
    hands(page, 20, 15, 11)
    results.let_out_all()
    hands(page, 9)
    assert results.let_out_all() == 0
    assert shown() == (1, [20, 15, 10])
    hands(page, 0, 1)
    assert results.let_out_all() == 1
    assert shown() == (3, [30, 15, 10])


def test_where_several_can_be_picked_many_hands_of_few_people_change_nothing(page):
    hands(page, 12, 12, 12, 12, place=1)
    results.let_out_all()
    hands(page, 3, 3, 3, 3, place=1)
    assert results.let_out_all() == 0
    assert shown(1) == (1, [10, 10, 10, 10, None])
    hands(page, 7, 1, place=1)
    assert results.let_out_all() == 1
    assert shown(1) == (3, [20, 15, 15, 15, None])


def test_a_session_that_runs_is_not_counted_yet(page):
    hands(page, 20, 15, 11, over=False)
    assert results.let_out_all() == 0
    assert not Release.objects.exists()


def test_hands_are_shown_where_nobody_answered_alone(client, page):
    hands(page, 20, 15, 11)
    results.let_out_all()
    assert Release.objects.get().figures["people"] is None
    assert "in 1 group session:" in body(client, page)
    make_pending(page.survey, 10)
    tasks.fold_pending()
    assert Release.objects.get().counted == 10
    assert shown() == (1, [20, 15, 10])


def test_true_numbers_of_hands_stay_on_the_server(client, page):
    hands(page, 23, 16, 12)
    results.let_out_all()
    said = body(client, page)
    assert "Yes – 25; No – 15; Maybe – 10." in said
    assert not [number for number in ("23", "51") if f">{number}<" in said or f" {number};" in said]


def test_letting_out_costs_the_same_for_one_session_and_for_many(page):
    hands(page, 20, 15, 11)
    with count_queries() as one:
        results.let_out(survey_id=page.survey_id)
    for _each in range(8):
        hands(page, 20, 15, 11)
    with count_queries() as many:
        results.let_out(survey_id=page.survey_id)
    assert len(many) <= len(one)
