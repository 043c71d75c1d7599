"""The postcode box: where it leads, and that what was typed stays nowhere."""

import logging

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from core.areas.models import Postcode, PostcodeDistrict
from core.areas.queries import split_postcode
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.support import NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
TYPED = "ZZ99 2QX"


@pytest.fixture(autouse=True)
def place():
    PartnershipFactory()
    found = []
    for sector, slug in enumerate(["marlow-vale", "kestrel-bay"], start=1):
        area = AreaFactory(slug=slug, name=slug.replace("-", " ").title())
        Postcode.objects.create(code=f"ZZ99{sector}", area=area)
        PostcodeDistrict.objects.create(outward="ZZ99", area=area)
        found.append(area)
    PostcodeDistrict.objects.create(outward="ZZ98", area=found[0])
    NeedFactory(slug="hurt")
    ServiceFactory(name="National line", is_fallback=True)
    ServiceFactory(name="Bay place", areas=found[1:])
    return found


def send(client, text, **fields):
    return client.post("/support/near/", {"postcode": text, **fields}, **OURS)


@pytest.mark.parametrize("text", ["ZZ99 2QX", "zz992qx", " zz 99 2q x ", "ＺＺ９９ ２ＱＸ", "zz99-2qx"])
def test_a_postcode_leads_to_its_area_with_the_first_half_only(client, text):
    response = send(client, text)
    assert (response.status_code, response["Location"]) == (303, "/support/?area=kestrel-bay&near=ZZ99#list")


def test_a_first_half_of_one_area_leads_there(client):
    assert send(client, "zz98")["Location"] == "/support/?area=marlow-vale&near=ZZ98#list"


def test_a_first_half_that_spans_areas_asks_which_as_links(client):
    response = client.post("/support/near/", {"postcode": "ZZ99"}, follow=True, **OURS)
    page = response.content.decode()
    assert response.redirect_chain == [("/support/?near=ZZ99#list", 303)]
    assert 'href="/support/?area=kestrel-bay&amp;near=ZZ99"' in page
    assert "Which is yours?" in page


def test_a_place_that_is_not_ours_still_gets_help(client):
    page = client.post("/support/near/", {"postcode": "M1 1AE"}, follow=True, **OURS).content.decode()
    assert "is not in Brackenshire" in page
    assert "National line" in page
    assert "Bay place" not in page


def test_filters_travel_with_the_postcode(client):
    location = send(client, TYPED, need="hurt", channel="call", open="1")["Location"]
    assert location == "/support/?need=hurt&area=kestrel-bay&near=ZZ99&channel=call&open=1#list"


@pytest.mark.parametrize(
    "text", ["", "   ", "hello", "12345", "\x00", "😀", "x" * 10_000, "'; DROP TABLE--", "ZZ99 2QX ZZ99 1AB"]
)
def test_what_is_no_postcode_shows_the_form_again_with_the_text(client, text):
    response = send(client, text)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in page
    assert "field invalid" in page
    if text == "hello":
        assert 'value="hello"' in page
    assert "no-store" in response["Cache-Control"]


def test_a_post_from_elsewhere_is_asked_to_confirm(client):
    response = client.post("/support/near/", {"postcode": TYPED}, HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403


def test_a_get_of_the_box_leads_to_the_finder(client):
    assert client.get("/support/near/")["Location"] == "/support/"


@pytest.mark.parametrize("text", [TYPED, "M1 1AE", "QQ1 1QQ", "ZZ99 2QX hello"])
def test_the_postcode_is_in_no_address_log_cookie_or_table(client, caplog, text):
    second_half = text.split()[1]
    with caplog.at_level(logging.INFO):
        response = client.post("/support/near/", {"postcode": text}, follow=True, **OURS)
    assert not [step for step in response.redirect_chain if second_half in step[0]]
    assert second_half not in caplog.text
    assert not client.cookies
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            assert not [row for row in cursor.fetchall() if any(second_half in str(value) for value in row)], model


HALVES = st.sampled_from(["M1", "BS1", "B33", "CR2", "DN55", "EC1A", "W1A", "ZZ99"])
SECOND = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
BETWEEN = st.text(st.sampled_from(" -.\u00a0\u200b\t"), max_size=3)


@given(HALVES, SECOND, BETWEEN, BETWEEN, st.booleans(), st.booleans())
def test_a_postcode_is_read_however_it_is_spaced_cased_and_set(first, second, before, between, lower, wide):
    text = before + first + between + second
    text = text.lower() if lower else text
    assert split_postcode(text.translate(FULL_WIDTH) if wide else text) == (first, second)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_a_postcode(text):
    first, second = split_postcode(text)
    assert (first + second).isascii()
    assert len(first) <= 4
    assert len(second) in (0, 3)
