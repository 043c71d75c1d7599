"""A place as a square of the map: picked from a list or found from half a postcode, which is kept nowhere."""

import json

import pytest
from django.urls import reverse

from core.areas.models import PostcodeDistrict
from core.areas.squares import reference, squares
from surveys import attempts, tasks
from surveys.compiling import Authoring, compile_blocks
from surveys.definition import parse
from surveys.differing import ChangeKind, compare
from surveys.forms import AnswerForm
from surveys.models import Draft, PendingResponse, Release
from surveys.printing.sheets import printed
from surveys.queries import definition_of
from surveys.xlsform.exporting import form_of
from tests.factories.areas import AreaFactory
from tests.factories.questions import ask
from tests.factories.surveys import make_draft, make_page, make_pending, make_survey
from tests.queries import assert_queries

BESIDE = Authoring(
    areas=(("north", "North"),),
    squares=(("sx45se", "PL1, PL2: Plymouth (SX45SE)", ("PL1", "PL2")), ("sx55nw", "PL6: Hill (SX55NW)", ("PL6",))),
)
PLACE = ask("place", "Where is that?", squares=True)


def question(**value):
    return parse(compile_blocks([ask("place", squares=True, **value)], BESIDE)).questions[0]


def form(asked, picked="", typed=""):
    return AnswerForm(asked, {"answer": picked, "answer_postcode": typed})


def cid(asked, code):
    return next(choice.cid for choice in asked.choices if choice.code == code)


@pytest.mark.parametrize(
    ("easting", "northing", "irish", "ref"),
    [
        (247_000, 54_500, False, "SX45SE"),
        (530_000, 180_000, False, "TQ38SW"),
        (400_000, 600_000, False, "NU00SW"),
        (440_000, 1_145_000, False, "HU44NW"),
        (334_000, 374_000, True, "J37SW"),
    ],
)
def test_squares_are_named_as_the_ordnance_survey_names_them(easting, northing, irish, ref):
    assert reference(easting, northing, irish=irish) == ref


@pytest.mark.django_db
def test_the_squares_of_the_areas_are_made_of_their_postcodes_in_one_query():
    north, south = AreaFactory(name="North"), AreaFactory(name="South")
    gone = AreaFactory(name="Gone", is_active=False)
    for outward, area, postcodes, easting in (
        ("PL10", north, 5, 247_000),
        ("PL2", north, 90, 246_000),
        ("PL2", south, 10, 252_000),
        ("PL6", south, 40, 252_000),
        ("PL9", gone, 40, 258_000),
    ):
        PostcodeDistrict.objects.create(
            outward=outward, area=area, postcodes=postcodes, easting=easting, northing=54_000
        )
    PostcodeDistrict.objects.create(outward="ZZ99", area=north)
    with assert_queries(1):
        found = squares()
    assert [square.label for square in found] == ["PL2, PL10: North, South (SX45SE)", "PL6: South (SX55SW)"]


def test_a_square_is_picked():
    asked = question()
    picked = form(asked, cid(asked, "sx55nw"))
    assert picked.is_valid()
    assert picked.to_store() == cid(asked, "sx55nw")


@pytest.mark.parametrize("typed", ["PL2", "pl2", " pl 2 ", "PL2 4AB"])
def test_half_a_postcode_becomes_its_square_and_is_forgotten(typed):
    asked = question()
    found = form(asked, "", typed)
    assert found.is_valid()
    assert found.to_store() == cid(asked, "sx45se")


def test_a_postcode_of_elsewhere_is_somewhere_else():
    asked = question()
    assert form(asked, "", "M1").is_valid()
    found = form(asked, "", "M1")
    found.is_valid()
    assert found.to_store() == cid(asked, "elsewhere")


@pytest.mark.parametrize("typed", ["my street", "12345", "P" * 60, "\x00"])
def test_what_is_no_postcode_is_told_beside_its_field(typed):
    found = form(question(), "", typed)
    assert not found.is_valid()
    assert list(found.errors) == ["answer_postcode"]


