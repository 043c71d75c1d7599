"""Copies ask the same under ids of their own; the library of monitoring questions; questions of it come last."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.people.enums import Role
from home.tree import plant
from surveys import rights
from surveys.compiling import Authoring, compile_blocks
from surveys.copying import copied
from surveys.definition import parse
from surveys.enums import QuestionKind
from surveys.models import Survey
from surveys.standard.library import items
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_survey, multiple, single, text


def section(title="Then", **value):
    return {**text(), "type": "section", "value": {"title": title, **value}}


def standard(item="age-band-2026"):
    return {**text(), "type": "standard", "value": {"item": item}}


def ids(definition):
    for question in definition.questions:
        yield question.qid
        yield from (choice.cid for choice in question.choices if not choice.cid.startswith("_"))
        yield from (row.rid for row in question.rows)
    yield from (one.sid for one in definition.sections)


def words(definition):
    return [
        (one.label, one.when, one.code, [(c.label, c.name if c.code else "") for c in one.choices])
        for one in definition.questions
    ]


@given(st.lists(st.sampled_from([single, multiple, text, section, standard]), min_size=1, max_size=8))
def test_a_copy_asks_the_same_and_shares_no_id(makers):
    blocks = [make() for make in makers]
    before, after = parse(compile_blocks(blocks)), parse(compile_blocks(copied(blocks).blocks))
    assert words(before) == words(after)
    assert not set(ids(before)) & set(ids(after))


def test_codes_and_translations_go_with_the_copy_and_the_first_stays_as_it_was():
    one, two = single(code="way"), multiple()
    library = standard()
    choice = one["value"]["choices"][0]["id"]
    given = {"cy": {one["id"]: {"label": "Dewiswch"}, f"{library['id'][:6]}10to12": {"label": "10 i 12"}}}
    fresh = copied([one, two, library], {choice: "yes_please"}, given)
    made = Authoring(codes=fresh.codes, translations=fresh.translations)
    asked = parse(compile_blocks(fresh.blocks, made)).in_language("cy")
    assert asked.questions[0].label == "Dewiswch"
    assert asked.questions[0].choices[0].code == "yes_please"
    assert asked.questions[2].choices[0].label == "10 i 12"
    assert one["value"]["choices"][0]["id"] == choice


@pytest.mark.django_db
def test_an_editor_copies_a_consultation_as_drafts_of_their_own(client):
    plant()
    rights.grant()
    survey = make_survey(quota=50)
    page = make_page(survey=survey)
    client.force_login(StaffFactory(role=Role.EDITOR))
    address = reverse("survey_copy", args=[survey.pk])
    assert client.get(address).status_code == 200
    assert Survey.objects.count() == 1
    answer = client.post(address)
    made = Survey.objects.exclude(pk=survey.pk).get()
    assert (made.live, made.version_id, made.quota) == (False, None, 50)
    assert made.title == f"Copy of {survey.title}"
    fresh = made.consultation
    assert answer.url == reverse("consultation_checklist", args=[fresh.pk])
    assert (fresh.live, fresh.why, fresh.reply_by) == (False, page.why, None)
    assert client.get(answer.url).status_code == 200
    client.force_login(StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    assert client.post(address).url == "/cms/"
    assert Survey.objects.count() == 2


def test_every_question_of_the_library_is_dated_sourced_and_says_how_it_stands():
    kinds = {key.split("-")[0] for key in items()}
    assert {"age", "ethnicity", "disability", "sex", "gender", "area"} <= kinds
    for key, item in items().items():
        codes = [choice["code"] for choice in item["choices"]]
        assert len(set(codes)) == len(codes), key
        assert all(code.isalnum() and len(code) <= 6 for code in codes), key
        assert item["source"], key
        assert item["dated"], key
        assert len(item["status"]) > 20, key
        assert item["checked"] == "2026-11-22", key
        assert item["address"].startswith("https://") or item["source"] == "Sayso", key
        assert len(item["label"]) <= 200, key


def test_sex_is_not_said_to_be_harmonised():
    assert "no harmonised standard" in items()["sex-2021"]["status"]


@pytest.mark.parametrize("key", items())
def test_each_can_be_left_out_and_offers_not_to_say(key):
    question = parse(compile_blocks([standard(key)])).questions[0]
    assert question.kind == QuestionKind.SINGLE
    assert question.about_you
    assert question.skippable
    assert question.choices[-1].label == "I would rather not say"
    assert question.choices[-1].alone
    assert question.standard == key


def test_they_are_asked_last_wherever_they_were_put():
    age, one, two = standard(), single("One?"), text("Two?")
    asked = parse(compile_blocks([age, one, standard("sex-2021"), two]))
    assert [question.standard for question in asked.questions] == ["", "", "age-band-2026", "sex-2021"]
    assert asked.sections == ()


def test_moved_ones_stand_in_a_section_of_their_own_with_no_rule():
    asked = parse(compile_blocks([standard(), section(when="${x} = 'y'"), text()]))
    last = asked.section[asked.questions[-1].section]
    assert (last.title, last.when) == ("About you", "")


def test_those_that_are_last_stay_in_their_section():
    asked = parse(compile_blocks([text(), section("You"), standard()]))
    assert [one.title for one in asked.sections] == ["You"]


@pytest.mark.django_db
def test_the_library_page_is_for_those_who_write_surveys(client):
    rights.grant()
    address = reverse("survey_monitoring")
    client.force_login(StaffFactory(role=Role.EDITOR))
    html = client.get(address).content.decode()
    assert "no harmonised standard for sex" in html
    assert html.count("<section") >= len(items())
    client.force_login(StaffFactory(role=Role.MODERATOR))
    assert client.get(address).status_code in (302, 403)
