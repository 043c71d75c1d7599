"""Where postcodes lead."""

import pytest

from core.areas import queries
from core.areas.models import Outcode, Postcode, PostcodeDistrict
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    bay, moor = (
        AreaFactory(slug="kestrel-bay", name="Kestrel Bay", position=1),
        AreaFactory(slug="tarn-moor", position=2),
    )
    Postcode.objects.create(code="BS14DJ", area=bay)
    Postcode.objects.create(code="M11AE", area=moor)
    Postcode.objects.create(code="ZZ994", area=moor)
    for outward, area in [("BS1", bay), ("M1", moor), ("ZZ99", moor), ("ZZ99", bay)]:
        PostcodeDistrict.objects.create(outward=outward, area=area, postcodes=1)
    return {"bay": bay, "moor": moor}


@pytest.mark.parametrize(
    "typed",
    [
        "BS1 4DJ",
        "bs14dj",
        "  b s 1 4 d j ",
        "ＢＳ１　４ＤＪ",
        "BS1\u200b4DJ",
        "BS1-4DJ",
        "BS1\u00a04DJ.",
        "bs1 4dj\x00",
    ],
)
def test_a_whole_postcode_leads_to_its_one_area_however_it_is_written(places, typed):
    answer = queries.find_areas(typed)
    assert (answer.areas, answer.near, answer.problem) == ([places["bay"]], "BS1", "")


def test_a_short_whole_postcode_is_not_taken_for_a_first_half(places):
    assert queries.find_areas("m1 1ae").areas == [places["moor"]]


def test_the_letter_o_is_read_as_nought_in_the_second_half(places):
    Postcode.objects.create(code="BS10AA", area=places["bay"])
    assert queries.find_areas("BS1 OAA").areas == [places["bay"]]


def test_a_sector_answers_for_every_postcode_in_it(places):
    assert queries.find_areas("zz99 4vz").areas == [places["moor"]]


def test_a_first_half_gives_every_area_that_it_touches_in_their_order(places):
    answer = queries.find_areas("zz99")
    assert (answer.areas, answer.near) == ([places["bay"], places["moor"]], "ZZ99")


def test_a_first_half_with_a_sector_counts_as_the_first_half(places):
    assert queries.find_areas("BS1 4").near == "BS1"


def test_a_postcode_that_is_not_ours_says_so_and_keeps_its_first_half(places):
    answer = queries.find_areas("SW1A 1AA")
    assert (answer.areas, answer.near) == ([], "SW1A")
    assert "outside our area" in answer.problem


@pytest.mark.parametrize(
    "typed", ["hello", "1234", "B" * 5000, "🦊", "BS1 4DJ BS1 4DJ", "'; DROP TABLE", "\x00", "ßß1"]
)
def test_what_is_no_postcode_gets_a_plain_sentence(places, typed):
    answer = queries.find_areas(typed)
    assert (answer.areas, answer.near) == ([], "")
    assert answer.problem.startswith("That does not look like a postcode")


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_asks_for_a_postcode(places, typed):
    assert queries.find_areas(typed).problem.startswith("Write a postcode")


def test_a_switched_off_area_is_found_by_no_postcode(places):
    places["bay"].is_active = False
    places["bay"].save()
    assert queries.find_areas("BS1 4DJ").areas == []
    assert queries.find_areas("BS1").areas == []


def test_one_query_answers(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.find_areas("BS1 4DJ")
    with django_assert_num_queries(1):
        queries.find_areas("ZZ99")


def test_nothing_typed_is_stored_or_logged(places, caplog):
    queries.find_areas("SW1A 1AA")
    assert "SW1A" not in caplog.text
    assert not Postcode.objects.filter(code__startswith="SW1A").exists()


@pytest.mark.parametrize("near", ["BS1", "bs1 4dj", "ＢＳ１", " bs1 4 "])
def test_the_middle_of_a_first_half_is_found_however_it_is_written(near):
    Outcode.objects.create(code="BS1", easting=358_900, northing=172_800)
    assert queries.centre_of(near) == (358_900, 172_800)


@pytest.mark.parametrize("near", ["", "BS2", "hello", "\x00", "B" * 5000])
def test_a_first_half_that_is_not_known_has_no_middle(near):
    assert queries.centre_of(near) is None
