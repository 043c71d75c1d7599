"""*Check and try* in `/cms/`: problems with links, the picture with its list, and a walk that stores nothing."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys import rights
from surveys.definition import parse
from surveys.linting import problems
from surveys.models import Draft, PendingResponse
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_survey, single, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    rights.grant()
    way = single("How do you get home?", ("Walk", "Bus"), code="way")
    walk = way["value"]["choices"][0]["id"].replace("-", "")[:12]
    return make_survey(
        questions=[
            way,
            text("Which path is dark?", when=f"${{way}} = '{walk}'", code="path"),
            text("Is there anything else?"),
        ]
    )


def address(survey, name="check"):
    return reverse(f"wagtailsnippets_surveys_survey:{name}", args=[survey.pk])


def sign_in(client, role=Role.EDITOR):
    client.force_login(StaffFactory(role=role))


def draft(survey, questions):
    survey.questions = questions
    survey.save_revision(clean=False)


@pytest.mark.parametrize("name", ["check", "walk"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_who_may_read_surveys_may_check_and_walk(client, survey, role, name):
    sign_in(client, role)
    assert client.get(address(survey, name)).status_code == 200


@pytest.mark.parametrize("name", ["check", "walk"])
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_other_staff_may_not(client, survey, role, name):
    sign_in(client, role)
    assert client.get(address(survey, name)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["check", "walk"])
def test_guests_and_members_may_not(client, survey, name):
    assert client.get(address(survey, name)).status_code == 302
    client.force_login(MemberFactory())
    assert client.get(address(survey, name)).status_code in (302, 403, 404)


def test_the_page_says_when_each_question_is_shown_and_links_to_its_block(client, survey):
    sign_in(client)
    page = client.get(address(survey)).content.decode()
    assert "Shown when ‘How do you get home’ is ‘Walk’" in page
    assert f"#block-{survey.questions[1].id}-section" in page
    assert page.count('class="wire') == 1


def test_a_broken_rule_in_the_draft_is_named_with_a_link(client, survey):
    draft(survey, [text("First?", when="${later} != ''"), text("Later?", code="later")])
    sign_in(client)
    page = client.get(address(survey)).content.decode()
    assert "1 thing to mend" in page
    assert "‘First’ comes before ‘Later’" in page
    assert f"#block-{survey.questions[0].id}-section" in page


def test_a_draft_that_cannot_be_compiled_is_said_so(client, survey):
    block = text()
    draft(survey, [block, block])
    sign_in(client)
    assert "share an id" in client.get(address(survey)).content.decode()
    assert client.get(address(survey, "walk")).status_code == 302


def test_words_of_an_editor_are_only_words_in_the_picture(client, survey):
    draft(survey, [text("<script>alert(1)</script>", code="a"), text("Then?", when="${a} = '<b>'")])
    sign_in(client)
    assert b"<script>alert" not in client.get(address(survey)).content


def state_of(response):
    return response.context["walk"].token()


def press(client, survey, response, **posted):
    return client.post(address(survey, "walk"), {"state": state_of(response), **posted})


def test_a_walk_shows_what_the_answers_lead_to_and_stores_nothing(client, survey):
    sign_in(client)
    way = parse(survey.version.definition).questions[0]
    page = client.get(address(survey, "walk"))
    assert page.context["walk"].question.label == "How do you get home?"
    bus = press(client, survey, page, answer=way.choices[1].cid, go="next")
    assert bus.context["walk"].question.label == "Is there anything else?"
    assert "Left out." in bus.content.decode()
    back = press(client, survey, bus, go="back")
    walked = press(client, survey, back, answer=way.choices[0].cid, go="next")
    assert walked.context["walk"].question.label == "Which path is dark?"
    skipped = press(client, survey, walked, go="skip")
    end = press(client, survey, skipped, answer="No", go="next")
    assert "That was all" in end.content.decode()
    again = press(client, survey, end, go=f"to:{way.qid}")
    assert again.context["walk"].at == way.qid
    assert Draft.objects.count() == PendingResponse.objects.count() == 0


def test_a_walk_begins_at_a_question_with_answers_that_lead_there(client, survey):
    sign_in(client)
    path = parse(survey.version.definition).questions[1]
    page = client.get(address(survey, "walk"), {"to": path.qid})
    assert page.context["walk"].question == path


@pytest.mark.parametrize("state", ["", "forged", "a:b:c", "é" * 50])
def test_a_forged_walk_begins_anew(client, survey, state):
    sign_in(client)
    page = client.post(address(survey, "walk"), {"state": state, "go": "to:nowhere"})
    assert page.status_code == 200
    assert page.context["walk"].document == {}


def test_an_answer_that_cannot_be_taken_is_said_and_the_walk_stays(client, survey):
    sign_in(client)
    page = client.get(address(survey, "walk"))
    stays = press(client, survey, page, answer="never offered", go="next")
    assert stays.context["walk"].question.label == "How do you get home?"
    assert "cannot be taken" in stays.content.decode()


def test_the_screen_names_the_languages_whose_words_it_does_not_judge(client, survey):
    sign_in(client)
    assert "Words in other languages than English are not judged" in client.get(address(survey)).content.decode()
    survey.translations = {"cy": {}, "ar": {}}
    survey.save_revision(clean=False)
    body = client.get(address(survey)).content.decode()
    assert "The words in Arabic, Welsh were not looked at: these checks know English only." in body


def test_an_english_question_about_somebody_called_beth_is_judged():
    asked = parse(make_survey(questions=[text("Beth and Pam, surely you agree?")]).compiled())
    assert "may lead people" in " ".join(one.words for one in problems(asked))
