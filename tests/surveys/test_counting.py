"""Every kind of question counted: rows, places and points add up, a recount agrees, and no small figure comes out."""

import json
import random

import pytest

from surveys.collecting import spread
from surveys.compiling import Authoring, compile_blocks
from surveys.counting import GROUPS, add
from surveys.definition import PREFER_NOT, parse
from surveys.folding import fold, rebuild
from surveys.models import PendingResponse, Release, Tally
from surveys.queries import definition_of
from surveys.results import figures
from tests.factories.questions import ask, every_kind
from tests.factories.surveys import make_pending, make_survey

AREAS = Authoring(areas=(("north", "North"),))


def asked(*blocks):
    return parse(compile_blocks(blocks, AREAS))


def counted(definition, *answers):
    """The figures of people who each gave one of `answers` to the only question."""
    counts = {}
    for answer in answers:
        add(counts, definition, {definition.questions[0].qid: answer})
    return counts, figures(len(answers), counts, definition)["tables"]


def shown(table):
    return {row["label"]: (row["count"], row["percent"]) for row in table["rows"]}


@pytest.mark.parametrize("kind", ["single", "yes_no", "scale", "agreement", "emoji", "place"])
def test_one_choice_counts_people_for_each_and_adds_up(kind):
    definition = asked(ask(kind))
    cids = [choice.cid for choice in definition.questions[0].choices]
    _counts, [table] = counted(definition, *(cid for cid in cids for _one in range(20)), None, None)
    assert table["base"] == 20 * len(cids)
    assert [row["count"] for row in table["rows"]] == [20] * len(cids)


def test_a_hidden_row_of_a_table_that_adds_up_hides_a_second():
    definition = asked(ask("agreement"))
    cids = [choice.cid for choice in definition.questions[0].choices]
    _counts, [table] = counted(definition, *[cids[0]] * 40, *[cids[1]] * 30, *[cids[2]] * 20, *[cids[3]] * 20, cids[4])
    assert sum(row["count"] is None for row in table["rows"]) == 2


@pytest.mark.parametrize("kind", ["grid", "statements"])
def test_each_row_has_a_table_of_those_who_answered_it(kind):
    definition = asked(ask(kind))
    question = definition.questions[0]
    one, two = question.rows
    cids = [choice.cid for choice in question.choices]
    both = [{one.rid: cid, two.rid: cids[1]} for cid in cids for _one in range(20)]
    counts, [first, second] = counted(definition, *both, *[{one.rid: cids[1]}] * 15, None)
    assert counts[question.qid][""] == 75
    assert counts[question.qid][f"{one.rid}:"] == 75
    assert (first["base"], second["base"]) == (75, 60)
    assert first["label"].endswith("The bus")
    assert first["qid"] != second["qid"]
    assert shown(first)[question.choice[cids[1]].label][0] == 35


def test_an_order_shows_how_many_put_each_first():
    definition = asked(ask("ranking"))
    bread, cheese, soup = [choice.cid for choice in definition.questions[0].choices]
    orders = [*[[soup, bread]] * 30, *[[cheese, bread, soup]] * 20, *[[bread]] * 10]
    counts, [table] = counted(definition, *orders)
    assert shown(table) == {"Soup": (30, 50), "Cheese": (20, 33), "Bread": (10, 17)}
    assert counts[definition.questions[0].qid][f"2:{bread}"] == 50


def test_points_show_givers_and_the_share_of_all_points():
    definition = asked(ask("points"))
    bread, cheese, soup = [choice.cid for choice in definition.questions[0].choices]
    counts, [table] = counted(definition, *[{bread: 6, cheese: 4}] * 20, *[{bread: 5, soup: 5}] * 20)
    assert counts[definition.questions[0].qid][f"+:{bread}"] == 220
    assert shown(table) == {"Bread": (40, 55), "Cheese": (20, 20), "Soup": (20, 25)}


