"""What was asked: opaque ids, one spelling, versions that cannot be changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from surveys.actions import publish_survey
from surveys.compiling import BrokenDefinition, compile_blocks
from surveys.definition import digest, parse
from surveys.models import Survey, SurveyVersion
from surveys.queries import definition_of
from tests.factories.surveys import full_document, make_page, make_pending, make_survey, multiple, single, text


def test_a_changed_label_keeps_its_id_and_no_id_holds_a_word():
    block = single("Do you like buses?", ("Buses", "Trams"))
    before = parse(compile_blocks([block]))
    block["value"]["label"] = "Do you like trams?"
    block["value"]["choices"][0]["value"] = "Trains"
    after = parse(compile_blocks([block]))
    assert [q.qid for q in before.questions] == [q.qid for q in after.questions]
    assert [c.cid for c in before.questions[0].choices] == [c.cid for c in after.questions[0].choices]
    assert after.questions[0].choices[0].label == "Trains"


def test_two_questions_with_one_id_are_refused():
    block = single()
    with pytest.raises(BrokenDefinition):
        compile_blocks([block, block])


FORGED = [
    "_flags",
    "_groups",
    "key",
    "card",
    "_prefer_not",
    '"><script>alert(1)',
    "\u0660" * 12,
    "..%2f..%2f..",
    "",
    None,
]


@pytest.mark.parametrize("identity", [*FORGED, "0", "ABCDEF123456"])
def test_a_question_or_section_with_an_id_that_is_not_drawn_at_random_is_refused(identity):
    for block in (single(), {"type": "section", "value": {"title": "Then"}}):
        with pytest.raises(BrokenDefinition):
            compile_blocks([{**block, "id": identity}, single()])


@pytest.mark.parametrize("identity", FORGED)
def test_a_choice_with_an_id_that_is_not_ours_is_refused(identity):
    block = single()
    block["value"]["choices"][0]["id"] = identity
    with pytest.raises(BrokenDefinition):
        compile_blocks([block])


def test_the_choice_that_stands_alone_is_last():
    question = parse(compile_blocks([multiple()])).questions[0]
    assert [choice.alone for choice in question.choices] == [False, False, False, False, True]


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})


@pytest.mark.django_db
def test_publishing_makes_a_version_and_publishing_the_same_again_does_not():
    survey = make_survey()
    first = survey.version
    assert first.number == 1
    assert first.is_intact()
    assert publish_survey(survey=survey).version == first


@pytest.mark.django_db
def test_a_changed_question_makes_a_new_version_and_leaves_the_old_one():
    survey = make_survey()
    first = survey.version
    stored = survey.questions.get_prep_value()
    survey.questions = [*stored, text("One more")]
    again = publish_survey(survey=survey)
    assert again.version.number == 2
    assert len(definition_of(again.version).questions) == 4
    assert len(definition_of(first).questions) == 3


@pytest.mark.django_db
def test_a_saved_draft_changes_nothing_that_people_see():
    survey = make_survey()
    survey.title = "Another title"
    survey.save_revision()
    fresh = Survey.objects.get(pk=survey.pk)
    assert fresh.title != "Another title"
    assert fresh.version_id == survey.version_id


@pytest.mark.django_db
def test_publishing_an_old_revision_keeps_the_current_version_in_step_with_its_questions():
    survey = make_survey()
    old = survey.latest_revision
    survey.questions = [single("Only this")]
    publish_survey(survey=survey)
    old.publish()
    fresh = Survey.objects.select_related("version").get(pk=survey.pk)
    assert fresh.version.number == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_version(change):
    version = make_survey().version
    rows = SurveyVersion.objects.filter(pk=version.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(number=7) if change == "update" else rows._raw_delete("default")


@pytest.mark.django_db
def test_a_survey_cannot_close_before_it_opens():
    survey = make_survey()
    survey.closes_at = survey.opens_at
    with pytest.raises(ValidationError):
        survey.full_clean()


@pytest.mark.django_db
def test_deleting_a_page_touches_no_answers_and_a_survey_with_versions_cannot_be_deleted():
    page = make_page()
    survey = page.survey
    make_pending(survey, 3)
    page.delete()
    assert Survey.objects.filter(pk=survey.pk).exists()
    with pytest.raises(ProtectedError):
        survey.delete()


@pytest.mark.django_db
def test_a_document_names_only_opaque_ids():
    survey = make_survey()
    assert all(len(qid) == 12 for qid in full_document(survey))
