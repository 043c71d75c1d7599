"""An open consultation of three questions, and ways to be a worker or a tablet."""

import pytest
from django.test import Client
from django.urls import reverse

from core.people.enums import Role
from surveys.groups import actions, shared
from surveys.queries import definition_of
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_session

OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def questions(page):
    return definition_of(page.survey.version).questions


@pytest.fixture
def worker():
    return StaffFactory(role=Role.YOUTH_WORKER)


@pytest.fixture
def session(page, worker):
    return make_session(page.survey, worker=worker)


@pytest.fixture
def tablet(session):
    """A browser that is the tablet of `session`."""
    client = Client(**OURS)
    client.cookies[shared.COOKIE] = actions.hand_over(session=session)
    return client


@pytest.fixture
def answer(page, questions):
    """Walk a browser that has begun through all three questions to *Send*; gives the last answer."""

    def go(client, words="Later buses"):
        one, several, free = questions
        ask = lambda qid: reverse("consultation_question", args=[page.slug, qid])  # noqa: E731
        client.post(ask(one.qid), {"answer": one.choices[0].cid, "go": "next"})
        client.post(ask(several.qid), {"answer": [several.choices[1].cid], "go": "next"})
        client.post(ask(free.qid), {"answer": words, "go": "next"})
        return send(client, page)

    return go


def send(client, page):
    """Press Send as somebody who took a minute."""
    from datetime import timedelta

    from django.utils import timezone

    from surveys.models import Draft

    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    return client.post(reverse("consultation_check", args=[page.slug]))
