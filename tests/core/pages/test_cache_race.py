"""Edits against readers: two server processes, four readers, 200 edits; nothing stale after a second, nor for ever."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection

from config.env import ROOT
from core.areas.models import Partnership
from tests.factories.areas import PartnershipFactory
from tests.waiting import PATIENCE_SECONDS, free_port, wait_for

STALE_AFTER_SECONDS = 1.0
SHOWN = re.compile(rb"Edit number (\d+)\b")


def database_url() -> str:
    """The address of the test database that this process uses, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgres://{given['USER']}{password}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"


@pytest.fixture
def two_servers() -> Iterator[list[int]]:
    """Two granian processes over the test database; their ports."""
    ports = [free_port(), free_port()]
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    with ExitStack() as running:
        for port in ports:
            command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
            command += ["--port", str(port), "--blocking-threads", "2", "--no-log", "config.wsgi:application"]
            server = running.enter_context(subprocess.Popen(command, cwd=ROOT, env=environment))
            running.callback(server.terminate)
        for port in ports:
            wait_for(lambda port=port: answers(port), "an answer of a server")
        yield ports


def answers(port: int) -> bool:
    try:
        read_once(port)
    except OSError:
        return False
    return True


def read_once(port: int) -> int:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        return read(server)
    finally:
        server.close()


def read(server: http.client.HTTPConnection) -> int:
    """The number of the edit that the page shows."""
    server.request("GET", "/support/", headers={"Host": "localhost", "Accept-Encoding": "identity"})
    answer = server.getresponse()
    body = answer.read()
    found = SHOWN.search(body)
    assert found, f"{answer.status}: no edit shown"
    return int(found[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edits", [200, pytest.param(10_000, marks=pytest.mark.slow)])
def test_edits_under_four_readers_leave_no_stale_page(request: pytest.FixtureRequest, edits: int) -> None:
    partnership = PartnershipFactory(name="Edit number 0")
    ports = request.getfixturevalue("two_servers")
    committed_at: list[float] = [time.monotonic()]
    stale: list[str] = []
    reads = [0] * 4
    done = threading.Event()

    def keep_reading(reader: int) -> None:
        server = http.client.HTTPConnection("127.0.0.1", ports[reader % 2], timeout=PATIENCE_SECONDS)
        while not done.is_set():
            asked_at = time.monotonic()
            newest_that_must_show = bisect_left(committed_at, asked_at - STALE_AFTER_SECONDS) - 1
            shown = read(server)
            reads[reader] += 1
            if shown < newest_that_must_show:
                stale.append(f"edit {shown} shown, {newest_that_must_show} was over a second old")
        server.close()

    readers = [threading.Thread(target=keep_reading, args=[number]) for number in range(4)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, edits + 1):
            partnership.name = f"Edit number {number}"
            partnership.save()
            committed_at.append(time.monotonic())
            time.sleep(0.015)
            # The edits wait for the readers, however slow the machine: at least one read each for every four edits.
            wait_for(lambda number=number: min(reads) * 4 >= number, "a read of each reader")
    finally:
        time.sleep(STALE_AFTER_SECONDS + 0.2)
        done.set()
        for reader in readers:
            reader.join()
    assert stale == []
    assert min(reads) >= edits // 4
    assert {read_once(port) for port in ports} == {edits}
    assert Partnership.load().name == f"Edit number {edits}"
