"""Every sentence about who can find out who wrote an answer is true for the level at hand, on every page."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys import attempts, receipts, tasks
from surveys.enums import AnonymityLevel
from surveys.models import Draft, GroupSession
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import full_document, make_page, make_survey

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
UNLINKED = (
    "Nobody can link your answers to you",
    "We cannot tell who you are",
    "never what you answered",
    "nothing joins your answers",
    "we cannot find your answers again",
    "without anything that leads to you",
    "Only your code can find",
    "not even us",
    "We cannot tell who wrote an answer",
    "We know that, and not what they were",
    "but not who wrote them",
)
"""True only where nobody can link answers to a person."""
NO_ACCOUNT = ("You need no account", "Answer on paper", "Do this one with a youth worker", "Start for someone else")
UNNAMED = (
    "We do not ask your name",
    "never put on this site",
    "cannot see your answers",
    "Nobody who reads them works for the police",
    "None of them works for the police",
    "We would never give out an answer",
    "One role here can find out",
)
"""Untrue where answers are public with a name."""


def pages(client, level):
    """What a member meets, by the name of the page, from the first to the last."""
    role = {"link_role": Role.DSL} if level == AnonymityLevel.ROLE else {}
    StaffFactory(role=Role.DSL, employer="Harbour Trust")
    StaffFactory(role=Role.ANALYST, employer="Harbour Council")
    page = make_page(survey=make_survey(anonymity=level, **role))
    found = {"consultation": client.get(reverse("consultation", args=[page.slug]))}
    found["follow"] = client.get(reverse("consultation_follow", args=[page.slug]))
    found["print"] = client.get(reverse("consultation_print", args=[page.slug]))
    start = reverse("consultation_answer", args=[page.slug])
    found["start as a guest"] = client.get(start)
    client.force_login(MemberFactory(profile__display_name="Robin"))
    found["start"] = client.get(start)
    found["first question"] = client.post(start, **OURS, follow=True)
    draft = Draft.objects.get()
    Draft.objects.update(document=full_document(page.survey), started_at=draft.started_at - attempts.KEPT_FOR)
    check = reverse("consultation_check", args=[page.slug])
    found["check"] = client.get(check)
    found["receipt"] = client.post(check, {"public_name": "Robin", "agrees": "on"}, follow=True)
    tasks.fold_pending()
    code = receipts.code_for(found["receipt"].wsgi_request, page.survey_id)
    found["what came"] = client.post(reverse("my_code"), {"code": code}, **OURS)
    client.cookies.pop(attempts.COOKIE)
    found["again"] = client.get(start)
    found["account"] = client.get(reverse("given_answers"))
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: answer.content.decode() for name, answer in found.items()}


def test_where_nobody_can_link_every_promise_is_made(client):
    found = pages(client, AnonymityLevel.NOBODY)
    for name in ("consultation", "start"):
        assert "Nobody can link your answers to you." in found[name]
        assert "We store them without a name, an account, a phone or a time of day." in found[name]
    assert "we cannot find your answers again" in found["check"]
    assert "without anything that leads to you" in found["receipt"]
    assert "Only your code can find it." in found["receipt"]
    assert "but not who wrote them" in found["consultation"]
    assert not any("can find out who wrote" in html for html in found.values() if html is not found["account"])


@pytest.mark.parametrize("level", [AnonymityLevel.ROLE, AnonymityLevel.PUBLIC])
def test_where_answers_are_linked_no_page_promises_the_contrary(client, level):
    for name, html in pages(client, level).items():
        assert [words for words in (*UNLINKED, *NO_ACCOUNT) if words in html] == [], name


def test_where_a_role_can_link_it_is_named_before_the_first_question_and_before_sending(client):
    found = pages(client, AnonymityLevel.ROLE)
    for name in ("consultation", "start"):
        assert "One role here can find out who wrote your answers: Designated Safeguarding Lead." in found[name]
    assert "Harbour Trust" in found["consultation"]
    assert "sees those words and who wrote them" in found["consultation"]
    assert "If you delete your account, that link is deleted and your answers stay" in found["consultation"]
    assert "One role here can find out who wrote them: Designated Safeguarding Lead." in found["check"]
    assert "You are signed in as Robin, and your answers are sent with that account." in found["check"]
    assert "One role here can find out that they are yours" in found["receipt"]
    assert "it cannot be done on paper" in found["print"]


def test_the_role_that_can_link_is_listed_among_those_who_read(client):
    html = pages(client, AnonymityLevel.ROLE)["consultation"]
    assert "<li>Designated Safeguarding Lead (Harbour Trust)</li>" in html
    assert "<li>Analyst (Harbour Council)</li>" in html


def test_where_answers_are_public_it_is_said_before_the_first_question_and_before_sending(client):
    found = pages(client, AnonymityLevel.PUBLIC)
    for name in ("consultation", "start"):
        assert "Everybody. Your answers are shown on this site with a name that you type." in found[name]
        assert "18 or over" in found[name]
    assert "Everybody will be able to read these answers" in found["check"]
    assert "Somebody reads them, and then shows them with your name" in found["receipt"]
    for name, html in found.items():
        assert [words for words in UNNAMED if words in html] == [], name


@pytest.mark.parametrize("level", [AnonymityLevel.ROLE, AnonymityLevel.PUBLIC])
def test_no_group_session_and_no_paper_where_answers_are_linked(client, level):
    role = {"link_role": Role.DSL} if level == AnonymityLevel.ROLE else {}
    page = make_page(survey=make_survey(anonymity=level, **role))
    client.force_login(StaffFactory(role=Role.YOUTH_WORKER))
    assert page.title not in client.get(reverse("group_open")).content.decode()
    assert not GroupSession.objects.exists()
    client.force_login(StaffFactory(role=Role.ANALYST))
    assert page.title not in client.get(reverse("paper")).content.decode()
    assert client.get(reverse("paper_enter", args=[page.survey.version_id])).status_code == 404
