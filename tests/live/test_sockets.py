"""Real sockets, real processes: one in memory, and two over Redis, behave the same."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from config.env import ENV, ROOT
from tests.waiting import PATIENCE_SECONDS, free_port, wait_for

ORIGIN = "http://localhost"


def name_of(folder):
    """What the server over `folder` is called at Redis."""
    return f"test-{os.getpid()}-{folder.name}"


@contextmanager
def serving(folder, *, redis):
    """One server process; yields its port. Its log must hold no exception and no address of a person at the end."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    folder.mkdir(exist_ok=True)
    environment |= {"SAYSO_DATA": str(folder), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "PORT": str(port)}
    if redis:
        # Named, so that a test that cuts its server off from Redis cuts off no other test's.
        named = f"{ENV.redis_url}{'&' if '?' in ENV.redis_url else '?'}client_name={name_of(folder)}"
        environment |= {"REDIS_URL": named, "LIVE_PREFIX": f"test-{os.getpid()}"}
    command = [sys.executable, "-m", "uvicorn", "tests.live.served:build", "--factory", "--port", str(port)]
    command += ["--ws", "websockets-sansio", "--log-level", "warning"]
    with (folder / "log").open("w+") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            until_it_answers(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)
        log.seek(0)
        said = log.read()
    assert "Traceback" not in said, said
    assert "ERROR" not in said, said


def until_it_answers(port, server):
    def answers():
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            return False
        return True

    wait_for(answers, "an answer of the server")


@pytest.fixture(scope="module", params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def place(request, tmp_path_factory):
    """(port of the process that holds sockets, port of the process that writes)."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "memory":
        with serving(folder / "only", redis=False) as port:
            yield port, port
    else:
        with serving(folder / "sockets", redis=True) as holds, serving(folder / "writes", redis=True) as writes:
            yield holds, writes


def open_socket(place, **options):
    patient = {"origin": ORIGIN, "open_timeout": PATIENCE_SECONDS, "ping_interval": None}
    return connect(f"ws://127.0.0.1:{place[0]}/ws/", **patient | options)


def watching(browser, *names):
    browser.send(json.dumps({"watch": list(names)}))
    while (heard := json.loads(browser.recv(PATIENCE_SECONDS)))["type"] != "watching":
        assert heard["type"] == "refused"
    return heard["groups"]


def write(place, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    urllib.request.urlopen(f"http://127.0.0.1:{place[1]}/write?{query}", timeout=PATIENCE_SECONDS).read()


def read_to_the_end(browser):
    """How many messages come before the other side closes."""
    count = 0
    try:
        while browser.recv(PATIENCE_SECONDS):
            count += 1
    except ConnectionClosed:
        return count


def test_an_update_arrives_at_everyone_who_watches_and_at_nobody_else(place):
    with open_socket(place) as one, open_socket(place) as two, open_socket(place) as elsewhere:
        for browser in (one, two):
            assert watching(browser, "open.1", "shut.1") == ["open.1"]
        watching(elsewhere, "open.2")
        write(place, group="open.1", id=5)
        for browser in (one, two):
            expected = {"group": "open.1", "type": "post.published", "id": 5, "version": 1}
            assert json.loads(browser.recv(PATIENCE_SECONDS)) == expected
        with pytest.raises(TimeoutError):
            elsewhere.recv(0.3)


def test_what_is_rolled_back_is_not_heard(place):
    with open_socket(place) as browser:
        watching(browser, "open.1")
        write(place, group="open.1", id=6, rollback=1)
        write(place, group="open.1", id=7)
        assert json.loads(browser.recv(PATIENCE_SECONDS))["id"] == 7


def test_a_thousand_updates_arrive_in_order(place):
    with open_socket(place) as browser:
        watching(browser, "open.1")
        write(place, group="open.1", id=1, times=1000)
        assert [json.loads(browser.recv(PATIENCE_SECONDS))["version"] for _ in range(1000)] == list(range(1, 1001))


def test_a_page_of_others_is_refused(place):
    with pytest.raises(InvalidStatus) as refused:
        open_socket(place, origin="http://evil.example")
    assert refused.value.response.status_code == 403


def test_nonsense_is_answered_with_a_code(place):
    with open_socket(place) as browser:
        browser.send("nonsense")
        with pytest.raises(ConnectionClosed) as closed:
            browser.recv(PATIENCE_SECONDS)
    assert closed.value.rcvd.code == 4400


def test_a_browser_that_vanishes_disturbs_nobody(place):
    with open_socket(place) as steady:
        watching(steady, "open.1")
        with open_socket(place, close_timeout=0.1) as gone:
            watching(gone, "open.1")
            gone.socket.shutdown(socket.SHUT_RDWR)
        write(place, group="open.1", id=8)
        assert json.loads(steady.recv(PATIENCE_SECONDS))["id"] == 8


def test_a_reader_that_stops_reading_is_dropped_and_the_others_miss_nothing(place):
    if place[0] != place[1]:
        pytest.skip("the hub is the same, and 80,000 messages over Redis take minutes")
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", place[0]))
    batches, many = 80, 1000
    with (
        open_socket(place, sock=narrow, max_queue=1, compression=None) as slow,
        open_socket(place, compression=None) as steady,
    ):
        for browser in (slow, steady):
            watching(browser, "open.3")
        for _ in range(batches):
            write(place, group="open.3", id=1, times=many)
            assert [json.loads(steady.recv(PATIENCE_SECONDS))["version"] for _ in range(many)] == list(
                range(1, many + 1)
            )
        assert read_to_the_end(slow) < batches * many


@pytest.mark.redis
def test_when_redis_was_away_readers_are_told_to_catch_up(tmp_path):
    import redis

    with serving(tmp_path / "one", redis=True) as port, open_socket((port,)) as browser:
        watching(browser, "open.1")
        with redis.Redis.from_url(ENV.redis_url) as client:
            own = [one["id"] for one in client.client_list(_type="pubsub") if one["name"] == name_of(tmp_path / "one")]
            assert own
            for number in own:
                client.client_kill_filter(_id=number)
        assert json.loads(browser.recv(PATIENCE_SECONDS)) == {"type": "catch-up"}
        write((port, port), group="open.1", id=9)
        assert json.loads(browser.recv(PATIENCE_SECONDS))["id"] == 9
