"""Names that people see: unique however they are written, and refused where they would harm."""

import pytest

from core.people import names
from tests.factories.areas import PartnershipFactory
from tests.factories.people import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "same",
    [
        "QuietOtter",
        "quiet  otter",
        "Quiet-Otter",
        "Qu\u00edet \u00d3tter",
        "ＱｕｉｅｔＯｔｔｅｒ",
        "Quiet \u041ett\u0435r",
    ],
)
def test_names_that_look_alike_fold_alike(same):
    assert names.fold(same) == "quietotter"


def test_a_name_is_taken_by_one_that_looks_the_same_and_free_for_its_owner():
    otter = MemberFactory(username="quietotter", profile__display_name="Quiet Otter")
    assert names.taken("quiet_OTTER")
    assert not names.taken("quiet_OTTER", besides=otter)
    assert not names.taken("Loud Otter")


def test_the_name_of_somebody_without_a_profile_is_taken_too():
    UserFactory(username="moorhen")
    assert names.taken("Moor Hen")


@pytest.mark.parametrize(
    "name",
    ["Juniper", "Quiet Otter", "O'Neil-7", "سما", "Łukasz", "Badminton fan", "Stafford", "Modest Mouse", "Teamwork"],
)
def test_harmless_names_are_fine(name):
    assert names.problem(names.tidy(name)) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Admin", "The M0derator", "P0lice", "Official Sam", "Chi1dline", "Mod", "mods rule", "NHS Anna", "Рolice",
        "ad.min", "Sayso Brackenshire", "Support team", "Youth Worker Jo",
    ],
)  # fmt: skip
def test_names_that_sound_like_staff_or_a_helpline_are_refused(name):
    PartnershipFactory()
    assert "sounds like staff" in names.problem(names.tidy(name)) or "letters or numbers" in names.problem(
        names.tidy(name)
    )


@pytest.mark.parametrize("name", ["a", "  ", "-.-", "x" * 31])
def test_names_too_short_or_too_long_are_refused(name):
    assert "letters or numbers" in names.problem(names.tidy(name))


@pytest.mark.parametrize("name", ["ab\u200bcd", "a<b>c", "nul\x00l", "\u202eevil", "fox 🦊", "a/b"])
def test_names_with_invisible_or_odd_marks_are_refused(name):
    assert "Use only letters" in names.problem(names.tidy(name))


@pytest.mark.parametrize("name", ["07700 900123", "sam.example.org 07700900123", "ZZ99 1AA"])
def test_names_with_personal_data_are_refused(name):
    assert names.problem(names.tidy(name)) != ""
