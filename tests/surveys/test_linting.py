"""What stops a survey from being published, and what its editor is advised to think about."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from surveys.compiling import BrokenDefinition
from surveys.definition import Choice, Definition, Question, Row, Section
from surveys.enums import QuestionKind as Kind
from surveys.expressions import read
from surveys.linting import errors, example, problems
from surveys.linting.guards import guard_of
from surveys.linting.space import names_of_rule
from surveys.linting.wording import unjudged
from surveys.models import Survey
from surveys.paths import path_of
from tests.factories.surveys import text


def choices(*names):
    return tuple(Choice(f"c{name}", name.title(), code=name) for name in names)


WAY = Question("way", Kind.SINGLE, "How do you get home?", code="way", choices=choices("walk", "bus"))
SEVERAL = Question("sev", Kind.MULTIPLE, "Which would help?", code="several", choices=choices("light", "seat", "shade"))
NUMBER = Question("num", Kind.NUMBER, "How many trips?", code="trips", minimum=0)
GRID = Question(
    "grid", Kind.GRID, "How is each?", code="grid", rows=(Row("r1", "Park", "park"),), choices=choices("good")
)
INFO = Question("info", Kind.INFORMATION, "Please read", code="info")
WHY = Question("why", Kind.TEXT, "Why is that?", code="why")
END = Question("end", Kind.TEXT, "What else?")
ALL = (WAY, SEVERAL, NUMBER, GRID, INFO, WHY)


def under(rule, *before, **changes):
    """A survey whose last question stands under `rule`."""
    return Definition((*(before or ALL), replace(END, when=rule, **changes)))


def words(found):
    return " / ".join(one.words for one in found)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("${way} = walk", "Put a choice in quotes"),
        ("${severel} = ''", "Is it ${several}?"),
        ("${way} = 'train'", "no choice called ‘train’"),
        ("selected(${several}, 'bench')", "no choice called ‘bench’"),
        ("selected('light bench', ${way})", "no choice called ‘light’"),
        ("${way} > 3", "neither more nor less"),
        ("${trips} = 'many'", "answered with a number"),
        ("${info} != ''", "asks nothing"),
        ("${grid} = 'good'", "${grid.park}"),
        ("${grid.pond} = 'good'", "no part called ‘pond’"),
        ("${q_end} = 'x'", "its own answer"),
        (". = 'x'", "A dot means"),
        ("selected(${why}, 'x')", "has no choices"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_an_error(rule, said):
    found = errors(under(rule))
    assert said in words(found)
    assert {one.qid for one in found} == {"end"}


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "${way} = 'walk' and ${way} != ''",
        "selected(${several}, 'light') and count-selected(${several}) > 1",
        "${trips} >= 3 or ${grid.park} = 'good'",
        "string-length(${why}) > 10",
        "selected('walk bus', ${way})",
    ],
)
def test_a_good_rule_is_no_error(rule):
    assert errors(under(rule)) == []


def test_a_forward_reference_names_both_questions():
    found = errors(Definition((replace(END, when="${way} = 'walk'"), WAY)))
    assert "‘What else’ comes before ‘How do you get home’" in words(found)


def test_a_section_may_not_depend_on_what_is_in_it():
    asked = replace(WAY, section="s1")
    found = errors(Definition((asked,), (Section("s1", "Home", when="${way} = 'walk'"),)))
    assert [one.qid for one in found] == ["s1"]
    assert "‘Home’ comes before" in words(found)


def test_a_survey_that_asks_nothing_is_an_error():
    assert "asks nothing yet" in words(errors(Definition((INFO,))))


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        (under("${way} != 'walk'"), "also holds where ‘How do you get home’ was not answered"),
        (under("not(selected(${several}, 'light'))"), "also holds where"),
        (under("${several} = 'light'"), "Is selected("),
        (under("${way} = 'walk' and ${way} = 'bus'"), "contradicts itself"),
        (under("${trips} > 5 and ${trips} < 3"), "contradicts itself"),
        (under("${trips} < 0"), "contradicts itself"),
        (under("${way} = 'walk' or ${way} != 'walk'"), "holds whatever is answered"),
        (
            under("${why} != ''", WAY, replace(WHY, when="${way} = 'walk' and ${way} = 'bus'")),
            "Nobody can come to ‘What else’",
        ),
        (under("string-length(${why}) * ${trips} = 7919"), "could not tell"),
        (under("${way} = 'walk'", WAY), "asked nothing after it"),
        (Definition((replace(WAY, about_you=True), END)), "about the person"),
        (Definition((replace(END, label="Don’t you agree that it is dark?"),)), "may lead people"),
        (Definition((replace(WAY, kind=Kind.YES_NO, label="Are buses clean and cheap?"),)), "two things in one"),
        (Definition((replace(END, help="You must answer this."),)), "as if people had to answer"),
        (Definition(tuple(replace(END, qid=f"e{n}") for n in range(15))), "about 11 minutes"),
        (Definition((replace(END, label="The word " * 28 + "?"),)), "more than 25 words"),
        (
            Definition((replace(END, label="Considering organisational responsibilities, " * 12),)),
            "like a text for somebody aged",
        ),
        (Definition((END,), (Section("s9", "Nothing here"),)), "There is nothing in ‘Nothing here’"),
    ],
)
def test_advice(definition, said):
    found = problems(definition)
    assert said in words(found)
    assert not any(one.is_error for one in found)


@pytest.mark.parametrize(
    "definition",
    [
        under("${way} = 'walk' and ${way} != ''", WAY, replace(WHY, when="")),
        under("${way} != '' and ${way} != 'walk'", WAY, SEVERAL),
        under("selected(${several}, 'light') and selected(${several}, 'seat')", SEVERAL),
        Definition((replace(WAY, kind=Kind.YES_NO, label="Do you and your friends feel safe?"), END)),
    ],
)
def test_no_advice_where_nothing_is_odd(definition):
    found = [one for one in problems(definition) if "asked nothing after" not in one.words]
    assert found == []


def test_an_example_leads_to_the_question():
    chain = [
        WAY,
        replace(WHY, when="${way} = 'bus'"),
        replace(END, when="string-length(${why}) > 2 and ${way} != 'walk'"),
    ]
    document = example(Definition(tuple(chain)), "end")
    assert document is not None
    assert "end" in {one.qid for one in path_of(Definition(tuple(chain)), document)}


def long_survey(number):
    """Ten questions a section; every third has a rule on an earlier one, every fifth section a rule on the first."""
    asked = [
        Question(
            f"id{place}",
            Kind.SINGLE,
            f"What do you think of idea number {place}?",
            code=f"q{place}",
            choices=choices("good", "bad", "maybe"),
            section=f"s{place // 10}",
            when=f"${{q{place - 2}}} = 'good' and ${{q0}} != ''" if place > 2 and not place % 3 else "",
        )
        for place in range(number)
    ]
    sections = [
        Section(f"s{at}", f"Part {at}", when="${q0} = 'bad'" if at % 5 == 4 else "") for at in range((number + 9) // 10)
    ]
    return Definition(tuple(asked), tuple(sections))


@pytest.mark.parametrize(
    "label",
    [
        "Ydych chi'n teimlo'n ddiogel or the bus and the park?",
        "Pa mor ddiogel ydych chi, surely?",
        "Does Ŵyn know what ŷd is, surely?",
        "هل تشعر بالأمان surely؟",
    ],
)
def test_welsh_and_arabic_are_not_judged_by_english_rules(label):
    asked = replace(WAY, kind=Kind.YES_NO, label=label, help="gair " * 40)
    found = [one.words for one in problems(Definition((asked, END))) if one.qid == asked.qid]
    assert not [words for words in found if "may lead" in words or "two things" in words or "sentence" in words]


def test_the_languages_that_are_not_judged_are_named():
    assert unjudged(Definition((END,), languages=("en", "cy", "ar"))) == ("cy", "ar")
    assert unjudged(Definition((END,))) == ()


def questions_that_depend_on_each_other(number):
    """Each but the first is asked for one answer to the one before it."""
    return Definition(
        tuple(
            Question(
                f"id{place}",
                Kind.SINGLE,
                f"What do you think of idea number {place}?",
                code=f"q{place}",
                choices=choices("good", "bad", "maybe", "none"),
                when=f"${{q{place - 1}}} = 'good'" if place else "",
            )
            for place in range(number)
        )
    )


def test_300_rules_that_depend_on_each_other_are_checked_cold_in_less_than_half_a_second():
    definition = questions_that_depend_on_each_other(300)
    for kept in (read, guard_of, names_of_rule):
        kept.cache_clear()
    began = time.process_time()
    found = problems(definition)
    assert time.process_time() - began < 0.5
    assert not any(one.is_error for one in found)


def test_300_questions_are_checked_in_less_than_half_a_second():
    definition = long_survey(300)
    began = time.process_time()
    found = problems(definition)
    assert time.process_time() - began < 0.5
    assert not any(one.is_error for one in found)


@pytest.mark.django_db
def test_a_broken_rule_is_refused_by_the_editor_and_by_publishing():
    now = timezone.now()
    survey = Survey(title="T", opens_at=now, closes_at=now + timedelta(days=9), live=False)
    survey.questions = [text("First?", when="${later} != ''"), text("Later?", code="later")]
    with pytest.raises(ValidationError, match="comes before"):
        survey.full_clean()
    survey.save()
    with pytest.raises(BrokenDefinition, match="comes before"):
        survey.put_up(survey.save_revision(clean=False), skip_permission_checks=True)


@pytest.mark.parametrize(
    ("half_made", "said"),
    [
        (replace(WHY, label=" "), "A question has no words yet."),
        (replace(WAY, choices=()), "nothing to pick from"),
        (replace(SEVERAL, choices=(*SEVERAL.choices, Choice("c9", ""))), "a choice or a line without words"),
        (replace(GRID, rows=(Row("r1", "", "park"),)), "a choice or a line without words"),
        (replace(SEVERAL, label="\u200b\u2800"), "A question has no words yet"),
        (
            replace(SEVERAL, choices=(*SEVERAL.choices, Choice("c9", "\u2060 \u3164"))),
            "a choice or a line without words",
        ),
    ],
)
def test_a_question_that_was_left_half_made_stops_publishing(half_made, said):
    assert said in words(errors(Definition((half_made, END))))
