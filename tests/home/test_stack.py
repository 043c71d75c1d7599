"""`make stack`: the production shape starts on free ports, answers everywhere, and leaves nothing running."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import IO

import pytest
from django.db import connection
from websockets.sync.client import connect

from config.env import ENV, ROOT
from tests.waiting import PATIENCE_SECONDS, free_port, wait_for

NGINX = which("nginx") or which("/usr/sbin/nginx")


def stack(environment: dict[str, str | None], out: IO[str]) -> subprocess.Popen[bytes]:
    """`deploy/stack` in a process group of its own, with `environment` over this one's (None takes a name out), saying
    what it says to `out`."""
    merged = {name: value for name, value in (os.environ | environment).items() if value is not None}
    merged.pop("DJANGO_SETTINGS_MODULE", None)
    merged["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'site'}"
    return subprocess.Popen(
        [str(ROOT / "deploy" / "stack")],
        cwd=ROOT,
        env=merged,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"NGINX": "/nowhere/nginx"}, "nginx is missing; install it"),
        ({"DATABASE_URL": None}, "PostgreSQL is missing; set DATABASE_URL"),
        ({"REDIS_URL": None}, "Redis is missing; set REDIS_URL"),
    ],
)
def test_a_part_that_is_missing_is_said_in_one_sentence(tmp_path, missing, sentence):
    given = {"NGINX": which("true"), "DATABASE_URL": "postgres://127.0.0.1/x", "REDIS_URL": "redis://127.0.0.1/0"}
    with (tmp_path / "said").open("w") as out:
        assert stack(given | missing, out).wait(PATIENCE_SECONDS) == 1
    said = (tmp_path / "said").read_text()
    assert said.startswith(sentence)
    assert said.count("\n") == 1


@pytest.fixture
def running(tmp_path: Path, django_db_blocker) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """The stack over a new, empty database; (its process, its port, the file of what it says)."""
    if connection.vendor != "postgresql" or not ENV.redis_url or not NGINX:
        pytest.skip("needs nginx, DATABASE_URL of PostgreSQL and REDIS_URL")
    given, name, port = connection.settings_dict, f"stack_{os.getpid()}", free_port(together=3)
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    address = f"postgres://{given['USER']}{password}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    log = tmp_path / "said"
    with log.open("w") as out:
        process = stack({"DATABASE_URL": address, "PORT": str(port), "SAYSO_DATA": str(tmp_path), "DEMO": "1"}, out)
    try:
        yield process, port, log
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def ask(port: int, path: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text that the stack answers; status 0 while nothing listens."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=PATIENCE_SECONDS) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, dict(problem.headers), problem.read().decode()
    except OSError:
        return 0, {}, ""


def test_the_stack_answers_everywhere_and_stops_all_that_it_started(running):
    process, port, log = running

    def ready():
        assert process.poll() is None, log.read_text()
        return ask(port, "/readyz")[0] == 200

    wait_for(ready, "the stack", 5 * PATIENCE_SECONDS)
    status, headers, home = ask(port, "/")
    assert (status, "nginx" in headers["Server"]) == (200, True)
    style = re.search(r"/static/ui/css/sayso\.[0-9a-f]{12}\.css", home)
    status, headers, _css = ask(port, style[0])
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
    address = f"ws://localhost:{port}/ws/"
    with connect(address, origin=f"http://localhost:{port}", open_timeout=PATIENCE_SECONDS) as browser:
        browser.send(json.dumps({"watch": []}))
        assert json.loads(browser.recv(PATIENCE_SECONDS)) == {"type": "watching", "groups": []}
    process.terminate()
    assert process.wait(PATIENCE_SECONDS) == 130
    assert log.read_text().rstrip().endswith("Stopped.")
    for near in range(port, port + 3):
        assert ask(near, "/healthz")[0] == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
