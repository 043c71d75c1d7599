"""Earlier answers in later words."""

import pytest

from surveys.compiling import compile_blocks
from surveys.definition import PREFER_NOT, parse
from surveys.linting import errors
from surveys.piping import LONGEST, NOTHING, faults, piped
from tests.factories.surveys import make_draft, make_page, make_survey, multiple, single, text
from tests.queries import assert_queries


def asked(*blocks):
    return parse(compile_blocks(blocks))


def way_home(**value):
    return single("How do you get home?", ("Walk", "Bus"), code="way_home", **value)


def test_the_label_of_what_was_picked_is_put_in():
    definition = asked(way_home(), text("What is hard about ${way_home}?"))
    first, _second = definition.questions
    said = piped(definition, {first.qid: first.choices[1].cid})
    assert said.questions[1].label == "What is hard about Bus?"


def test_several_choices_are_put_in_one_after_the_other():
    definition = asked(multiple(code="liked"), text("Why ${liked}?"))
    first = definition.questions[0]
    said = piped(definition, {first.qid: [choice.cid for choice in first.choices[:2]]})
    assert said.questions[1].label == "Why A, B?"


@pytest.mark.parametrize("answer", [None, "", "forged"])
def test_what_was_not_answered_reads_as_three_dots(answer):
    definition = asked(way_home(), text("Why ${way_home}?"))
    said = piped(definition, {definition.questions[0].qid: answer})
    assert said.questions[1].label == f"Why {NOTHING}?"


def test_what_left_the_path_is_not_put_in():
    definition = asked(
        single("Do you go out?", ("Yes", "No"), code="out"), way_home(when="${out} = 'x'"), text("Why ${way_home}?")
    )
    second = definition.questions[1]
    said = piped(definition, {second.qid: second.choices[0].cid})
    assert said.questions[2].label == f"Why {NOTHING}?"


def test_somebody_who_would_rather_not_say_is_not_quoted_with_a_code():
    definition = asked(way_home(prefer_not=True), text("Why ${way_home}?"))
    said = piped(definition, {definition.questions[0].qid: PREFER_NOT})
    assert PREFER_NOT not in said.questions[1].label


def test_long_words_are_cut():
    definition = asked(text("Say", 1000, code="said"), text("You said ${said}"))
    said = piped(definition, {definition.questions[0].qid: "x" * 900})
    assert said.questions[1].label == "You said " + "x" * LONGEST


def test_an_answer_that_looks_like_a_name_is_not_put_in_again():
    definition = asked(text("Say", code="said"), text("You said ${said}"))
    said = piped(definition, {definition.questions[0].qid: "${said}"})
    assert said.questions[1].label == "You said ${said}"


def test_without_names_nothing_is_made_anew():
    definition = asked(way_home(), text())
    assert piped(definition, {}) is definition


@pytest.mark.parametrize(
    "blocks",
    [
        (text("Why ${way_home}?"), way_home()),
        (text("Why ${nothing}?"),),
        (text("Why ${self}?", code="self"),),
    ],
)
def test_words_that_put_in_nothing_earlier_are_errors(blocks):
    definition = asked(*blocks)
    assert len(list(faults(definition))) == 1
    assert len(errors(definition)) == 1


def test_words_that_put_in_something_earlier_are_not():
    assert errors(asked(way_home(), text("Why ${way_home}?"))) == []


@pytest.mark.django_db
def test_a_person_reads_their_own_answer_escaped_and_at_no_further_cost(client):
    survey = make_survey(questions=[text("Your words", code="said"), text("You said ${said}. Why?")])
    make_page(survey=survey)
    first, second = parse(survey.version.definition).questions
    _draft, cookie = make_draft(survey, document={first.qid: "<b>lights</b>"})
    client.cookies["sayso_answers"] = cookie
    client.get(f"/consultations/after-dark/answer/{second.qid}/")
    with assert_queries(2, at_most=True):
        html = client.get(f"/consultations/after-dark/answer/{second.qid}/").content.decode()
    assert "You said &lt;b&gt;lights&lt;/b&gt;. Why?" in html
