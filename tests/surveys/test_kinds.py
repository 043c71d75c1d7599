"""Each kind of question as a form: what is kept of what people type, and what hostile fields come to."""

import pytest

from surveys.collecting import spread
from surveys.compiling import Authoring, compile_blocks
from surveys.definition import PREFER_NOT, parse
from surveys.forms import AnswerForm
from surveys.kinds import NOT
from surveys.wording import wording_of
from tests.factories.questions import ask

AREAS = Authoring(areas=(("north", "North"), ("south", "South")))
KINDS = [
    *("single", "multiple", "yes_no", "scale", "agreement", "emoji", "text", "short", "number", "month", "date"),
    *("ranking", "grid", "statements", "points", "place", "consent"),
]


def question(kind, **value):
    return parse(compile_blocks([ask(kind, **value)], AREAS)).questions[0]


def stored(asked, data):
    form = AnswerForm(asked, data)
    assert form.is_valid(), form.errors
    return form.to_store()


def refused(asked, data):
    form = AnswerForm(asked, data)
    assert not form.is_valid()
    return {name: [str(one) for one in found] for name, found in form.errors.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_typed_is_an_answer_left_out(kind):
    assert stored(question(kind), {}) is None


@pytest.mark.parametrize("kind", ["single", "yes_no", "scale", "agreement", "emoji", "place", "consent"])
def test_one_choice_is_kept_by_its_id(kind):
    asked = question(kind)
    for choice in asked.choices:
        assert stored(asked, {"answer": choice.cid}) == choice.cid
        assert wording_of(asked, choice.cid) == [choice.label]


def test_several_choices_are_kept_once_each():
    asked = question("multiple")
    one, two, *_rest = [choice.cid for choice in asked.choices]
    assert stored(asked, {"answer": [two, one, two]}) == [two, one]


@pytest.mark.parametrize(
    ("limits", "picked", "fits"),
    [({"least": 2}, 1, False), ({"least": 2}, 2, True), ({"limit": 2}, 3, False), ({"least": 2}, 0, True)],
)
def test_the_fewest_and_the_most_to_pick_hold_and_skipping_stays_free(limits, picked, fits):
    asked = question("multiple", **limits)
    form = AnswerForm(asked, {"answer": [choice.cid for choice in asked.choices[:picked]]})
    assert form.is_valid() is fits


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("0", 0),
        ("1,000", 1000),
        ("1 000", 1000),
        ("١٢", 12),
        ("۱۲", 12),
        ("१२", 12),
        ("+7", 7),
        ("٢٬٠٠٠", 2000),
        ("12.0", 12),
        ("45 minutes", 45),
        ("−5", -5),
    ],
)
def test_a_whole_number_is_read_as_people_write_it(typed, number):
    found = stored(question("number", minimum=-10, maximum=5000, unit="minutes"), {"answer": typed})
    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize(
    ("typed", "number"), [("1,5", 1.5), ("1.5", 1.5), ("١٫٥", 1.5), ("2", 2.0), (".5", 0.5), ("-0", 0)]
)
def test_a_fraction_is_read_with_a_point_or_a_comma(typed, number):
    found = stored(question("number", minimum=None, maximum=None, fractions=True), {"answer": typed})
    assert found == number
    assert str(found) != "-0.0"


@pytest.mark.parametrize(
    "typed",
    ["nan", "inf", "-Infinity", "1e5", "0x10", "9" * 300, "1..2", "1,2,3", "twelve", "12 and a bit", "--1", "½", "²"],
)
def test_what_is_no_number_is_refused_with_words(typed):
    assert "answer" in refused(question("number", minimum=None, maximum=None), {"answer": typed})


@pytest.mark.parametrize(
    ("bounds", "typed"),
    [((0, 120), "121"), ((0, 120), "-1"), ((None, 5), "6"), ((5, None), "4"), ((None, None), "1" + "0" * 14)],
)
def test_a_number_outside_its_bounds_is_refused(bounds, typed):
    assert refused(question("number", minimum=bounds[0], maximum=bounds[1]), {"answer": typed})


def test_a_fraction_where_whole_numbers_are_asked_for_is_refused():
    assert refused(question("number"), {"answer": "1.5"})


def test_a_month_and_a_date_are_kept_as_their_iso_words():
    assert stored(question("month"), {"answer_month": "3", "answer_year": "٢٠٢٦"}) == "2026-03"
    assert stored(question("date"), {"answer_day": "9", "answer_month": "3", "answer_year": "2026"}) == "2026-03-09"


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        (("31", "2", "2026"), "answer_day"),
        (("", "2", "2026"), "answer_day"),
        (("9", "", "2026"), "answer_month"),
        (("9", "13", "2026"), "answer_month"),
        (("9", "2", "26"), "answer_year"),
        (("9", "2", "99999"), "answer_year"),
        (("x", "2", "2026"), "answer_day"),
        (("²", "2", "2026"), "answer_day"),
    ],
)
def test_a_wrong_part_of_a_date_has_the_words_beside_it(typed, part):
    data = dict(zip(("answer_day", "answer_month", "answer_year"), typed, strict=True))
    assert list(refused(question("date"), data)) == [part]


