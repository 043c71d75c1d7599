"""What a page of answering weighs and asks of the database, however long the survey."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from config.body_limits import FIELDS
from surveys import steps
from surveys.compiling import Authoring, compile_blocks
from surveys.definition import parse
from surveys.kinds import NOT, fields_for, parts_of
from surveys.models import Draft
from surveys.queries import definition_of
from tests.factories.areas import PartnershipFactory
from tests.factories.questions import ask
from tests.factories.surveys import make_draft, make_page, make_survey
from tests.queries import assert_queries, count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partnership():
    """A name and helplines, as a real site has them."""
    return PartnershipFactory()


def open_survey(client, *blocks, document=None, **fields):
    from surveys import attempts

    page = make_page(survey=make_survey(questions=list(blocks), **fields))
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document=document or {})[1]
    questions = definition_of(page.survey.version).questions
    return page, questions, [reverse("consultation_question", args=[page.slug, one.qid]) for one in questions]


def squeezed(content):
    return len(gzip.compress(content, 9))


def static_file(name):
    return Path(finders.find(name)).read_bytes()


@pytest.mark.parametrize(
    "kind", ["single", "multiple", "emoji", "text", "number", "date", "ranking", "statements", "points"]
)
def test_a_question_is_at_most_two_kilobytes_of_html(client, kind):
    _page, _questions, [address, *_rest] = open_survey(client, ask(kind), ask("single"))
    html = client.get(address).content
    assert squeezed(html) <= 2048, squeezed(html)


def test_the_first_page_with_its_styles_is_at_most_14_kilobytes(client):
    _page, _questions, [address, *_rest] = open_survey(client, ask("single"))
    html = client.get(address).content
    links = re.findall(rb'<link rel="stylesheet" href="/static/([^"]+)"', html)
    assert len(links) == 2
    styles = b"".join(static_file(link.decode()) for link in links)
    assert squeezed(html) + squeezed(styles) <= 14_000


def test_scripts_of_answering_are_at_most_six_kilobytes():
    names = ("surveys/answer.js", "ui/js/frame.js")
    assert sum(squeezed(static_file(name)) for name in names) <= 6 * 1024


@pytest.mark.parametrize("length", [10, 300])
def test_a_question_is_one_query_and_saving_three_however_long_the_survey(client, length):
    _page, questions, addresses = open_survey(client, *(ask("single", f"One {n}") for n in range(length)))
    client.get(addresses[0])
    with assert_queries(1):
        client.get(addresses[5])
    with assert_queries(3, at_most=True):
        client.post(addresses[5], {"answer": questions[5].choices[0].cid})


def test_a_section_a_page_saves_all_its_answers_in_three_queries(client):
    blocks = [ask("single", f"One {n}") for n in range(12)]
    page, questions, addresses = open_survey(client, *blocks, paging="section")
    data = {f"q{one.qid}-answer": one.choices[0].cid for one in questions} | {"on": [one.qid for one in questions]}
    client.get(addresses[0])
    with count_queries() as counted:
        answer = client.post(addresses[0], data)
    assert len(counted) <= 3
    assert answer.url == reverse("consultation_check", args=[page.slug])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("single", {}),
        ("date", {"prefer_not": True}),
        ("ranking", {"prefer_not": True}),
        ("grid", {"rows": ["One row"], "prefer_not": True}),
        ("multiple", {}),
    ],
)
def test_a_full_page_of_a_long_section_never_sends_more_fields_than_the_site_takes(kind, value):
    made = parse(compile_blocks([ask(kind, f"One {n}", **value) for n in range(150)], Authoring(paging="section")))
    screens = steps.screens_of(made, made.questions)
    assert 1 < len(screens) < 60
    for screen in screens:
        picked = [len(one.choices) if kind == "multiple" else len(parts_of(one)) or 1 for one in screen.questions]
        beside = sum(1 + (NOT in fields_for(one)) for one in screen.questions)
        assert sum(picked) + beside + len(["csrfmiddlewaretoken", "go"]) <= FIELDS


def test_a_page_of_a_hundred_and_eighteen_questions_saves_what_it_is_sent(client):
    blocks = [ask("single", f"One {n}") for n in range(118)]
    _page, questions, addresses = open_survey(client, *blocks, paging="section")
    html = client.get(addresses[0]).content.decode()
    shown = [one for one in questions if f'value="{one.qid}"' in html]
    data = {f"q{one.qid}-answer": one.choices[0].cid for one in shown} | {"on": [one.qid for one in shown]}
    assert client.post(addresses[0], data).status_code == 302
    assert len(Draft.objects.get().document) == len(shown) > 30
