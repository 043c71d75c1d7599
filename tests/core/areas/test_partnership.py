"""manage.py partnership: what a file makes, changes and refuses."""

import io
import resource
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from config.env import ROOT
from core.areas.models import Area, Partnership, PartnershipChange, Postcode, PostcodeDistrict
from core.areas.queries import centre_of, find_areas
from core.people.enums import Role
from core.people.groups import group_for

pytestmark = pytest.mark.django_db
SMALL = """
name = "Old Body"
short_name = "Sayso Old"
controller = "Old Council"
[brand]
brand = "#6a1553"
[[areas]]
name = "North End"
slug = "north-end"
sectors = ["ZZ99 1", "ZZ98 1"]
[[areas]]
name = "South End"
sectors = ["ZZ99 2"]
"""


@pytest.fixture
def run(tmp_path: Path):
    def write_and_run(text: str) -> str:
        (tmp_path / "body.toml").write_text(text, encoding="utf-8")
        out = io.StringIO()
        call_command("partnership", str(tmp_path / "body.toml"), stdout=out)
        return out.getvalue()

    return write_and_run


def test_a_file_makes_the_partnership_its_areas_and_their_postcodes(run):
    said = run(SMALL)
    assert said == "Old Body: 2 areas, 3 postcodes (6 rows changed, 4 renamed or switched).\n"
    assert Partnership.load().controller == "Old Council"
    assert [area.slug for area in Area.objects.all()] == ["north-end", "south-end"]
    assert find_areas("ZZ99 2AA").areas == [Area.objects.get(slug="south-end")]


def test_running_it_again_changes_nothing(run):
    run(SMALL)
    before = PartnershipChange.objects.count()
    assert "(0 rows changed, 0 renamed or switched)" in run(SMALL)
    assert PartnershipChange.objects.count() == before


def test_a_new_body_keeps_the_history_of_the_old_one(run):
    run(SMALL)
    run(SMALL.replace("Old Body", "New Body").replace("Old Council", "New Council"))
    assert Partnership.objects.count() == 1
    change = PartnershipChange.objects.get(field="controller", before="Old Council")
    assert change.after == "New Council"


def test_an_area_left_out_is_switched_off_and_never_deleted(run):
    run(SMALL)
    run(SMALL[: SMALL.rindex("[[areas]]")])
    assert not Area.objects.get(slug="south-end").is_active
    assert find_areas("ZZ99 2AA").areas == []
    run(SMALL)
    assert Area.objects.get(slug="south-end").is_active


def test_areas_may_swap_names_and_their_groups_go_along(run):
    run(SMALL)
    group = group_for(Role.EDITOR, Area.objects.get(slug="north-end"))
    run(SMALL.replace('"North End"', '"Far End"'))
    assert Area.objects.get(slug="north-end").name == "Far End"
    assert Group.objects.get(pk=group.pk).name == "Editors: Far End"
    run(
        SMALL.replace("North End", "X")
        .replace('"South End"', '"North End"\nslug = "south-end"')
        .replace('"X"', '"South End"')
    )
    assert Area.objects.get(slug="south-end").name == "North End"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("controller =", "contoller ="), "'contoller' in the file is not known"),
        (("#6a1553", "#ffffff"), "brand: brand on white has a contrast"),
        (("#6a1553", "red"), "brand: brand must be a colour"),
        (('"ZZ99 2"', '"ZZ99 2AA"'), "is not a postcode sector"),
        (('sectors = ["ZZ99 2"]', 'ons_codes = ["E0600002"]'), "is not a code like E06000023"),
        (('"ZZ99 2"', '"ZZ99 1"'), "is there twice"),
        (("South End", "North End"), "is there twice"),
        (('slug = "north-end"', 'slug = "North End"'), "a slug like kestrel-bay"),
        (('sectors = ["ZZ99 2"]', 'colour = "red"'), "'colour' in areas is not known"),
        (('sectors = ["ZZ99 2"]', ""), "needs ons_codes"),
        (('name = "Old Body"', "name = 3"), "name must be text"),
        (('name = "Old Body"', ""), "name is missing"),
        (('name = "Old Body"', 'name = "Old Body"\nexit_address = "http://x.example"'), "begins with https://"),
        (('name = "Old Body"', 'name = "Old Body"\ncontact_email = "nobody"'), "must be an e-mail address"),
        (('name = "Old Body"', "name = "), "is not TOML"),
        (('name = "Old Body"', 'name = "' + "x" * 200 + '"'), "120 is the most"),
        (("[brand]", "[facts]\nfunder = 3\n[brand]"), "facts.funder must be text"),
        (("[brand]", "[centres]\nZZ99 = [1]\n[brand]"), "centres.ZZ99 must be a first half and two numbers"),
        (("[brand]", '[[helplines]]\nlabel = "x"\n[brand]'), "each of helplines needs"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence_and_changes_nothing(run, change, words):
    with pytest.raises(CommandError) as problem:
        run(SMALL.replace(*change))
    assert words in str(problem.value)
    assert "\n" not in str(problem.value).strip() or "TOML" in str(problem.value)
    assert not Area.objects.exists()


def test_a_file_that_is_not_there_gets_one_clear_sentence():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("partnership", "nowhere.toml")


def test_brackenshire_has_one_sector_an_area():
    call_command("partnership", str(ROOT / "deploy/partnerships/brackenshire.toml"), verbosity=0)
    slugs = ["marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross"]
    assert [find_areas(f"ZZ99 {sector}VZ").areas[0].slug for sector in range(1, 6)] == slugs
    assert [area.slug for area in find_areas("ZZ99").areas] == slugs
    assert centre_of("zz99 1aa") == (600_000, 400_000)


def test_avon_and_somerset_has_its_77848_postcodes_in_under_300_mb():
    out, before = io.StringIO(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    call_command("partnership", str(ROOT / "deploy/partnerships/avon-and-somerset.toml"), stdout=out)
    assert "5 areas, 77,848 postcodes" in out.getvalue()
    assert "rows of the directory name no area" in out.getvalue()
    assert Postcode.objects.count() == 77_848
    assert find_areas("BS1 4DJ").areas[0].slug == "bristol"
    centre = PostcodeDistrict.objects.get(outward="BS1", area__slug="bristol")
    assert (358_000 < centre.easting < 360_500, 171_500 < centre.northing < 174_000) == (True, True)
    easting, northing = centre_of("eh1 1aa")  # the middles of the whole country are known, not only of its own areas
    assert (325_000 < easting < 327_000, 673_000 < northing < 674_500) == (True, True)
    rise = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert rise < 180 * 1024  # kB, over the 110 MB of Django and Wagtail themselves
