"""The language of skip rules: what a rule means, and what is said where it cannot be read."""

from __future__ import annotations

import pytest

from surveys.definition import PREFER_NOT, Answer, Choice, Question, Row
from surveys.enums import QuestionKind
from surveys.expressions import RuleError, evaluate, holds, names_in, read, to_json

WAY = Question(
    "aa1",
    QuestionKind.SINGLE,
    "How do you get home?",
    code="way",
    choices=(Choice("c1", "Walk", code="walk"), Choice("c2", "Bus", code="bus")),
)
SEVERAL = Question(
    "aa2",
    QuestionKind.MULTIPLE,
    "Which of these?",
    code="several",
    choices=(Choice("d1", "Light", code="light"), Choice("d2", "Seats", code="seats"), Choice("d3", "Shade")),
)
AGE = Question("aa3", QuestionKind.NUMBER, "How many?", code="number")
GRID = Question(
    "aa4",
    QuestionKind.GRID,
    "How is it?",
    code="grid",
    rows=(Row("r1", "Park", code="park"), Row("r2", "Street")),
    choices=(Choice("e1", "Good", code="good"), Choice("e2", "Bad", code="bad")),
)
POINTS = Question(
    "aa5", QuestionKind.POINTS, "Share out", code="points", choices=(Choice("f1", "A", code="a"), Choice("f2", "B"))
)
WORDS = Question("aa6", QuestionKind.TEXT, "Why?", code="why")
QUESTIONS = {one.name: one for one in (WAY, SEVERAL, AGE, GRID, POINTS, WORDS)}


def comes_to(rule: str, **answers: Answer) -> object:
    """What `rule` is where these questions were asked and answered so."""
    return evaluate(rule, lambda name: (QUESTIONS[name], answers[name]) if name in answers else None)


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        ("${way} = 'walk'", {"way": "c1"}),
        ("${way} != 'bus'", {"way": "c1"}),
        ("selected(${several}, 'seats')", {"several": ["d1", "d2"]}),
        ("${several} = 'seats light'", {"several": ["d2", "d1"]}),
        ("count-selected(${several}) = 2", {"several": ["d1", "d3"]}),
        ("selected('walk bus', ${way})", {"way": "c2"}),
        ("${number} >= 12 and ${number} < 13.5", {"number": 12}),
        ("${way} = 'prefer_not'", {"way": PREFER_NOT}),
        ("${grid.park} = 'good'", {"grid": {"r1": "e1"}}),
        ("${grid.r2} = 'bad'", {"grid": {"r2": "e2"}}),
        ("${points.a} > 5", {"points": {"f1": 7, "f2": 3}}),
        ("string-length(${why}) = 2", {"why": "é😀"}),
    ],
)
def test_a_rule_reads_what_was_answered(rule: str, answers: dict[str, Answer]) -> None:
    assert comes_to(rule, **answers) is True


@pytest.mark.parametrize("answers", [{}, {"way": None, "number": None, "several": None}])
def test_nothing_answered_and_never_asked_read_alike(answers: dict[str, Answer]) -> None:
    assert comes_to("${way} = ''", **answers) is True
    assert comes_to("${way} != 'walk'", **answers) is True
    assert comes_to("${number} < 5 or ${number} >= 5 or ${number} = 0", **answers) is False
    assert comes_to("${number} + 1 != 1", **answers) is True
    assert comes_to("selected(${several}, 'light')", **answers) is False


def test_a_rule_that_cannot_be_read_does_not_hold() -> None:
    assert holds("", lambda name: None) is True
    assert holds("this was never a rule", lambda name: None) is False


@pytest.mark.parametrize("answer", ["gone", ["gone", 1], {"r": "x"}, {}, [], 10**400, True, 1.5, "\x00"])
def test_no_stored_answer_can_make_a_rule_fail(answer: Answer) -> None:
    for name, question in QUESTIONS.items():
        for rule in (
            f"${{{name}}} > 1",
            f"${{{name}.park}} = 'a'",
            f"${{{name}.a}} + 1 = 2",
            f"selected(${{{name}}}, 'a')",
        ):
            holds(rule, lambda asked, question=question: (question, answer))


@pytest.mark.parametrize(
    ("rule", "at", "said"),
    [
        ("${way} = walk", 9, "Put a choice in quotes, 'walk'"),
        ("${way} = ‘walk’", 9, "straight quotes"),
        ("${way} = 'walk", 9, "never closed"),
        ("${way} == 'walk'", 8, "Write = once"),
        ("${way} =", 8, "too early"),
        ("${way} AND true()", 7, "small letters"),
        ("1 < 2 < 3", 6, "two things at a time"),
        ("chosen(${way}, 'walk')", 0, "“chosen()” is not known"),
        ("selected(${way})", 0, "takes 2 things"),
        ("not" + "(not" * 32 + "(1)" + ")" * 32, None, "too many brackets"),
        ("1=1" + " or 1=1" * 170, 0, "too many parts"),
        ("'" + "x" * 3000 + "'", 0, "too long"),
        ("1" * 400, 0, "number is too long"),
    ],
)
def test_a_rule_that_cannot_be_read_says_where_and_why(rule: str, at: int | None, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        read(rule)
    assert said in caught.value.words
    assert at is None or caught.value.at == at


def test_brackets_that_change_nothing_cost_nothing() -> None:
    assert comes_to("(" * 900 + "1" + ")" * 900) == 1


def test_the_browser_gets_the_same_rule_as_lists() -> None:
    assert to_json("${way} = 'walk' and count-selected(${several}) > 1") == [
        "and",
        ["=", ["ref", "way"], "walk"],
        [">", ["count-selected", ["ref", "several"]], 1],
    ]
    assert to_json("${grid.park} = 'good'") == ["=", ["ref", "grid", "park"], "good"]
    assert to_json("") is True


def test_names_of_the_questions_that_a_rule_reads() -> None:
    assert names_in("${way} = 'walk' or (${number} > 1 and ${way} = 'bus')") == ["way", "number"]
    assert names_in("") == []


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("number('12') + 1", 13),
        ("number('2026-03-09') - number('2026-03')", 8),
        ("7 mod 4 * 2", 6),
        ("-7 mod 2", -1),
        ("10 - 3 - 2", 5),
        ("2 + 3 * 4", 14),
        ("1 div 0", float("inf")),
        ("count-selected(' a  b ')", 2),
        ("string-length(1.50)", 3),
        ("if(1 = 2, 'a', 'b')", "b"),
        ("coalesce('', 'b')", "b"),
        ("true() or false() and false()", True),
        ("not(false()) and not(not(true()))", True),
        ("'10' > '9'", True),
        ("'b' > 'a'", False),
        ("'a' != ''", True),
        ('"it\'s" = "it\'s"', True),
    ],
)
def test_what_a_rule_comes_to(rule: str, wanted: object) -> None:
    assert comes_to(rule) == wanted