def test_an_order_is_kept_and_gaps_close():
    asked = question("ranking")
    one, two, three = (choice.cid for choice in asked.choices)
    assert stored(asked, {"answer_1": three, "answer_2": one, "answer_3": two}) == [three, one, two]
    assert stored(asked, {"answer_1": "", "answer_2": one, "answer_3": ""}) == [one]
    assert wording_of(asked, [three, one]) == ["1. Soup", "2. Bread"]


def test_one_thing_in_two_places_is_refused_beside_the_second():
    asked = question("ranking")
    cid = asked.choices[0].cid
    assert list(refused(asked, {"answer_1": cid, "answer_3": cid})) == ["answer_3"]


@pytest.mark.parametrize("kind", ["grid", "statements"])
def test_each_row_keeps_its_own_choice_and_rows_may_be_left(kind):
    asked = question(kind)
    first, second = asked.rows
    cid = asked.choices[1].cid
    assert stored(asked, {f"answer_{first.rid}": cid}) == {first.rid: cid}
    assert refused(asked, {f"answer_{second.rid}": "forged"})
    assert stored(asked, {"answer_forged": cid, f"answer_{first.rid}": cid}) == {first.rid: cid}


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("I would wait there.", "I would wait there. Agree"),
        ("Would you wait there?", "Would you wait there? Agree"),
        ("A place to wait", "A place to wait: Agree"),
    ],
)
def test_a_row_that_ends_in_a_sign_gets_no_other_before_its_answer(row, line):
    asked = question("statements", rows=[row])
    agree = next(choice for choice in asked.choices if choice.label == "Agree")
    assert wording_of(asked, {asked.rows[0].rid: agree.cid}) == [line]


@pytest.mark.parametrize(
    ("points", "fits"), [((5, 5, ""), True), ((10, 0, ""), True), ((5, 4, ""), False), ((6, 5, ""), False)]
)
def test_points_must_add_up_to_the_total(points, fits):
    asked = question("points")
    data = {f"answer_{choice.cid}": str(one) for choice, one in zip(asked.choices, points, strict=True)}
    form = AnswerForm(asked, data)
    assert form.is_valid() is fits
    if fits:
        assert sum(form.to_store().values()) == 10
        assert 0 not in form.to_store().values()


@pytest.mark.parametrize("typed", ["-1", "1.5", "nan", "9" * 400, "x", "²"])
def test_points_that_are_no_whole_numbers_are_refused(typed):
    asked = question("points")
    assert refused(asked, {f"answer_{asked.choices[0].cid}": typed})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "consent"])
def test_rather_not_say_is_one_answer_whatever_the_kind(kind):
    asked = question(kind, prefer_not=True)
    picked = [PREFER_NOT] if kind == "multiple" else PREFER_NOT
    data = {"answer": picked} if PREFER_NOT in asked.choice else {NOT: "on"}
    assert stored(asked, data) == PREFER_NOT
    assert AnswerForm(asked, answer=PREFER_NOT).initial == ({"answer": picked} if "answer" in data else {NOT: True})


def test_an_answer_beside_rather_not_say_is_refused_and_neither_is_lost():
    asked = question("short", prefer_not=True)
    form = AnswerForm(asked, {"answer": "words", NOT: "on"})
    assert NOT in form.errors
    assert form["answer"].value() == "words"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_kept_fills_the_form_again(kind):
    asked = question(kind)
    answer = {
        "number": 7,
        "month": "2026-03",
        "date": "2026-03-09",
        "text": "words",
        "short": "words",
    }.get(kind)
    if answer is None:
        cid = asked.choices[0].cid
        answer = {"multiple": [cid], "ranking": [cid], "points": {cid: 10}}.get(kind, cid)
        if asked.rows:
            answer = {row.rid: cid for row in asked.rows}
    form = AnswerForm(asked, answer=answer)
    shown = {name: form[name].value() for name in form.fields}
    assert stored(asked, {name: value for name, value in shown.items() if value is not None}) == answer


@pytest.mark.parametrize("answer", ["x", 5, 1.5, ["x"], {"x": "y"}, {"x": 1}, PREFER_NOT, "2026", "----"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_of_another_shape_shows_as_none_and_breaks_nothing(kind, answer):
    asked = question(kind)
    form = AnswerForm(asked, answer=answer)
    for name in form.fields:
        assert str(form[name])
    assert spread(asked, answer) is not None


@pytest.mark.parametrize("value", ["forged", "x" * 10_000, "a\x00b", "\ud800", ["a", "b"]])
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_fields_are_refused_or_kept_as_text_and_never_raise(kind, value):
    asked = question(kind, prefer_not=True)
    names = [*AnswerForm(asked).fields, "answer", "answer_x", "answer_" + "9" * 500]
    form = AnswerForm(asked, dict.fromkeys(names, value))
    if form.is_valid():
        kept = form.to_store()
        assert kept in (None, PREFER_NOT) or kind in ("text", "short")
        str(kept).encode()


def test_pictures_of_faces_are_for_the_eye_and_words_for_everybody():
    html = str(AnswerForm(question("emoji"))["answer"])
    assert '<span aria-hidden="true">😀</span> Very good' in html
