"""What becomes of each row of a form, and what is told about it."""

import pytest

from surveys.enums import QuestionKind
from tests.surveys.xlsform.builders import compiled, imported

HEAD = ["type", "name", "label", "relevant", "constraint", "appearance", "parameters", "required"]
CHOICES = [["list_name", "name", "label"], ["ab", "a", "Apples"], ["ab", "b", "Bread"]]


def form(*rows, head=HEAD, choices=CHOICES, **settings):
    return imported([head, *([*row, *[""] * (len(head) - len(row))] for row in rows)], choices, **settings)


def told(made, fate=None):
    return [(note.row, note.words) for note in made.report.notes if fate is None or note.fate == fate]


def only(made):
    (question,) = compiled(made).questions
    return question


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["select_one ab", "x", "X"], "single"),
        (["select one from ab", "x", "X"], "single"),
        (["select_multiple ab", "x", "X"], "multiple"),
        (["text", "x", "X"], "short"),
        (["text", "x", "X", "", "", "multiline"], "text"),
        (["integer", "x", "X"], "number"),
        (["decimal", "x", "X"], "number"),
        (["range", "x", "X", "", "", "", "start=1 end=5 step=1"], "scale"),
        (["range", "x", "X", "", "", "", "start=0 end=100 step=5"], "number"),
        (["date", "x", "X"], "date"),
        (["date", "x", "X", "", "", "month-year"], "month"),
        (["note", "x", "X"], "information"),
        (["rank ab", "x", "X"], "ranking"),
        (["acknowledge", "x", "X", "", "", "", "", "yes"], "consent"),
    ],
)
def test_a_type_becomes_a_kind(row, kind):
    question = only(form(row))
    assert question.kind == QuestionKind(kind)
    assert question.code == "x"


@pytest.mark.parametrize(
    "kind",
    ["geopoint", "image", "audio", "video", "file", "barcode", "calculate", "hidden", "start", "deviceid", "username",
     "time", "dateTime", "select_one_from_file a.csv", "select_one_external ab", "nonsense", ""],
)  # fmt: skip
def test_what_cannot_be_asked_is_left_out_and_told(kind):
    made = form(["text", "why", "Why?"], [kind, "x", "X"])
    assert [question.name for question in compiled(made).questions] == ["why"]
    (note,) = told(made, "left")
    assert note[0] == 3


def test_everything_that_repeats_is_left_out_row_by_row():
    made = form(["text", "why", "Why?"], ["begin_repeat", "r", "R"], ["text", "a", "A"], ["end_repeat", "", ""])
    assert len(made.blocks) == 1
    assert [row for row, _words in told(made, "left")] == [3, 4]


def test_required_is_told_and_changes_nothing_but_for_agreeing():
    made = form(["text", "why", "Why?", "", "", "", "", "yes"], ["acknowledge", "ok", "OK?", "", "", "", "", "yes"])
    assert told(made) == [(2, "Every question here can be skipped, so “required” was left out.")]


def test_other_becomes_a_choice():
    made = form(["select_one ab or_other", "x", "X"])
    assert [choice.label for choice in only(made).choices] == ["Apples", "Bread", "Other"]
    assert "nobody writes into it" in told(made, "changed")[0][1]


def test_bounds_come_from_a_plain_constraint():
    made = form(
        ["integer", "n", "N", "", ". > 0 and 120 >= ."],
        ["select_multiple ab", "m", "M", "", "count-selected(.) <= 1"],
        ["text", "t", "T", "", "string-length(.) < 61"],
    )
    number, several, words = compiled(made).questions
    assert (number.minimum, number.maximum) == (1, 120)
    assert several.limit == 1
    assert words.max_length == 60
    assert told(made) == []


@pytest.mark.parametrize("constraint", ["regex(., '[0-9]+')", ". = 3 or . = 5", ". > ${n}", "not(. = 3)", "((("])
def test_any_other_constraint_is_told(constraint):
    made = form(["integer", "n", "N", "", constraint])
    assert [row for row, _words in told(made, "left")] == [2]


def test_none_of_these_stands_alone_where_the_constraint_says_so():
    choices = [*CHOICES, ["ab", "none", "None"]]
    rule = "not(selected(., 'none') and count-selected(.) > 1)"
    question = only(form(["select_multiple ab", "m", "M", "", rule], choices=choices))
    assert [(choice.code, choice.alone) for choice in question.choices] == [("a", False), ("b", False), ("none", True)]


def test_a_choice_alone_that_is_not_the_last_is_told():
    choices = [CHOICES[0], ["ab", "none", "None"], *CHOICES[1:]]
    made = form(
        ["select_multiple ab", "m", "M", "", "not(selected(., 'none') and count-selected(.) > 1)"], choices=choices
    )
    assert "“none”" in told(made, "left")[0][1]


def test_groups_inside_each_other_become_sections_with_the_rules_of_both():
    made = form(
        ["select_one ab", "x", "X"],
        ["begin_group", "outer", "Outer", "${x} = 'a'"],
        ["text", "one", "1"],
        ["begin_group", "inner", "Inner", "${one} != ''"],
        ["text", "two", "2"],
        ["end_group"],
        ["text", "three", "3"],
        ["end_group"],
        ["text", "four", "4"],
    )
    sections = [(section.title, section.when) for section in compiled(made).sections]
    assert sections == [
        ("Outer", "${x} = 'a'"),
        ("Inner", "(${x} = 'a') and (${one} != '')"),
        ("", "${x} = 'a'"),
        ("", ""),
    ]


