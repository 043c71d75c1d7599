"""The partnership files of five real places: every town hall lies in its own council's area."""

import io
import resource

import pytest
from django.core.management import call_command

from config.env import ROOT
from core.areas import directory, partnership_file
from core.areas.actions import write_partnership
from core.areas.models import Area, Partnership, Postcode
from core.areas.queries import find_areas

FOLDER = ROOT / "deploy" / "partnerships"
# Postcodes of town halls and council offices, known apart from the directory.
HALLS = {
    "avon-and-somerset": {
        "bristol": "BS1 5TR",
        "bath-and-north-east-somerset": "BA1 5AW",
        "north-somerset": "BS23 1UJ",
        "south-gloucestershire": "BS37 5AF",
        "somerset": "TA1 4DY",
    },
    "greater-manchester": {
        "bolton": "BL1 1RU",
        "bury": "BL9 0SW",
        "manchester": "M2 5DB",
        "oldham": "OL1 1UH",
        "rochdale": "OL16 1XU",
        "salford": "M27 5AW",
        "stockport": "SK1 3XE",
        "tameside": "SK16 4LA",
        "trafford": "M32 0TH",
        "wigan": "WN1 1YN",
    },
    "staffordshire-and-stoke-on-trent": {
        "stoke-on-trent": "ST4 1HH",
        "cannock-chase": "WS11 1BG",
        "east-staffordshire": "DE14 2EB",
        "lichfield": "WS13 6YU",
        "newcastle-under-lyme": "ST5 1BL",
        "south-staffordshire": "WV8 1PX",
        "stafford": "ST16 3AQ",
        "staffordshire-moorlands": "ST13 6HQ",
        "tamworth": "B79 7BZ",
    },
    "thames-valley": {
        "bracknell-forest": "RG12 1JD",
        "west-berkshire": "RG14 5LD",
        "reading": "RG1 2LU",
        "slough": "SL1 3UF",
        "windsor-and-maidenhead": "SL6 1RF",
        "wokingham": "RG40 1BN",
        "milton-keynes": "MK9 3EJ",
        "buckinghamshire": "HP19 8FF",
        "cherwell": "OX15 4AA",
        "oxford": "OX1 1BX",
        "south-oxfordshire": "RG9 2AQ",
        "vale-of-white-horse": "OX14 3JE",
        "west-oxfordshire": "OX28 1NB",
    },
    "west-midlands": {
        "birmingham": "B1 1BB",
        "coventry": "CV1 5RR",
        "dudley": "DY1 1HF",
        "sandwell": "B69 3DE",
        "solihull": "B91 3QB",
        "walsall": "WS1 1TP",
        "wolverhampton": "WV1 1SH",
    },
}


@pytest.fixture(scope="module")
def districts():
    """The directory's own answer for each hall: postcode without space → ONS code. Reads each file of it once."""
    wanted = {hall.replace(" ", "") for halls in HALLS.values() for hall in halls.values()}
    plans = [partnership_file.read(FOLDER / f"{name}.toml") for name in HALLS]
    codes = frozenset(code for plan in plans for area in plan.areas for code in area.ons_codes)
    letters = {hall[0].lower() for hall in wanted}
    found = {}
    for path in directory.files():
        if path.name.removeprefix("postcodes_")[0].lower() in letters:
            found |= {row.code: row.ons_code for row in directory.read(path, codes).rows if row.code in wanted}
    return found


def test_every_file_but_the_demos_is_tried_here():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*HALLS, "brackenshire"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HALLS)
def test_every_area_holds_its_own_town_hall(name, districts):
    write_partnership(partnership_file.read(FOLDER / f"{name}.toml"))
    area_of = {code: area for area in Area.objects.all() for code in area.ons_codes}
    assert [area.slug for area in Area.objects.all()] == list(HALLS[name])
    for hall in HALLS[name].values():
        code = hall.replace(" ", "")
        Postcode.objects.create(code=code, area=area_of[districts[code]])
    assert {slug: [area.slug for area in find_areas(hall).areas] for slug, hall in HALLS[name].items()} == {
        slug: [slug] for slug in HALLS[name]
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", HALLS)
def test_nothing_is_made_up_for_a_real_partnership(name):
    write_partnership(partnership_file.read(FOLDER / f"{name}.toml"))
    real = Partnership.load()
    for blank in ("controller", "contact_email", "contact_phone", "contact_address", "safeguarding_email", "domain"):
        assert getattr(real, blank) == "", blank
    assert real.facts == {}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_largest_place_loads_its_122855_postcodes_in_under_300_mb():
    out, before = io.StringIO(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    call_command("partnership", str(FOLDER / "thames-valley.toml"), stdout=out)
    assert "13 areas, 122,855 postcodes" in out.getvalue()
    assert find_areas("OX1 1BX").areas[0].slug == "oxford"
    rise = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert rise < 190 * 1024  # kB, over the 110 MB of Django and Wagtail themselves
