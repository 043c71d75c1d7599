import pytest

from core.pages.gate import alt_problem, link_words, problems


def heading(level):
    return {"type": "heading", "value": {"text": "Words", "level": level}}


def paragraph(html):
    return {"type": "paragraph", "value": html}


def image(**value):
    return {"type": "image", "value": {"image": 1, **value}}


def test_a_smaller_heading_needs_a_main_one_above_it():
    assert [problem.place for problem in problems([heading("3"), heading("2")])] == [0]


def test_headings_in_order_pass():
    assert problems([heading("2"), heading("3"), heading("3"), heading("2")]) == []


def test_a_picture_without_words_is_stopped():
    assert len(problems([image(alt_text="", decorative=False)])) == 1


@pytest.mark.parametrize("value", [{"alt_text": "Six lights on a path"}, {"alt_text": "", "decorative": True}])
def test_a_picture_with_words_or_as_decoration_passes(value):
    assert problems([image(**value)]) == []


def test_the_name_of_a_file_is_no_description():
    assert "name of a file" in alt_problem("IMG_2041.JPG", decorative=False)


@pytest.mark.parametrize("words", ["click here", "Here", "Read more…", "this link."])
def test_a_link_that_does_not_say_where_it_goes_is_stopped(words):
    found = problems([paragraph(f'<p>To know more, <a href="/x/">{words}</a></p>')])
    assert len(found) == 1
    assert words in found[0].words


def test_a_link_that_says_where_it_goes_passes():
    assert problems([paragraph('<p><a href="/x/">The bus <b>times</b></a></p>')]) == []


def test_link_words_join_what_is_marked_inside():
    assert link_words('<a href="/"><b>click</b> here</a> and <a>there</a>') == ["click here", "there"]


def test_an_empty_body_passes():
    assert problems([]) == []
