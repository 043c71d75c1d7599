"""What changed between two definitions, and what each change means for figures."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.compiling import Authoring, compile_blocks
from surveys.definition import parse
from surveys.differing import compare
from surveys.same_words import say_the_same
from tests.factories.surveys import multiple, single, text


def changes(old, new, before=None, after=None):
    found = compare(parse(compile_blocks(old, before)), parse(compile_blocks(new, after)))
    return {(change.kind.value, change.what) for change in found}


def edited(block, **value):
    made = copy.deepcopy(block)
    made["value"] |= value
    return made


def block(kind, **value):
    return {**text(), "type": kind, "value": {"label": "What do you think of it?", **value}}


def item(label, number):
    return {"type": "item", "id": f"{number:08d}-0000-4000-8000-000000000000", "value": label}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("How do you get home?", "how do you get home"),
        ("What would make your jurney better?", "What would make your journey better?"),
        ("I don’t go out", "I do not go out."),
        ("two bus stops", "2 bus-stops"),
        ("Is the path well lit?", "Is this path so well lit?".replace("this", "the")),
        ("Where is the community centre?", "Where is the community center?"),
    ],
)
def test_a_slip_that_was_mended_says_the_same(before, after):
    assert say_the_same(before, after)
    assert say_the_same(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("How safe do you feel?", "How unsafe do you feel?"),
        ("How likely are you to report it?", "How unlikely are you to report it?"),
        ("Do you feel safe at the stop?", "Do you not feel safe at the stop?"),
        ("Do you feel safe in the last 3 weeks?", "Do you feel safe in the last 8 weeks?"),
        ("Have you seen it in the last week?", "Have you seen it in the last year?"),
        ("Should there be more police?", "Should there be fewer police?"),
        ("Is your employer kind to you?", "Is your employee kind to you?"),
        ("What do you like here?", "What do you bike here?"),
        ("How careful are people?", "How careless are people?"),
        ("Beth sy’n gweithio?", "Beth nid sy’n gweithio?"),
        ("What helps?", "Which of these things helps you most when you are out alone?"),
    ],
)
def test_what_says_another_thing_never_passes_for_a_slip(before, after):
    assert not say_the_same(before, after)
    assert not say_the_same(after, before)


@given(st.text(max_size=80))
def test_nothing_differs_from_itself(words):
    assert say_the_same(words, words)


def test_the_same_questions_have_no_changes():
    blocks = [single(), multiple(), text()]
    assert changes(blocks, blocks) == set()


def test_questions_added_removed_and_moved():
    one, two = single("One of them?"), text("And why?")
    assert changes([one], [one, two]) == {("additive", "question_added")}
    assert changes([one, two], [one]) == {("destructive", "question_removed")}
    assert changes([one, two], [two, one]) == {("cosmetic", "order")}


def test_choices_added_removed_moved_and_said_otherwise():
    before = single()
    items = before["value"]["choices"]
    assert changes([before], [edited(before, choices=[*items, item("Perhaps", 1)])]) == {("additive", "choice_added")}
    assert changes([before], [edited(before, choices=items[:2])]) == {("destructive", "choice_removed")}
    assert changes([before], [edited(before, choices=items[::-1])]) == {("cosmetic", "choice_order")}
    other = [{**items[0], "value": "Only sometimes"}, *items[1:]]
    assert changes([before], [edited(before, choices=other)]) == {("meaning", "choice_label")}


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("multiple", {"limit": 3}, {"limit": 2}, ("meaning", "limit")),
        ("multiple", {"least": 0}, {"least": 1}, ("meaning", "least")),
        ("number", {"minimum": 1, "maximum": 5}, {"minimum": 0, "maximum": 5}, ("additive", "minimum")),
        ("number", {"minimum": 0}, {"minimum": 1}, ("meaning", "minimum")),
        ("number", {"maximum": 5}, {"maximum": 9}, ("additive", "maximum")),
        ("number", {"maximum": 9}, {}, ("additive", "maximum")),
        ("number", {}, {"maximum": 9}, ("meaning", "maximum")),
        ("number", {"unit": "minutes"}, {"unit": "hours"}, ("meaning", "unit")),
        ("number", {}, {"fractions": True}, ("additive", "whole")),
        ("points", {"total": 10}, {"total": 20}, ("meaning", "total")),
        ("text", {"max_length": 100}, {"max_length": 200}, ("additive", "max_length")),
        ("text", {"max_length": 200}, {"max_length": 100}, ("cosmetic", "max_length")),
        ("scale", {"low": "Bad", "high": "Good", "steps": "5"}, {"low": "Bad", "high": "Good", "steps": "7"},
         ("meaning", "choice_added")),
        ("text", {"help": ""}, {"help": "Think of places."}, ("additive", "help")),
        ("text", {"help": ""}, {"help": "Think of the last week."}, ("meaning", "help")),
        ("text", {}, {"about_you": True}, ("cosmetic", "about_you")),
        ("text", {}, {"prefer_not": True}, ("additive", "prefer_not")),
        ("single", {"prefer_not": True}, {}, ("destructive", "prefer_not")),
        ("information", {"label": "Read this"}, {"label": "Something wholly other"}, ("cosmetic", "label")),
        ("consent", {"label": "I take part"}, {"label": "I take no part"}, ("meaning", "label")),
        ("grid", {"rows": [item("Bus", 1)]}, {"rows": [item("Bus", 1), item("Tram", 2)]}, ("additive", "row_added")),
        ("statements", {"rows": [item("Bus", 1)]}, {"rows": [item("No bus", 1)]}, ("meaning", "row_label")),
    ],
)  # fmt: skip
def test_each_part_of_a_question(kind, before, after, expected):
    was = block(kind, **before)
    now = {**was, "value": {"label": "What do you think of it?", **after}}
    assert expected in changes([was], [now])
    assert len({kind for kind, _what in changes([was], [now])}) == 1


def test_another_kind_is_another_meaning():
    was = block("short")
    assert ("meaning", "kind") in changes([was], [{**was, "type": "text"}])


def test_a_rule_with_a_new_short_name_is_the_same_rule():
    first, then = edited(single(), code="way"), edited(text(), when="${way} = 'x'")
    renamed = [edited(first, code="way_home"), edited(then, when="${way_home}  =  'x'")]
    assert changes([first, then], renamed) == {("cosmetic", "code")}


def test_other_people_being_asked_is_another_meaning_also_by_a_rule_of_the_section():
    first, then = edited(single(), code="way"), text()
    section = {"type": "section", "id": "aaaaaaaa-0000-4000-8000-000000000000", "value": {"title": "Then"}}
    assert changes([first, then], [first, edited(then, when="${way} = 'x'")]) == {("meaning", "rule")}
    ruled = edited(section, when="${way} = 'x'")
    assert changes([first, section, then], [first, ruled, then]) == {("meaning", "rule")}


def test_sections_paging_and_languages():
    section = {"type": "section", "id": "aaaaaaaa-0000-4000-8000-000000000000", "value": {"title": "Then"}}
    one = text()
    assert changes([one], [section, one]) == {("additive", "section_added")}
    assert changes([section, one], [one]) == {("cosmetic", "section_removed")}
    assert changes([section, one], [edited(section, title="Now"), one]) == {("cosmetic", "section_title")}
    assert changes([one], [one], None, Authoring(paging="section")) == {("cosmetic", "paging")}
    welsh = Authoring(translations={"cy": {one["id"]: {"label": "Eich geiriau"}}})
    assert changes([one], [one], None, welsh) == {("additive", "language_added")}
    assert changes([one], [one], welsh, None) == {("destructive", "language_removed")}


def test_another_translation_of_the_same_words_is_another_meaning_unless_its_source_changed_too():
    one = text("Your words")
    was = Authoring(translations={"cy": {one["id"]: {"label": "Eich geiriau"}}})
    now = Authoring(translations={"cy": {one["id"]: {"label": "Dim byd tebyg"}}})
    assert changes([one], [one], was, now) == {("meaning", "translation_cy")}
    found = changes([one], [edited(one, label="Nothing like it")], was, now)
    assert found == {("meaning", "label"), ("cosmetic", "translation_cy")}
