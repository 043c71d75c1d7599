"""Whatever somebody answers, changes and goes back to, they are asked exactly what their answers lead to."""

from __future__ import annotations

import time
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition import Choice, Definition, Document, Question, Section
from surveys.enums import QuestionKind
from surveys.paths import answers_on, before, first_unseen, path_of

NAMES = ("a", "b", "c")


@dataclass(frozen=True)
class Condition:
    """One thing that a rule asks, apart from the language: `how` of {"is", "not", "answered", "more"}."""

    place: int
    how: str
    pick: int = 0


Rule = tuple[str, tuple[Condition, ...]]
"""“all” or “any” of some conditions; none: always."""


@dataclass(frozen=True)
class Plan:
    """A survey as data that the oracle reads: a rule and a section for each question, a rule for each section."""

    rules: tuple[Rule, ...]
    sections: tuple[int, ...]
    section_rules: tuple[Rule, ...]
    numbers: frozenset[int]


def written(rule: Rule, numbers: frozenset[int]) -> str:
    """The rule in the language of skip rules."""
    joined, conditions = rule
    return f" {'and' if joined == 'all' else 'or'} ".join(_one(condition, numbers) for condition in conditions)


def _one(condition: Condition, numbers: frozenset[int]) -> str:
    name = f"${{q{condition.place}}}"
    value = str(condition.pick) if condition.place in numbers else f"'{NAMES[condition.pick]}'"
    return {
        "is": f"{name} = {value}",
        "not": f"not({name} = {value})",
        "answered": f"{name} != ''",
        "more": f"({name} > {condition.pick})",
    }[condition.how]


def built(plan: Plan) -> Definition:
    """The survey of a plan."""
    sections = tuple(
        Section(f"s{place}", when=written(rule, plan.numbers)) for place, rule in enumerate(plan.section_rules)
    )
    questions = tuple(
        Question(
            f"id{place}",
            QuestionKind.NUMBER if place in plan.numbers else QuestionKind.SINGLE,
            f"Question {place}?",
            code=f"q{place}",
            choices=() if place in plan.numbers else tuple(Choice(f"c{name}", name, code=name) for name in NAMES),
            when=written(rule, plan.numbers),
            section=f"s{plan.sections[place]}",
        )
        for place, rule in enumerate(plan.rules)
    )
    return Definition(questions, sections)


def reachable(plan: Plan, picked: dict[int, int | None]) -> set[int]:
    """The oracle: which places are asked, by asking of each place anew whether its rules hold, to the bottom."""

    def asked(place: int) -> bool:
        return true(plan.section_rules[plan.sections[place]]) and true(plan.rules[place])

    def true(rule: Rule) -> bool:
        joined, conditions = rule
        results = [one(condition) for condition in conditions]
        return not results or (all(results) if joined == "all" else any(results))

    def one(condition: Condition) -> bool:
        value = picked.get(condition.place) if asked(condition.place) else None
        if condition.how == "more":
            return condition.place in plan.numbers and value is not None and value > condition.pick
        if condition.how == "answered":
            return value is not None
        return (value == condition.pick) is (condition.how == "is")

    return {place for place in range(len(plan.rules)) if asked(place)}


@st.composite
def rules(draw: st.DrawFn, earlier: int) -> Rule:
    """A rule over the questions before place `earlier`."""
    if not earlier:
        return ("all", ())
    conditions = draw(
        st.lists(
            st.builds(
                Condition,
                st.integers(0, earlier - 1),
                st.sampled_from(["is", "not", "answered", "more"]),
                st.integers(0, 2),
            ),
            max_size=3,
        )
    )
    return (draw(st.sampled_from(["all", "any"])), tuple(conditions))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A survey of up to eight questions in up to three sections."""
    number = draw(st.integers(1, 8))
    begins = sorted({0, *draw(st.lists(st.integers(0, number - 1), max_size=2))})
    return Plan(
        rules=tuple(draw(rules(place)) for place in range(number)),
        sections=tuple(max(at for at, begin in enumerate(begins) if begin <= place) for place in range(number)),
        section_rules=tuple(draw(rules(begin)) for begin in begins),
        numbers=draw(st.frozensets(st.integers(0, number - 1))),
    )


moves = st.lists(
    st.tuples(st.sampled_from(["next", "back", "edit", "skip"]), st.integers(0, 7), st.none() | st.integers(0, 2)),
    max_size=25,
)


def stored(plan: Plan, place: int, pick: int | None) -> str | int | None:
    """The answer as a document holds it."""
    if pick is None:
        return None
    return pick if place in plan.numbers else f"c{NAMES[pick]}"


@settings(max_examples=300, deadline=None)
@given(plans(), moves)
def test_any_answers_backs_and_edits_end_in_exactly_the_reachable_set(
    plan: Plan, steps: list[tuple[str, int, int | None]]
) -> None:
    definition, document, picked = built(plan), Document(), dict[int, int | None]()
    at = "id0"
    for move, number, pick in steps:
        if move == "back":
            earlier = before(definition, document, at)
            at = earlier.qid if earlier else at
            continue
        path = path_of(definition, document)
        if move == "edit" and path:
            at = path[number % len(path)].qid
        place = definition.places[at]
        picked[place] = None if move == "skip" else pick
        document[at] = stored(plan, place, picked[place])
        unseen = first_unseen(definition, document)
        at = unseen.qid if unseen else at
    wanted = reachable(plan, picked)
    assert {definition.places[one.qid] for one in path_of(definition, document)} == wanted
    assert answers_on(definition, document) == {
        f"id{place}": stored(plan, place, picked[place]) for place in wanted if place in picked
    }
    unseen = first_unseen(definition, document)
    left = sorted(wanted - set(picked))
    assert (definition.places[unseen.qid] if unseen else None) == (left[0] if left else None)


@settings(max_examples=100, deadline=None)
@given(plans(), st.lists(st.none() | st.integers(0, 2), min_size=8, max_size=8), st.integers(0, 7), st.integers(0, 2))
def test_answers_come_back_with_the_way_that_leads_to_them(
    plan: Plan, picks: list[int | None], place: int, other: int
) -> None:
    definition = built(plan)
    document: Document = {f"id{at}": stored(plan, at, picks[at]) for at in range(len(plan.rules))}
    sent = answers_on(definition, document)
    changed = f"id{place % len(plan.rules)}"
    kept = document[changed]
    document[changed] = stored(plan, place % len(plan.rules), other)
    answers_on(definition, document)
    document[changed] = kept
    assert answers_on(definition, document) == sent


def long_definition(number: int) -> Definition:
    """`number` questions in sections of ten, each under a rule of two conditions on the one before and the first."""
    choices = tuple(Choice(f"c{name}", name, code=name) for name in NAMES)
    questions = tuple(
        Question(
            f"id{place}",
            QuestionKind.SINGLE,
            f"Question {place}?",
            code=f"q{place}",
            choices=choices,
            section=f"s{place // 10}",
            when=f"${{q{place - 1}}} = 'a' and (${{q0}} != 'b' or selected('a c', ${{q0}}))" if place else "",
        )
        for place in range(number)
    )
    sections = tuple(
        Section(f"s{at}", when="${q0} = 'a' or ${q0} = 'c'" if at else "") for at in range((number + 9) // 10)
    )
    return Definition(questions, sections)


def test_the_way_through_300_questions_is_found_in_less_than_two_milliseconds() -> None:
    definition = long_definition(300)
    document: Document = {question.qid: "ca" for question in definition.questions}
    assert len(path_of(definition, document)) == 300
    took = []
    for _round in range(20):
        began = time.perf_counter()
        path_of(definition, document)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.002
