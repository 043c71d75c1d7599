import re

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import ListBlock, RawHTMLBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from core.pages.blocks import BODY_BLOCKS
from core.pages.blocks.video import company_of
from core.pages.body import image_ids, read_body, words_of
from core.pages.gate import problems
from core.pages.pictures import make_renditions
from core.pages.stored import PROSE
from home.blocks import SERVICE_BLOCKS
from home.workflows import set_up
from tests.factories.blocks import attachment, entry, every_block, things, words
from tests.factories.news import ONE_OF_EACH, article, document, image
from tests.factories.pages import editor, small_site, standard_page
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def rendered(raw):
    return render_to_string("components/body.html", {"body": read_body(raw)}).strip()


@pytest.mark.parametrize(("name", "block"), BODY_BLOCKS)
def test_each_block_shows_its_own_example_in_its_group(client, name, block):
    assert block.meta.group
    assert block.is_previewable
    small_site()
    set_up()
    client.force_login(editor())
    answer = client.get("/cms/block-preview/", {"id": block.definition_prefix})
    assert answer.status_code == 200
    shown = answer.content.decode().partition("<main")[2]
    assert len(strip_tags(shown).split()) > 1


def fields(block):
    """Every field of a block, however deep."""
    if isinstance(block, StructBlock):
        for child in block.child_blocks.values():
            yield from fields(child)
    elif isinstance(block, ListBlock):
        yield from fields(block.child_block)
    elif hasattr(block, "field"):
        yield block


@pytest.mark.parametrize(("name", "block"), [*BODY_BLOCKS, *SERVICE_BLOCKS])
def test_every_field_of_a_block_has_a_label_and_help(name, block):
    assert [
        field.label
        for field in (fields(block) if isinstance(block, StructBlock) else ())
        if not (field.label and field.field.help_text)
    ] == []


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


def test_there_is_one_of_each_for_tests():
    assert {block["type"] for block in every_block()} == {name for name, _block in BODY_BLOCKS}


@pytest.mark.parametrize("many", [1, 4])
def test_every_block_many_times_still_costs_two_queries(many):
    page = standard_page(small_site(), "about-us")
    raw = words() * many
    for _time in range(many):
        raw += things(page.pk)
    make_renditions(get_image_model().objects.all())
    rendered(raw)  # small values are warm from here
    with assert_queries(0):
        rendered(words())
    with assert_queries(2):
        html = rendered(raw)
    assert html.count('href="/about-us/"') == 2 * many
    assert html.count("<img") == 4 * many


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


def block(kind, **value):
    return {"type": kind, "value": value}


def test_links_lead_where_a_page_lives_and_are_plain_words_where_nobody_may_go():
    home = small_site()
    public, closed, draft = (standard_page(home, slug) for slug in ("open-one", "closed-one", "draft-one"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    raw = [block("cta", label=f"To {pk}", page=pk) for pk in (public.pk, closed.pk, draft.pk, 999_999)]
    links = "".join(f'<a linktype="page" id="{number}">in words</a>' for number in (public.pk, closed.pk, "x"))
    html = rendered([*raw, {"type": "paragraph", "value": f"<p>{links}</p>"}])
    assert re.findall(r'href="([^"]*)"', html) == ["/open-one/", "/open-one/"]
    assert html.count("in words") == 3
    assert f"To {closed.pk}" in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/support/", " https://x"]
)
def test_an_address_that_is_none_is_no_link(url):
    html = rendered([block("cta", label="Go on", url=url), block("statistic", value="4", source="Us", source_url=url)])
    assert "href" not in html
    assert rendered([block("video", title="A film", url=url, transcript="")]) == ""


def test_a_film_loads_nothing_and_names_whose_page_opens():
    html = rendered([block("video", title="A film", url="https://m.youtube.com/watch?v=x", captions="in")])
    assert "Watch on YouTube" in html
    assert 'rel="noreferrer"' in html
    assert "<iframe" not in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("url", "company"),
    [
        ("https://youtu.be/x", "YouTube"),
        ("https://www.youtube.com/x", "YouTube"),
        ("https://player.vimeo.com/1", "Vimeo"),
        ("https://notyoutube.com/x", "notyoutube.com"),
        ("https://youtube.com.evil.example/x", "youtube.com.evil.example"),
        ("nonsense", ""),
    ],
)
def test_the_company_is_told_by_the_whole_host(url, company):
    assert company_of(url) == company


