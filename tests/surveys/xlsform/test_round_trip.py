"""There and back: a survey that is given out and taken in again asks the same, whatever is in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.compiling import Authoring, compile_blocks
from surveys.definition import parse
from tests.surveys.xlsform.builders import AREAS, KINDS, surveys, there_and_back, without_ids


def asked_again(made):
    return compile_blocks(made.blocks, Authoring(made.paging, made.codes, made.translations, AREAS))


@given(drawn=surveys())
@settings(max_examples=150)
def test_any_survey_comes_back_as_it_was(drawn):
    blocks, authoring = drawn
    before = compile_blocks(blocks, authoring)
    made = there_and_back(parse(before))
    assert without_ids(asked_again(made)) == without_ids(before)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_every_kind_comes_back_as_it_was(kind, data):
    blocks, authoring = data.draw(surveys(kinds=[kind, "section", kind]))
    before = compile_blocks(blocks, authoring)
    made = there_and_back(parse(before))
    assert without_ids(asked_again(made)) == without_ids(before)
    assert not [note for note in made.report.notes if note.fate == "left"], made.report.notes


def test_squares_of_the_map_come_back_as_squares():
    squares = (("sx45se", "PL1: Plymouth (SX45SE)", ("PL1",)),)
    block = {
        "type": "place",
        "id": "abcdef12-0000-4000-8000-000000000000",
        "value": {"label": "Where?", "squares": True},
    }
    before = compile_blocks([block], Authoring(squares=squares))
    made = there_and_back(parse(before))
    after = compile_blocks(made.blocks, Authoring(made.paging, made.codes, made.translations, squares=squares))
    assert after["questions"][0]["squares"]
    labels = [choice["label"] for choice in after["questions"][0]["choices"]]
    assert labels == ["PL1: Plymouth (SX45SE)", "Somewhere else"]