def test_a_table_of_questions_becomes_a_grid_and_rules_read_its_rows():
    made = form(
        ["begin_group", "safe", "How safe?", "", "", "table-list"],
        ["select_one ab", "bus", "On the bus"],
        ["select_one ab", "tram", "On the tram"],
        ["end_group"],
        ["text", "why", "Why?", "${bus} = 'a'"],
    )
    grid, why = compiled(made).questions
    assert grid.kind == QuestionKind.GRID
    assert [row.code for row in grid.rows] == ["bus", "tram"]
    assert why.when == "${safe.bus} = 'a'"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("${later} = 'a'", "asked later"),
        ("${why} = 'a'", "circle: why → why"),
        ("${nobody} = 'a'", "nothing is called “nobody”"),
        ("${spot} != ''", "“spot” could not be taken"),
        ("pulldata('x', 'y', 'z', ${x}) = 1", "“pulldata()” is not known"),
        ("position(..) = 1", "left out"),
        ("jr:choice-name(${x}, '${x}') = 'a'", "left out"),
        ("${x} = 'a", "left out"),
        ("not(" * 60 + "1" + ")" * 60, "too many brackets"),
        ("${x} = 'a' or " * 400 + "true()", "too long"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_told_with_its_row_and_left_out(rule, words):
    made = form(
        ["select_one ab", "x", "X"],
        ["geopoint", "spot", "Spot"],
        ["text", "why", "W", rule],
        ["select_one ab", "later", "L"],
    )
    assert not compiled(made).questions[1].when
    row, said = told(made, "left")[-1]
    assert row == 4
    assert words in said


def test_a_circle_of_rules_is_named():
    made = form(["text", "a", "A", "${b} = 'x'"], ["text", "b", "B", "${c} = 'x'"], ["text", "c", "C", "${a} = 'x'"])
    assert "a → b → c → a" in told(made, "left")[0][1]


def test_bent_quotes_are_put_straight_in_rules_only():
    made = form(["select_one ab", "x", "It’s"], ["text", "why", "Why?", "${x} = ‘a’"])
    assert compiled(made).questions[0].label == "It’s"
    assert compiled(made).questions[1].when == "${x} = 'a'"


def test_names_are_put_right_everywhere_and_told():
    made = form(
        ["select_one ab", "../../way-home", "X"],
        ["text", "1st", "Y", "${../../way-home} = 'a'"],
        ["text", "Age", "Z"],
        ["text", "age", "Z"],
        ["text", "age", "Z"],
        ["text", "w", "W", "${age} != ''"],
    )
    questions = compiled(made).questions
    assert [question.code for question in questions] == ["way_home", "n_1st", "Age", "age", "age_2", "w"]
    assert questions[1].when == "${way_home} = 'a'"
    assert not questions[5].when  # which of two?
    words = " ".join(words for _row, words in told(made))
    for piece in ("“way_home”", "only in capitals", "is there twice", "two questions called “age”"):
        assert piece in words


def test_a_choice_name_twice_gets_another_and_rules_about_it_are_left_out():
    choices = [*CHOICES, ["ab", "a", "Apricots"]]
    made = form(["select_one ab", "x", "X"], ["text", "why", "Why?", "${x} = 'a'"], choices=choices)
    assert [choice.code for choice in compiled(made).questions[0].choices] == ["a", "b", "a_2"]
    assert not compiled(made).questions[1].when
    assert any("whose name was changed" in words for _row, words in told(made, "left"))


def test_formulas_are_words_and_come_in_without_the_apostrophe():
    made = form(["text", "x", "'=1+1"])
    assert only(made).label == "=1+1"


def test_words_that_are_too_long_go_under_the_question():
    made = form(["text", "x", "Short first. " + "Then more words " * 14])
    assert only(made).label == "Short first."
    assert only(made).help.startswith("Then more words")
    assert [row for row, _words in told(made, "changed")] == [2]


def test_marks_for_looks_are_taken_out_of_words():
    made = form(["text", "x", "**Why** <span style='color:red'>now</span>?"])
    assert only(made).label == "Why now?"


def test_pictures_filters_defaults_and_unknown_columns_are_told():
    head = ["type", "name", "label", "media::image", "choice_filter", "default", "colour"]
    made = form(["select_one ab", "x", "X", "a.png", "a=${b}", "a", "red"], head=head)
    assert len(told(made)) == 4
    assert any("colour" in words for _row, words in told(made))


def test_languages_that_the_site_does_not_speak_are_told():
    head = ["type", "name", "label::English (en)", "label::Cymraeg", "label::Polish (pl)"]
    made = form(["text", "x", "Why?", "Pam?", "Czemu?"], head=head, choices=None)
    assert compiled(made).in_language("cy").questions[0].label == "Pam?"
    assert [words for _row, words in told(made, "left")] == [
        "This site does not speak “Polish (pl)”: its words were left out."
    ]


def test_a_screen_for_each_group_is_a_section_a_page():
    rows = (["begin_group", "g", "G", "", "", "field-list"], ["text", "x", "X"], ["end_group"])
    assert form(*rows).paging == "section"
    assert form(["text", "x", "X"]).paging == "question"


def test_a_list_that_is_missing_or_too_short_leaves_its_question_out():
    made = form(
        ["text", "t", "T"],
        ["select_one nope", "x", "X"],
        ["select_one one", "y", "Y"],
        choices=[*CHOICES, ["one", "a", "A"]],
    )
    assert [question.name for question in compiled(made).questions] == ["t"]
    assert [row for row, _words in told(made, "left")] == [3, 4]


def test_csv_comes_in_too():
    from surveys.xlsform.importing import take
    from surveys.xlsform.reading import read_workbook

    body = "survey\n,type,name,label\n,select_one ab,x,Pick\nchoices\n,list_name,name,label\n,ab,a,A\n,ab,b,B\n"
    made = take(read_workbook(("\ufeff" + body).encode()))
    assert only(made).kind == QuestionKind.SINGLE
