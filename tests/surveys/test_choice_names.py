"""Names of choices: readable, made once, and never a change of who is asked."""

import pytest

from surveys.authoring.choice_names import name_choices
from surveys.compiling import Authoring, compile_blocks
from surveys.definition import parse
from tests.factories.surveys import multiple, single


def names(blocks, codes, **more):
    made, named = name_choices(blocks, codes, **more)
    return [
        [choice.name for choice in one.choices] for one in parse(compile_blocks(made, Authoring(codes=named))).questions
    ]


def bare(block, number):
    return block["value"]["choices"][number]["id"].replace("-", "")[:12]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Walk", "walk"),
        ("Bus or train", "bus_train"),
        ("Someone in my family drives me", "someone_family_drives"),
        ("Siop neu gaffi", "siop_neu_gaffi"),
        ("A shop or café", "shop_cafe"),
        ("16 or 17", "n_16_17"),
        ("الحافلة", "choice_1"),
        ("—", "choice_1"),
        ("of", "of"),
        ("Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahrtsge"),
    ],
)
def test_a_name_is_the_first_telling_words(words, name):
    assert names([single(choices=(words, "Other thing"))], {}) == [[name, "other_thing"]]


def test_no_name_is_there_twice_in_a_question_nor_the_one_for_rather_not():
    asked = [multiple(choices=("Bus", "bus!", "None", "Prefer not"), prefer_not=True)]
    assert names(asked, {}) == [["bus", "bus_2", "none", "prefer_not_2", "none_2", "prefer_not"]]


def test_a_name_stays_when_words_change_and_new_choices_get_their_own():
    asked = single(choices=("Walk", "Bus"))
    _made, codes = name_choices([asked], {})
    asked["value"]["choices"][0]["value"] = "On foot"
    asked["value"]["choices"].append({"type": "item", "id": "9" * 32, "value": "Tram"})
    assert names([asked], codes) == [["walk", "bus", "tram"]]


def test_rules_follow_the_names():
    first, grid = single(choices=("Walk", "Bus"), code="way"), single(choices=("Yes", "No"))
    grid = {
        **grid,
        "type": "grid",
        "value": {**grid["value"], "code": "each", "rows": [{"type": "item", "id": "5" * 32, "value": "By night"}]},
    }
    rule = f"${{way}} = '{bare(first, 1)}' and ${{each.{'5' * 12}}} = '{bare(grid, 0)}' and ${{gone}} = 'x'"
    made, codes = name_choices([first, grid, single(when=rule)], {})
    assert made[2]["value"]["when"] == "${way} = 'bus' and ${each.by_night} = 'yes' and ${gone} = 'x'"
    assert name_choices(made, codes) == (made, codes)


def test_an_id_that_public_rules_use_stays():
    first = single(choices=("Walk", "Bus"), code="way")
    rule = f"${{way}} = '{bare(first, 1)}'"
    made, codes = name_choices([first, single(when=rule)], {}, asked=rule)
    assert made[1]["value"]["when"] == rule
    assert list(codes.values())[:1] == ["walk"]


def test_a_rule_that_cannot_be_read_leaves_all_as_it_is():
    asked = [single(), single(when="${ = (")]
    assert name_choices(asked, {}) == (asked, {})


def test_a_monitoring_question_that_is_not_chosen_yet_is_one_without_words():
    block = {"type": "standard", "id": "0b6f7c2e-9a55-4c1e-8a57-0d5b0f6f5a11", "value": {"item": "", "when": ""}}
    assert names([block], {}) == [["prefer_not"]]
