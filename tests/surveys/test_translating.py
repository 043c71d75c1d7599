"""A survey in other languages: source beside target, saved in the draft by block id."""

import copy

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys import rights
from surveys.actions import publish_survey
from surveys.definition import parse
from surveys.models import Survey
from surveys.queries import definition_of
from surveys.translating import counts, parts, written
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_survey, multiple, single, text
from tests.queries import assert_queries


def scale():
    return {**text(), "type": "scale", "value": {"label": "How was it?", "steps": "5", "low": "Bad", "high": "Good"}}


def fields_of(blocks, given):
    return [field for part in parts(blocks, given) for field in part.fields]


def test_every_word_that_people_read_is_there_once():
    section = {"type": "section", "id": "aaaaaaaa-0000-4000-8000-000000000000", "value": {"title": "Then"}}
    blocks = [section, single(help="Help."), multiple(), scale()]
    found = fields_of(blocks, {})
    assert [field.source for field in found][:3] == ["Then", "Pick one", "Help."]
    assert {"None of these", "Bad", "Good", "Maybe"} <= {field.source for field in found}
    assert len({field.key for field in found}) == len(found)
    assert counts(parts(blocks, {})) == {"all": len(found), "missing": len(found), "outdated": 0, "done": 0}


def test_what_was_translated_follows_its_question_and_says_when_its_source_changed():
    block = single()
    field = fields_of([block], {})[0]
    given = written({}, [field], {field.key: " Dewiswch un "}, {field.key: "machine"})
    assert fields_of([text(), block], given)[1].state == "done"
    assert fields_of([block], given)[0].by == "machine"
    block["value"]["label"] = "Pick just one"
    changed = fields_of([block], given)[0]
    assert (changed.state, changed.was) == ("outdated", "Pick one")
    # Saving the screen without touching it does not hide that; saying who looked at it does.
    same = written(given, [changed], {changed.key: "Dewiswch un"}, {changed.key: "machine"})
    assert fields_of([block], same)[0].state == "outdated"
    seen = written(given, [changed], {changed.key: "Dewiswch un"}, {changed.key: "checked"})
    assert fields_of([block], seen)[0].state == "done"
    assert written(given, [changed], {changed.key: " "}, {}) == {}


def test_words_that_an_import_brought_count_as_done():
    block = single()
    assert fields_of([block], {block["id"]: {"label": "Dewiswch un"}})[0].state == "done"


@pytest.fixture
def survey(db):
    rights.grant()
    return make_survey(questions=[single(), multiple(), scale(), text()])


@pytest.fixture
def editor(client, db):
    person = StaffFactory(role=Role.EDITOR)
    client.force_login(person)
    return person


def address(survey, language="cy", query=""):
    return reverse("survey_translate", args=[survey.pk, language]) + query


def draft_of(survey):
    return Survey.objects.get(pk=survey.pk).get_latest_revision_as_object()


def typed(survey, **words):
    """The first field of the survey, in Welsh."""
    field = fields_of(survey.questions.get_prep_value(), {})[0]
    return {f"w.{field.key}": words.get("words", "Dewiswch un"), f"by.{field.key}": words.get("by", "checked")}


def test_what_is_typed_is_draft_content_until_it_is_published(client, survey, editor):
    assert client.post(address(survey), typed(survey)).status_code == 302
    assert Survey.objects.get(pk=survey.pk).translations == {}
    draft = draft_of(survey)
    assert draft.latest_revision.user == editor
    published = publish_survey(survey=draft)
    asked = definition_of(published.version)
    assert asked.languages == ("en", "cy")
    assert asked.in_language("cy").questions[0].label == "Dewiswch un"
    assert "about" not in str(published.version.definition)


def test_words_of_kinds_with_ends_and_none_of_these_are_translated_too(client, survey, editor):
    found = {field.source: field.key for field in fields_of(survey.questions.get_prep_value(), {})}
    words = {"Bad": "Gwael", "Good": "Da", "None of these": "Dim un o’r rhain"}
    client.post(address(survey), {f"w.{found[source]}": target for source, target in words.items()})
    asked = parse(draft_of(survey).compiled()).in_language("cy")
    assert asked.questions[1].choices[-1].label == "Dim un o’r rhain"
    assert asked.questions[2].choices[0].label == "1 – Gwael"
    assert asked.questions[2].choices[4].label == "5 – Da"


def test_translations_stay_when_questions_move_and_change_meanwhile(client, survey, editor):
    client.post(address(survey), typed(survey))
    draft = draft_of(survey)
    stored = copy.deepcopy(draft.questions.get_prep_value())
    draft.questions = [stored[3], *stored[:3]]
    draft.save_revision()
    assert b"Dewiswch un" in client.get(address(survey)).content
    client.post(address(survey, "ar"), typed(survey, words="اختر واحدا"))
    assert set(draft_of(survey).translations) == {"cy", "ar"}


def test_the_overview_counts_and_fields_find_their_own_direction(client, survey, editor):
    client.post(address(survey), typed(survey))
    shown = client.get(reverse("survey_translations", args=[survey.pk])).content.decode()
    assert "1 of 14" in shown
    html = client.get(address(survey, "ar")).content.decode()
    assert 'lang="ar" dir="auto"' in html
    assert "0 of 14 are done." in html


@pytest.mark.parametrize(("words", "status"), [("\x00", 400), ("x" * 1001, 422)])
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(client, survey, editor, words, status):
    answer = client.post(address(survey), typed(survey, words=words))
    assert answer.status_code == status
    assert status != 422 or words in answer.content.decode()
    assert draft_of(survey).translations == {}


def test_half_a_character_is_never_a_500(client, survey, editor):
    name = next(iter(typed(survey)))
    answer = client.post(address(survey), f"{name}=%ED%A0%80", content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    "data", [{"w.nothing.label": "x"}, {"by.x": "y"}, {"w.": "x"}, {"then": "²"}, {"then": "9" * 99}]
)
def test_forged_fields_change_nothing(client, survey, editor, data):
    assert client.post(address(survey), data).status_code == 302
    assert draft_of(survey).translations == {}


def test_a_forged_translator_is_a_person(client, survey, editor):
    client.post(address(survey), typed(survey, by="the Queen"))
    assert fields_of(survey.questions.get_prep_value(), draft_of(survey).translations["cy"])[0].by == "person"


def test_languages_that_the_site_does_not_have_are_not_there(client, survey, editor):
    assert client.get(address(survey, "fr")).status_code == 404
    assert client.get(address(survey, "en-gb")).status_code == 404


def test_who_may_not_write_surveys_reads_and_writes_nothing(client, survey):
    client.force_login(StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    assert client.get(address(survey)).status_code == 200
    assert client.post(address(survey), typed(survey)).url == "/cms/"
    assert draft_of(survey).translations == {}
    client.force_login(StaffFactory(role=Role.MODERATOR))
    assert client.get(address(survey)).status_code in (302, 403)


def test_150_questions_come_in_screens_of_15_at_the_same_cost(client, editor):
    rights.grant()
    small, large = make_survey(questions=[single()]), make_survey(questions=[single() for _one in range(150)])
    client.get(address(small))
    with assert_queries(20, at_most=True) as few:
        client.get(address(small))
    with assert_queries(20, at_most=True) as many:
        html = client.get(address(large, query="?page=3")).content.decode()
    assert len(many) <= len(few)
    assert html.count("<fieldset") == 15
    assert "31. Pick one" in html
    assert client.post(address(large, query="?page=3"), {"then": "4"}).url.endswith("page=4")
