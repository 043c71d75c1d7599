import pytest
from django.template.loader import render_to_string

from core.pages.blocks import BODY_BLOCKS
from core.pages.body import read_body, words_of
from core.pages.pictures import make_renditions
from tests.factories.news import ONE_OF_EACH, document, image
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def rendered(raw):
    return render_to_string("components/body.html", {"body": read_body(raw)})


@pytest.mark.parametrize("name", [name for name, _block in BODY_BLOCKS if name not in ("image", "document")])
def test_each_block_shows_its_own_example(name):
    block = dict(BODY_BLOCKS)[name]
    assert block.render(block.get_preview_value()).strip()


def test_a_body_without_files_needs_no_query():
    with assert_queries(0):
        html = rendered(ONE_OF_EACH)
    assert "<b>new</b>" in html


@pytest.mark.parametrize("many", [1, 6])
def test_pictures_and_files_cost_two_queries_however_many(many):
    raw = []
    for number in range(many):
        picture = image(f"Picture {number}")
        make_renditions([picture])
        raw.append({"type": "image", "value": {"image": picture.pk, "alt_text": "A path", "decorative": False}})
        raw.append({"type": "document", "value": {"document": document(f"File {number}").pk, "title": ""}})
    with assert_queries(2):
        html = rendered(raw)
    assert html.count("<img") == many
    assert html.count('class="file"') == many


def test_what_was_deleted_is_left_out():
    raw = [{"type": "image", "value": {"image": 999}}, {"type": "document", "value": {"document": 999}}]
    assert rendered(raw).strip() == ""


def test_a_decorative_picture_has_empty_words():
    raw = [{"type": "image", "value": {"image": image().pk, "alt_text": "not this", "decorative": True}}]
    assert 'alt=""' in rendered(raw)


def test_words_typed_into_plain_fields_are_escaped():
    raw = [{"type": "quote", "value": {"text": "<script>x</script>", "name": "<b>", "role": "", "organisation": ""}}]
    html = rendered(raw)
    assert "<script>" not in html
    assert "<b>" not in html


def test_search_reads_the_words_and_not_the_marks():
    assert "new lights" in words_of(ONE_OF_EACH).replace("</b>", "").replace("  ", " ")
