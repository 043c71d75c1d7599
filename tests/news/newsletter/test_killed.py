"""The worker dies in the middle, again and again: nobody gets two, and what is not known is counted honestly."""

import datetime
import json
import os
import signal
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from config.env import ROOT
from news.newsletter import sending
from news.newsletter.enums import Copy, Stage
from news.newsletter.models import Send, Sending
from tests.factories.news import article
from tests.factories.newsletter import agreed, never_quiet, newsletter, reader
from tests.factories.pages import small_site
from tests.waiting import wait_for

PEOPLE, KILLS = 60, 3


def start(sink):
    keys = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    database = {key: str(connection.settings_dict[key]) for key in keys}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.news.newsletter.worker", str(sink.port)],
        cwd=ROOT,
        env={**os.environ, "TEST_DATABASE": json.dumps(database), "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )


@pytest.mark.django_db(transaction=True)
def test_however_often_the_worker_is_killed_nobody_gets_two(sink):
    small_site()
    never_quiet()
    people = [reader().email for _number in range(PEOPLE)]
    made = newsletter(article())
    agreed(made)
    sink.slow = 0.05
    for kill in range(1, KILLS + 1):
        worker = start(sink)
        wait_for(lambda: len(sink.taken) >= kill * 10, "letters", 120)  # noqa: B023
        worker.send_signal(signal.SIGKILL)
        worker.wait(30)
    sink.slow = 0
    worker = start(sink)
    wait_for(lambda: not Send.objects.filter(state=Copy.WAITING).exists(), "the rest", 120)
    Send.objects.filter(state=Copy.CLAIMED).update(claimed_at=timezone.now() - datetime.timedelta(minutes=11))
    assert worker.wait(120) == 0

    row = Sending.objects.get()
    assert row.stage == Stage.DONE
    got = sink.addresses()
    assert len(got) == len(set(got)), "somebody got two"
    missing = set(people) - set(got)
    unknown = set(Send.objects.filter(state=Copy.UNKNOWN).values_list("subscriber__email", flat=True))
    assert missing <= unknown, "somebody got none and nobody was told"
    assert len(unknown) <= KILLS
    assert (row.total, row.sent + row.unknown) == (PEOPLE, PEOPLE)
    assert row.unknown == len(unknown)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_copy_once(sink):
    small_site()
    never_quiet()
    for _number in range(40):
        reader()
    agreed(newsletter(article()))
    workers = [start(sink) for _number in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert len(sink.addresses()) == len(set(sink.addresses())) == 40
    row = Sending.objects.get()
    assert (row.sent, row.unknown, row.stage) == (40, 0, Stage.DONE)
    assert sending.send_due() == 0