def test_points_that_few_people_gave_are_hidden_with_a_second_choice():
    definition = asked(ask("points"))
    bread, cheese, soup = [choice.cid for choice in definition.questions[0].choices]
    _counts, [table] = counted(definition, *[{bread: 6, cheese: 4}] * 30, {soup: 10})
    assert sum(row["count"] is None and row["percent"] is None for row in table["rows"]) == 2


@pytest.mark.parametrize("kind", ["number", "month", "date", "text", "short"])
def test_what_is_typed_is_counted_as_answered_and_nothing_else_of_it_is_kept(kind):
    definition = asked(ask(kind))
    answer = {"number": 0, "month": "2026-03", "date": "2026-03-09"}.get(kind, "a secret")
    counts, [table] = counted(definition, *[answer] * 12)
    assert counts[definition.questions[0].qid] == {"": 12}
    assert table["rows"] == []
    assert str(answer) not in json.dumps(table["rows"])


@pytest.mark.parametrize("kind", ["single", "multiple", "ranking", "grid", "points", "statements"])
def test_rather_not_say_is_a_row_of_its_own(kind):
    definition = asked(ask(kind, prefer_not=True))
    question = definition.questions[0]
    answers = []
    for choice in question.choices:
        cid = choice.cid
        answer = {"multiple": [cid], "ranking": [cid], "points": {cid: 10}}.get(kind, cid)
        answers += [{row.rid: cid for row in question.rows} or answer] * (0 if cid == PREFER_NOT else 20)
    _counts, tables = counted(definition, *answers, *[PREFER_NOT] * 20)
    for table in tables:
        assert [row["label"] for row in table["rows"]].count("I would rather not say") == 1
        assert (table["rows"][-1]["label"], table["rows"][-1]["count"]) == ("I would rather not say", 20)


def test_consent_and_things_to_read_have_no_table():
    definition = asked(ask("consent"), ask("information"), ask("single"))
    assert [table["kind"] for table in figures(0, {}, definition)["tables"]] == ["single"]


def test_a_group_is_counted_apart_and_not_as_its_people():
    definition = asked(ask("single"))
    question = definition.questions[0]
    counts = {}
    for _one in range(12):
        add(counts, definition, {question.qid: question.choices[0].cid}, people=9)
    assert question.qid not in counts
    assert counts[GROUPS] == {"": 12, "people": 108}
    found = figures(12, counts, definition)
    assert (found["people"], found["groups"]) == (None, 10)
    assert found["tables"][0]["base"] is None


@pytest.mark.django_db
def test_groups_let_no_figures_out():
    survey = make_survey()
    make_pending(survey, 10)
    PendingResponse.objects.update(people=5)
    fold(survey_id=survey.pk)
    assert not Release.objects.exists()
    make_pending(survey, 10)
    fold(survey_id=survey.pk)
    assert Release.objects.get().counted == 10


@pytest.mark.django_db
def test_folding_every_kind_in_pieces_gives_what_a_recount_gives():
    survey = make_survey(questions=every_kind(prefer_not=True))
    chance = random.Random(11)
    questions = [one for one in definition_of(survey.version).questions if one.asks]
    for _batch in range(4):
        make_pending(survey, chance.randint(3, 20), pick=chance.randint(0, 1))
        for pending in PendingResponse.objects.all():
            for question in questions:
                if chance.random() < 0.2:
                    pending.document[question.qid] = chance.choice([None, PREFER_NOT])
            pending.people = chance.choice([1, 1, 1, 4])
            pending.save()
        fold(survey_id=survey.pk)
    folded = Tally.objects.get()
    before = (folded.responses, folded.counts)
    rebuilt = rebuild(survey_id=survey.pk)
    assert (rebuilt.responses, rebuilt.counts) == before
    assert all(
        row["count"] is None or row["count"] % 5 == 0
        for table in figures(*before, definition_of(survey.version))["tables"]
        for row in table["rows"]
    )


def test_every_kind_that_asks_can_be_shown_again():
    for question in asked(*every_kind()).questions:
        assert spread(question, None) in ({}, {"answer": None})
