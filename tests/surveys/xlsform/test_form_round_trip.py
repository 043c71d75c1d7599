"""A form of another tool comes in, goes out, and is the same form; other tools can read what goes out."""

import pytest
from hypothesis import HealthCheck, given, settings

from surveys.compiling import compile_blocks
from surveys.definition import parse
from surveys.xlsform.exporting import form_of
from surveys.xlsform.importing import take
from surveys.xlsform.reading import read_workbook
from surveys.xlsform.taking import short
from surveys.xlsform.writing import xlsx
from tests.surveys.xlsform import forms
from tests.surveys.xlsform.builders import Ids, compiled, surveys, xlsx_of


def lines(sheet):
    """The rows of a sheet without our own columns."""
    return [
        {column: said for column, said in line.cells.items() if not column[0].startswith("sayso")} for line in sheet
    ]


@pytest.fixture
def book():
    return read_workbook(xlsx_of(survey=forms.survey(), choices=forms.choices(), settings=forms.SETTINGS))


def given_out(made):
    lists = {short(identity): name for identity, name in made.codes.items()}
    return xlsx(form_of(compiled(made), title=made.title, form_id="after_dark", lists=lists))


def test_a_form_of_sixty_questions_in_two_languages_comes_back_as_it_was(book):
    made = take(book, new_id=Ids(3))
    assert made.report.taken["questions"] == 58  # the table of three is one question here
    assert made.report.taken["languages"] == 2
    again = read_workbook(given_out(made))
    assert lines(again.survey.lines) == lines(book.survey.lines)
    assert sorted(map(str, lines(again.choices.lines))) == sorted(map(str, lines(book.choices.lines)))
    assert again.setting("title") == "After dark"


def test_nothing_of_it_is_lost_or_changed(book):
    report = take(book, new_id=Ids(3)).report
    assert [note.words for note in report.notes] == []


def test_its_rules_decide_here_too(book):
    from surveys.paths import path_of

    definition = compiled(take(book, new_id=Ids(3)))
    by_name = {question.name: question for question in definition.questions}
    out, places = by_name["out"], by_name["places_1"]
    yes, no = out.choices
    asked = {one.name for one in path_of(definition, {out.qid: no.cid, places.qid: [places.choices[0].cid]})}
    assert "way_2" not in asked
    assert "more" not in asked
    assert "why_1" in asked
    asked = {one.name for one in path_of(definition, {out.qid: yes.cid})}
    assert {"way_2", "more"} <= asked
    assert "why_1" not in asked


@given(drawn=surveys())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_other_tools_read_what_goes_out(drawn):
    from pyxform.xls2xform import convert

    body = xlsx(form_of(parse(compile_blocks(*drawn)), title="A survey", form_id="survey-1"))
    assert convert(body, file_type=".xlsx", validate=False).xform.startswith("<?xml")