def test_a_square_and_another_postcode_together_are_told():
    asked = question()
    assert not form(asked, cid(asked, "sx55nw"), "PL1").is_valid()
    assert form(asked, cid(asked, "sx45se"), "PL1").is_valid()


def test_nothing_is_an_answer_left_out_and_rather_not_is_one():
    asked = question(prefer_not=True)
    assert form(asked).is_valid()
    rather_not = form(asked, "_prefer_not")
    assert rather_not.is_valid()
    assert rather_not.to_store() == "_prefer_not"


def test_areas_are_asked_for_as_before():
    made = compile_blocks([ask("place")], BESIDE)["questions"][0]
    assert not {"squares", "districts"} & set(made)
    assert [choice["code"] for choice in made["choices"]] == ["north", "elsewhere"]


def test_on_paper_half_a_postcode_is_written_down():
    found = printed(parse(compile_blocks([PLACE], BESIDE)))[0]
    assert (found.shape, found.parts) == ("parts", ("First half of your postcode",))


def test_going_from_areas_to_squares_is_a_change_of_meaning():
    areas = parse(compile_blocks([{**PLACE, "value": {**PLACE["value"], "squares": False}}], BESIDE))
    changes = compare(areas, parse(compile_blocks([PLACE], BESIDE)))
    assert ("squares", ChangeKind.MEANING) in [(change.what, change.kind) for change in changes]


def test_other_languages_have_the_same_squares_and_their_own_somewhere_else():
    made = compile_blocks([PLACE], Authoring(squares=BESIDE.squares, translations={"cy": {}}))
    welsh = parse(made).in_language("cy").questions[0]
    assert cid(welsh, "elsewhere") in made["texts"]["cy"]
    assert dict(welsh.districts)["PL1"] == cid(welsh, "sx45se")


def test_as_an_xlsform_it_is_one_of_a_list():
    form = form_of(parse(compile_blocks([PLACE], BESIDE)), title="T", form_id="t")
    row = form.survey[0]
    assert row["type"].startswith("select_one ")
    assert (row["sayso_kind"], row["sayso_squares"]) == ("place", "yes")
    assert [choice["name"] for choice in form.choices] == ["sx45se", "sx55nw", "elsewhere"]


@pytest.fixture
def page(db):
    area = AreaFactory(name="Plymouth")
    for outward, easting in (("PL1", 247_000), ("PL6", 252_000)):
        PostcodeDistrict.objects.create(outward=outward, area=area, easting=easting, northing=54_000)
    return make_page(survey=make_survey(questions=[PLACE]))


def test_it_is_answered_without_scripts_and_the_postcode_stands_nowhere(client, page):
    asked = definition_of(page.survey.version).questions[0]
    draft, client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})
    address = reverse("consultation_question", args=[page.slug, asked.qid])
    shown = client.get(address).content.decode()
    assert "PL6: Plymouth (SX55SW)" in shown
    assert 'autocomplete="off"' in shown
    wrong = client.post(address, {"answer_postcode": "nowhere"})
    assert "first half of a postcode" in wrong.content.decode()
    assert client.post(address, {"answer_postcode": "PL6 8QZ"}).status_code == 302
    draft.refresh_from_db()
    assert draft.document == {asked.qid: cid(asked, "sx55sw")}
    assert "8QZ" not in json.dumps(list(Draft.objects.values("document")))
    check = client.get(reverse("consultation_check", args=[page.slug])).content.decode()
    assert "PL6: Plymouth (SX55SW)" in check
    client.post(reverse("consultation_check", args=[page.slug]))
    assert PendingResponse.objects.get().document == {asked.qid: cid(asked, "sx55sw")}


def test_small_squares_are_hidden_in_results_like_all_small_cells(page):
    make_pending(page.survey, 30, pick=0)
    make_pending(page.survey, 3, pick=1)
    tasks.fold_pending()
    rows = Release.objects.get().figures["tables"][0]["rows"]
    assert [row["count"] for row in rows] == [None if row["count"] is None else 30 for row in rows]
    assert rows[1]["count"] is None
