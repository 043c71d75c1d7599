"""Files and feeds as rows: what is read, and one clear sentence for what cannot be."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.exchange.cells import COLUMNS, CellError, normal, parts_of, value_of
from support.exchange.csv_files import BadFile, decoded, read_csv, write_csv
from support.exchange.feeds import read_services, row_from

pytestmark = pytest.mark.django_db

SCALAR = st.none() | st.booleans() | st.integers(-9, 999) | st.floats() | st.text(max_size=8)
JUNK = (
    SCALAR
    | st.lists(SCALAR, max_size=2)
    | st.lists(st.dictionaries(st.text(max_size=4), SCALAR, max_size=2), max_size=2)
)
unhurried = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
KEYS = ["name", "description", "organization", "minimum_age", "status", "languages", "phones", "email", "schedules",
        "service_at_locations", "attributes", "service_areas", "x_hours", "x_contact_points", "x_bank_holidays", "fees",
        "assured_date", "contacts"]  # fmt: skip


@unhurried
@given(st.fixed_dictionaries({"id": st.text(max_size=40)}, optional=dict.fromkeys(KEYS, JUNK)))
def test_no_feed_breaks_the_reading(service):
    row = row_from(service)
    assert set(row) <= set(COLUMNS)
    assert "\x00" not in "".join(row.values())


@unhurried
@given(st.sampled_from(["contacts", "hours", "other_hours", "places"]), st.text(max_size=60))
def test_no_cell_breaks_the_reading(column, cell):
    with contextlib.suppress(CellError):
        assert isinstance(parts_of(column, cell, secret=False), list)


@unhurried
@given(st.dictionaries(st.sampled_from([c for c in COLUMNS if c != "uuid"]), st.text(max_size=30), min_size=1))
def test_every_cell_comes_back_from_csv_as_it_was(cells):
    row = {column: normal(cell.replace("\x00", "")) for column, cell in {"name": "x", **cells}.items()}
    try:
        [back] = read_csv(write_csv([row]).encode("utf-8", "replace"))
    except BadFile:
        assert not any(row.values())
        return
    assert {c: normal(back[c]) for c in row} == {c: cell.encode("utf-8", "replace").decode() for c, cell in row.items()}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "must name"),
        (b"name\n", "no rows"),
        (b"name,colour\nx,red\n", "“colour” is none"),
        (b"name,name\nx,y\n", "once"),
        (b"summary\nx\n", "among them"),
        (b"name\n\x00\n", "NUL"),
        (b"name\nCaf\xe9\n", "not UTF-8"),
        (b"\xff\xfen", "not UTF-8"),
        (b'name\n"open\n', "not CSV"),
        (b"name\na,b\n", "more cells"),
        (b"name\n" + b"x" * 21_000 + b"\n", "more than 20,000 letters"),
        (b"name\n" + b"x" * 200_000 + b"\n", "far too long"),
        (b"name\n" + b"x\n" * 1_000_000, "more than 1,000 rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_a_hostile_file_gets_one_clear_sentence(body, words):
    with pytest.raises(BadFile, match=words):
        read_csv(body)


def test_bytes_marks_other_separators_and_other_line_ends_are_read():
    assert read_csv("\ufeffname;cost\r\nÉté;£2\r\n\r\n".encode()) == [{"name": "Été", "cost": "£2"}]
    assert read_csv("Name,Cost\rx,y\r".encode("utf-16")) == [{"name": "x", "cost": "y"}]


@pytest.mark.parametrize("body", [b"{", b"[1]", b"{}", b"[]", b"[" * 100_000, b'{"contents":[{"id":1}]}', b"{}\n{"])
def test_a_hostile_feed_gets_one_clear_sentence(body):
    with pytest.raises(BadFile):
        read_services(body)


def test_lines_of_json_are_read():
    assert [one["id"] for one in read_services(b'{"id":"a"}\n{"id":"b"}\n')] == ["a", "b"]


def test_a_value_of_each_kind_is_read():
    assert value_of("is_free", "") is True
    assert value_of("location_confidential", "") is False
    assert value_of("age_max", "") is None
    assert decoded("é".encode()) == "é"
