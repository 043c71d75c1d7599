"""Monthly figures: counts that follow nobody, beside the month before, as page and as file."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.pages import views_count
from core.pages.models import PageViews
from core.people.enums import Role
from core.search.models import MissedWord
from home.editors.figures import Month, every_row, figures, month_of
from home.workflows import set_up
from tests.factories.news import document
from tests.factories.pages import planted
from tests.factories.people import StaffFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

NOVEMBER = Month(2026, 11)
DAY = datetime.date(2026, 11, 30)


def read(path, reads, day=DAY):
    PageViews.objects.create(path=path, day=day, reads=reads, robot_reads=500)


def download(client, file):
    answer = client.get(file.url, headers={"user-agent": "Mozilla/5.0"})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def totals(month=NOVEMBER):
    return {total.name: (total.words, total.words_before) for total in figures(month).totals}


def test_reads_and_downloads_are_told_apart_and_robots_left_out():
    file = document("Our plan")
    read("/news/", 41)
    read(f"/documents/{file.pk}/", 12)
    read("/news/", 20, datetime.date(2026, 10, 31))
    assert totals()["Pages read"] == ("40", "20")
    assert totals()["Files downloaded"] == ("10", "< 10")
    assert figures(NOVEMBER).downloads == [("Our plan", "10")]
    assert figures(NOVEMBER).pages == [("/news/", "40")]


def test_a_small_count_is_shown_nowhere_not_even_as_the_height_of_a_bar():
    read("/support/", 9)
    found = figures(NOVEMBER)
    assert found.pages == [("/support/", "< 10")]
    assert found.bars[-1].height == 0


def test_words_that_led_to_nothing_are_listed():
    MissedWord.objects.create(word="bursary", day=DAY, times=15)
    assert figures(NOVEMBER).missed == [("bursary", "15")]


def test_the_picture_has_twelve_months_and_the_highest_reaches_the_top():
    read("/", 100)
    read("/", 50, datetime.date(2025, 12, 1))
    read("/", 900, datetime.date(2025, 11, 30))
    bars = figures(NOVEMBER).bars
    assert [bars[0].month, bars[-1].month] == [Month(2025, 12), NOVEMBER]
    assert [bars[0].height, bars[-1].height, len(bars)] == [50, 100, 12]


@pytest.mark.parametrize("many", [1, 30])
def test_the_queries_are_the_same_for_one_page_and_for_many(many):
    for number in range(many):
        read(f"/documents/{document().pk}/", 20)
        read(f"/news/{number}/", 20)
        MissedWord.objects.create(word=f"word{number}", day=DAY, times=9)
    with assert_queries(11):
        list(every_row(figures(NOVEMBER)))


@given(st.text(max_size=12))
def test_any_text_names_a_month_that_is_not_in_the_future(text):
    assert month_of(text, DAY).first <= DAY.replace(day=1)


@given(st.dates(datetime.date(2001, 1, 1), datetime.date(2090, 1, 1)), st.integers(0, 23))
def test_going_back_by_months_lands_on_the_month_of_that_many_ends_before(day, months):
    first = day.replace(day=1)
    for _each in range(months):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
    assert Month(day.year, day.month).back(months).first == first


def test_an_analyst_of_pages_reads_them_and_a_member_does_not(client):
    planted()
    set_up()
    client.force_login(StaffFactory(role=Role.EDITOR))
    address = reverse("monthly_figures")
    assert b"Pages read by month" in client.get(address, {"month": "2026-10"}).content
    file = b"".join(client.get(address, {"as": "csv", "month": "2026-10"}).streaming_content)
    assert b"2026-10" in file
    client.force_login(StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    assert client.get(address).status_code != 200


@pytest.mark.parametrize("month", ["", "2026-13", "9999-01", "\x00", "2026-01; drop", "２０２６-01"])
def test_nonsense_is_this_month(client, month):
    planted()
    set_up()
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get(reverse("monthly_figures"), {"month": month}).status_code in (200, 400)


def test_a_download_by_a_guest_is_counted_once_and_one_by_staff_is_not(client):
    file = document()
    file.for_all = True
    file.save()
    views_count.forget()
    download(client, file)
    client.force_login(StaffFactory(role=Role.EDITOR))
    download(client, file)
    views_count.flush()
    assert [row.reads for row in PageViews.objects.filter(path=f"/documents/{file.pk}/")] == [1]
