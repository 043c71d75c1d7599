"""The chosen area: one cookie, set by choosing and by nothing else."""

import pytest
from django.test import RequestFactory

from core.areas.chosen import area_slug, choose
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db


def press(**data):
    return choose(RequestFactory().post("/areas/choose/", data))


def test_choosing_keeps_the_slug_for_a_year_and_goes_back():
    AreaFactory(slug="kestrel-bay")
    response = press(area="kestrel-bay", next="/support/?need=x")
    assert (response.status_code, response["Location"]) == (303, "/support/?need=x")
    cookie = response.cookies["sayso_area"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (
        "kestrel-bay",
        31536000,
        "Lax",
        True,
    )


@pytest.mark.parametrize("area", ["", "nowhere", "a" * 500, "x\x00y"])
def test_all_of_the_place_or_an_unknown_area_takes_the_cookie_away(area):
    assert press(area=area).cookies["sayso_area"]["max-age"] == 0


def test_a_switched_off_area_cannot_be_chosen():
    AreaFactory(slug="gone", is_active=False)
    assert press(area="gone").cookies["sayso_area"].value == ""


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_it_never_leads_to_another_site(next_page):
    assert press(next=next_page)["Location"] == "/"


def test_a_get_changes_nothing():
    assert choose(RequestFactory().get("/areas/choose/")).status_code == 405


def test_the_chosen_area_is_read_from_the_cookie_and_nothing_else():
    request = RequestFactory().get("/")
    assert area_slug(request) == ""
    request.COOKIES["sayso_area"] = "kestrel-bay"
    assert area_slug(request) == "kestrel-bay"


def test_a_cookie_that_is_no_slug_counts_as_none():
    request = RequestFactory().get("/")
    request.COOKIES["sayso_area"] = "<script>"
    assert area_slug(request) == ""
