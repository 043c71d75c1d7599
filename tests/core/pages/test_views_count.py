"""Reads are counted by path and day, robots apart, and written in batches."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection

from core.pages import views_count
from core.pages.models import PageViews
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.django_db


def test_reads_of_people_and_robots_are_apart() -> None:
    views_count.count("/news/", "Mozilla/5.0 (Android 9)")
    views_count.count("/news/", "Mozilla/5.0 (Android 9)")
    views_count.count("/news/", "Googlebot/2.1")
    views_count.flush()
    row = PageViews.objects.get(path="/news/")
    assert (row.reads, row.robot_reads) == (2, 1)


def test_a_second_flush_adds_to_the_first() -> None:
    for _time in range(2):
        views_count.count("/news/", "Mozilla/5.0")
        views_count.flush()
    assert PageViews.objects.get().reads == 2


def test_nothing_counted_writes_nothing() -> None:
    views_count.flush()
    assert views_count.flush() == 0


@pytest.mark.django_db(transaction=True)
def test_a_read_writes_what_was_counted_when_the_last_time_is_long_ago(settings) -> None:
    views_count.count("/news/", "Mozilla/5.0")
    settings.PAGE_VIEWS_WRITTEN_EVERY_SECONDS = 0.0
    views_count.count("/support/", "Mozilla/5.0")
    for thread in threading.enumerate():
        if thread.name == "page views":
            thread.join(PATIENCE_SECONDS)
    assert sorted(PageViews.objects.values_list("path", "reads")) == [("/news/", 1), ("/support/", 1)]


def test_what_cannot_be_written_is_kept_for_the_next_time() -> None:
    views_count.count("/news/", "Mozilla/5.0")
    with pytest.raises(DatabaseError), connection.execute_wrapper(_refuse):
        views_count.flush()
    views_count.flush()
    assert PageViews.objects.get().reads == 1


def _refuse(*_asked: object) -> None:
    raise DatabaseError("away")
