"""A server process under a bounded load, and what each request cost it in CPU."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from config.env import ROOT

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """CPU of the server's process tree for each request, in microseconds, and requests a second."""

    cpu_us: float
    per_second: float


@contextmanager
def granian(application: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve the WSGI `application` with one granian worker and one thread; its (pid, port)."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--no-log", application]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | {"PYTHONPATH": paths}) as server:
        try:
            _wait_for(port)
            yield server.pid, port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _attempt in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")


def cost(pid: int, port: int, *paths: str, headers: dict[str, str], seconds: float, connections: int = 2) -> Cost:
    """What GET of `paths`, one after the other and round again, costs over `seconds` from `connections` closed loops,
    after a short warm-up."""
    _load(port, paths, headers, seconds / 4, connections)
    before, started = _cpu_seconds(pid), time.monotonic()
    requests = _load(port, paths, headers, seconds, connections)
    took, used = time.monotonic() - started, _cpu_seconds(pid) - before
    return Cost(cpu_us=used / requests * 1e6, per_second=requests / took)


def _load(port: int, paths: Sequence[str], headers: dict[str, str], seconds: float, connections: int) -> int:
    counts = [0] * connections

    def ask(number: int) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        end = time.monotonic() + seconds
        place = number * len(paths) // connections
        for path in cycle([*paths[place:], *paths[:place]]):
            if time.monotonic() >= end:
                break
            client.request("GET", path, headers={"Host": "localhost"} | headers)
            answer = client.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            counts[number] += 1
        client.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not all(counts):
        raise RuntimeError(f"{paths[0]}: a connection got no answer")
    return sum(counts)


@dataclass(frozen=True)
class Post:
    """One form that is sent: its address, its fields, and the cookies of the browser."""

    path: str
    fields: dict[str, str]
    cookie: str = ""


def cost_of_posts(pid: int, port: int, posts: list[Post], *, answer: int, connections: int = 2) -> Cost:
    """What each of `posts` costs, over `connections` that stay open, a tenth of them to warm up. `answer`: the status
    that every one must get."""
    warm = len(posts) // 10
    _post(port, posts[:warm], answer, connections)
    before, started = _cpu_seconds(pid), time.monotonic()
    _post(port, posts[warm:], answer, connections)
    took, used, number = time.monotonic() - started, _cpu_seconds(pid) - before, len(posts) - warm
    return Cost(cpu_us=used / number * 1e6, per_second=number / took)


def _post(port: int, posts: list[Post], answer: int, connections: int) -> None:
    def send(mine: list[Post]) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for one in mine:
            headers = {"Host": "localhost", "Sec-Fetch-Site": "same-origin", "Cookie": one.cookie}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            client.request("POST", one.path, body=urlencode(one.fields), headers=headers)
            found = client.getresponse()
            found.read()
            if found.status != answer:
                raise RuntimeError(f"{one.path} answered {found.status}")
        client.close()

    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(send, [posts[number::connections] for number in range(connections)]))


def _cpu_seconds(pid: int) -> float:
    """User and system time of `pid` and all its descendants."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total