def test_a_film_of_our_own_loads_only_when_it_is_played():
    film, captions = document("Film"), document("Captions")
    html = rendered([block("video", title="Ours", document=film.pk, captions_file=captions.pk, poster=image().pk)])
    assert 'preload="none"' in html
    assert f'<source src="{film.url}"' in html
    assert f'<track kind="captions" src="{captions.url}"' in html


RECORDED = {"video": b"\x00\x00\x00\x20ftypisom" + bytes(40), "audio": b"ID3\x04" + bytes(40)}


@pytest.mark.parametrize(("kind", "name"), [("video", "film.mp4"), ("audio", "talk.mp3")])
def test_a_film_and_a_recording_are_files_of_their_kind(kind, name):
    right = get_document_model().objects.create(title="Right", file=ContentFile(RECORDED[kind], name=name))
    each = dict(BODY_BLOCKS)[kind]
    value = {"title": "One", "minutes": "3 minutes", "transcript": "<p>Hello</p>"}
    value |= {"captions": "in"} if kind == "video" else {}
    assert each.clean(each.normalize({**value, "document": right}))
    with pytest.raises(StructBlockValidationError) as refused:
        each.clean(each.normalize({**value, "document": document("Plan")}))
    assert refused.value.block_errors.keys() == {"document"}


def test_attachments_say_type_size_pages_and_date_and_leave_out_what_was_deleted():
    file = document("Plan")
    file.pages = 12
    file.save()
    rows = [entry(**attachment(file)), entry(document=999_999, title="Gone"), entry(document=file.pk, date="not a day")]
    html = rendered([block("attachments", title="Papers", entries=rows)])
    assert html.count('class="file"') == 2
    for words_shown in ("TXT", "5\xa0bytes", "12 pages", "4 May 2026"):
        assert words_shown in html
    assert "Gone" not in html
    assert rendered([block("attachments", title="Papers", entries=[entry(document=999_999)])]) == ""


def test_every_heading_has_an_address_of_its_own():
    raw = [block("heading", text=text, level="2") for text in ("News", "News", "main", "???", "أخبار")]
    anchors = re.findall(r'id="([^"]*)"', rendered(raw))
    assert len(set(anchors)) == 5
    assert anchors[0] == "news"
    assert "main" not in anchors
    assert all(anchors)


def test_a_table_has_a_caption_and_headings_both_ways():
    html = rendered([each for each in words() if each["type"] == "table"])
    assert "<caption>What the fund paid for</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2


def test_a_block_that_nobody_knows_is_left_out():
    assert rendered([block("raw_html", html="<script>alert(1)</script>"), block("../secret", x=1)]) == ""


def test_nothing_typed_anywhere_becomes_html():
    def poisoned(value, key=""):
        if isinstance(value, dict):
            return {name: inner if name == "type" else poisoned(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [poisoned(row, key) for row in value]
        return "<script>x</script>" if isinstance(value, str) and key not in PROSE else value

    raw = [
        {"type": each["type"], "value": poisoned(each["value"])}
        for each in every_block()
        if each["type"] != "paragraph"
    ]
    assert "<script" not in rendered(raw)


def test_search_reads_words_deep_inside_and_no_codes_or_addresses():
    text = words_of(words())
    for found in ("Never", "Late buses", "promise to keep it secret", "Fewer people are hurt"):
        assert found in text
    assert "https" not in text
    assert " line " not in f" {text} "


def test_every_picture_of_a_page_is_made_ready_when_it_goes_up():
    small_site()
    raw = things()
    article("with-pictures", body=raw)
    made = get_image_model().objects.filter(renditions__isnull=False).distinct().count()
    assert made == len(image_ids(raw)) == 4


def test_no_block_takes_raw_html():
    for _name, each in [*BODY_BLOCKS, *SERVICE_BLOCKS]:
        assert not any(isinstance(field, RawHTMLBlock) for field in fields(each))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "value", "entries", "image", "page", "url", "body", "title", "table", "text"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_odd_stored_values_are_read_without_trouble(value):
    raw = [{"type": "accordion", "value": {"entries": [value]}}]
    image_ids(raw)
    words_of(raw)
    problems(raw)
