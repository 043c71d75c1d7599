"""Words that sound like danger reach the safeguarding leads, and lead back to nobody; sending is never stopped."""

import json
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from core.people.enums import Role
from core.safeguarding.enums import Category
from core.safeguarding.models import Concern
from core.screening.scan import scan
from surveys import actions, concerns, tasks
from surveys.enums import Channel
from surveys.models import Draft, GroupSession, PendingResponse, Response
from surveys.queries import definition_of
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_pending, make_survey, single, text
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
RISKY = "Buses are late. Some nights I want to die. Nobody knows. The park is dark. More lights please."


def send(page, words):
    draft, _cookie = make_draft(page.survey, document=full_document(page.survey, words))
    assert actions.submit(hashes=[draft.pk], slug=page.slug) == actions.Sent.YES


def test_a_risk_phrase_becomes_a_concern_when_it_is_counted_and_not_when_it_is_sent():
    page = make_page()
    send(page, RISKY)
    assert not Concern.objects.exists()
    tasks.fold_pending()
    concern = Concern.objects.get()
    assert concern.category == Category.SELF_HARM
    assert concern.reason == "risk-self-harm"
    assert concern.target == concerns.ANSWER
    assert concern.raised_by is None
    assert Response.objects.count() == 1


def test_the_concern_holds_the_sentences_around_the_phrase_and_no_more():
    page = make_page()
    send(page, RISKY)
    tasks.fold_pending()
    assert Concern.objects.get().words == "Buses are late. Some nights I want to die. Nobody knows. …"


@pytest.mark.parametrize(
    "words", ["Some nights I want to die", "...", "!!! I want to die ???\n\n", "a" * 300 + " i want to die"]
)
def test_sentences_are_found_in_any_text(words):
    hits = [hit for hit in scan(words) if hit.kind == "risk"]
    said = concerns.around(words, hits)
    assert all(words[hit.start : hit.end] in said for hit in hits)


def test_ordinary_words_raise_nothing():
    page = make_page()
    send(page, "More buses. Lights in the park. My mate was killed off in the game.")
    tasks.fold_pending()
    assert not Concern.objects.exists()


def test_a_concern_holds_nothing_of_the_response_it_came_from():
    page = make_page()
    send(page, RISKY)
    tasks.fold_pending()
    response, concern = Response.objects.get(), Concern.objects.get()
    held = repr({name: value for name, value in vars(concern).items() if name != "words"})
    assert str(response.pk) not in held
    assert response.pk.hex not in held
    assert f"survey:{page.survey_id}" not in held
    choices = [value for value in response.document.values() if value != RISKY]
    assert not any(str(choice) in concern.words for choice in choices)


def test_concerns_of_a_batch_come_in_no_order_of_sending():
    page = make_page()
    for number in range(40):
        send(page, f"I want to die {number:02}.")
    tasks.fold_pending()
    numbers = [int(words[-3:-1]) for words in Concern.objects.order_by("pk").values_list("words", flat=True)]
    assert sorted(numbers) == list(range(40))
    assert sum(number == place for place, number in enumerate(numbers)) < 12


def test_two_risky_answers_of_one_person_are_two_concerns_that_nothing_joins():
    page = make_page(survey=make_survey(questions=[text("One"), text("Two")]))
    send(page, "I want to die.")
    tasks.fold_pending()
    assert Concern.objects.count() == 2


def test_the_area_that_somebody_picked_chooses_the_leads():
    area = AreaFactory()
    place = {"type": "place", "id": "abcdef12-0000-4000-8000-000000000000", "value": {"label": "Where?"}}
    page = make_page(survey=make_survey(questions=[place, text()]))
    where, words = definition_of(page.survey.version).questions
    cid = next(choice.cid for choice in where.choices if choice.code == area.slug)
    row = PendingResponse(version=page.survey.version, document={where.qid: cid, words.qid: "I want to die"})
    row.save()
    tasks.fold_pending()
    assert Concern.objects.get().area == area


def test_the_desk_says_plainly_that_nobody_can_be_reached(client):
    page = make_page()
    send(page, RISKY)
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.DSL))
    body = client.get(reverse("concern", args=[Concern.objects.get().pk])).content.decode()
    assert "Nobody can find out who wrote it" in body
    assert concerns.ANSWER not in body


def make_session(survey):
    now = timezone.now()
    return GroupSession.objects.create(survey=survey, closes_at=now + timezone.timedelta(hours=1))


def test_in_a_group_session_it_is_raised_at_once_with_the_session_and_only_once(client):
    page = make_page()
    session = make_session(page.survey)
    draft, _cookie = make_draft(page.survey, document=full_document(page.survey, RISKY))
    Draft.objects.update(session=session, channel=Channel.GROUP)
    assert actions.submit(hashes=[draft.pk], slug=page.slug) == actions.Sent.YES
    assert UUID(Concern.objects.get().target.split(":")[1]) == session.uuid
    pending = PendingResponse.objects.get()
    assert str(session.uuid) not in json.dumps({key: str(value) for key, value in vars(pending).items()})
    tasks.fold_pending()
    assert Concern.objects.count() == 1


def test_a_group_session_without_danger_sends_in_five_queries():
    page = make_page(survey=make_survey(questions=[single(), *[text(f"Text {n}") for n in range(12)]]))
    session = make_session(page.survey)
    draft, _cookie = make_draft(page.survey)
    Draft.objects.update(session=session, channel=Channel.GROUP)
    definition_of(page.survey.version)
    scan("words so that the rules are in memory")
    with assert_queries(5, at_most=True):
        actions.submit(hashes=[draft.pk], slug=page.slug)


def test_whatever_is_written_is_sent_and_counted():
    page = make_page()
    for words in ("i want to die " * 15, "\u202ei want to die", "🔪" * 150, ". . . ! ?"):
        send(page, words)
    make_pending(page.survey, 3)
    tasks.fold_pending()
    assert Response.objects.count() == 7
