"""What the gate says about each kind of block, and where it says it."""

import pytest

from core.pages.gate_rules import problems
from tests.factories.blocks import entry, every_block, words

FILM = {"title": "Board", "url": "https://example.org/", "captions": "in", "transcript": "<p>We meet.</p>"}
TABLE = {"caption": "Money", "columns": [{"type": "words", "heading": "What"}], "rows": [{"values": ["Buses"]}]}
FIGURE = {"value": "4", "label": "said so", "period": "2026", "comparator": "3 before", "source": "Us"}
CLICK = '<p>See <a href="https://example.org/">click here</a></p>'


def paths(kind, value):
    return [problem.path for problem in problems([{"type": kind, "value": value}])]


@pytest.mark.parametrize("block", words(), ids=lambda block: block["type"])
def test_a_whole_block_passes(block):
    heading = {"type": "heading", "value": {"text": "Words", "level": "2"}}
    assert problems([heading, block]) == []


@pytest.mark.django_db
def test_one_of_every_block_passes():
    assert problems(every_block(page=1)) == []


@pytest.mark.parametrize(
    ("kind", "value", "path"),
    [
        ("heading", {"text": "  ", "level": "2"}, (0, "text")),
        ("heading", {"text": "Below nothing", "level": "3"}, (0, "level")),
        ("image", {"image": 1, "alt_text": ""}, (0, "alt_text")),
        ("image", {"image": 1, "alt_text": "DSC_0042"}, (0, "alt_text")),
        ("quote", {"text": "Yes", "photo": {"image": 1, "alt_text": " "}}, (0, "photo", "alt_text")),
        ("people", {"entries": [entry(name="Sam"), entry(photo={"image": 1})]}, (0, "entries", 1, "photo", "alt_text")),
        ("paragraph", CLICK, (0,)),
        ("details", {"title": "More", "body": CLICK}, (0, "body")),
        ("accordion", {"entries": [entry(title="A", body=CLICK)]}, (0, "entries", 0, "body")),
        ("steps", {"entries": [entry(title="Go", body=CLICK)]}, (0, "entries", 0, "body")),
        ("steps", {"entries": [entry(title="Here", page=3)]}, (0, "entries", 0, "title")),
        ("themes", {"people": "<p>A</p>", "partners": CLICK, "places": ""}, (0, "partners")),
        ("cta", {"label": "Read more", "page": 3}, (0, "label")),
        ("cta", {"label": "www.example.org", "page": 3}, (0, "label")),
        ("cta", {"label": "Answer the survey"}, (0, "page")),
        ("video", {**FILM, "transcript": "<p>&nbsp;</p>"}, (0, "transcript")),
        ("video", {**FILM, "url": ""}, (0, "url")),
        ("video", {**FILM, "captions": "no"}, (0, "captions")),
        ("video", {**FILM, "url": "", "document": 1, "captions": "bsl"}, (0, "captions_file")),
        ("audio", {"title": "Talk", "document": 1}, (0, "transcript")),
        ("document", {"document": 1, "description": ""}, (0, "description")),
        (
            "attachments",
            {"entries": [entry(document=1, description="x"), entry(document=2)]},
            (0, "entries", 1, "description"),
        ),
        ("statistic", {**FIGURE, "source": ""}, (0, "source")),
        ("statistic", {**FIGURE, "comparator": None}, (0, "comparator")),
        ("table", {"table": {**TABLE, "caption": ""}}, (0, "table")),
        ("table", {"table": {**TABLE, "columns": [{"type": "words", "heading": ""}]}}, (0, "table")),
    ],
)
def test_what_is_missing_is_said_at_its_place(kind, value, path):
    assert paths(kind, value) == [path]


@pytest.mark.parametrize("decided", [{"alt_text": "Sam smiles"}, {"decorative": True, "alt_text": ""}])
def test_a_photo_deep_inside_passes_once_its_words_are_decided(decided):
    assert paths("people", {"entries": [entry(name="Sam", photo={"image": 1, **decided})]}) == []


def test_a_still_of_a_film_is_decoration():
    assert paths("video", {**FILM, "poster": 4}) == []


@pytest.mark.parametrize("value", [{}, {"entries": None}, {"entries": []}, {"table": None}])
@pytest.mark.parametrize("kind", ["video", "attachments", "statistic", "table", "cta", "steps", "people", "unknown"])
def test_broken_values_never_raise(kind, value):
    problems([{"type": kind, "value": value}])


def test_an_address_as_the_words_of_a_link_is_stopped():
    address = '<a href="https://example.org/a">https://example.org/a</a>'
    html = f'<p>{address} <a href="mailto:x@example.org">x@example.org</a></p>'
    found = problems([{"type": "paragraph", "value": html}])
    assert [problem.words.split("”")[0] for problem in found] == ["The link “https://example.org/a"]
