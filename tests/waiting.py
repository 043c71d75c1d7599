"""Ports that no other test takes, and waiting for a condition with more patience than any busy machine needs."""

from __future__ import annotations

import itertools
import os
import socket
import time
from collections.abc import Callable

# How long anything may take on a slow, busy machine before a test says that it never came.
PATIENCE_SECONDS = 120.0
# Below the ports that systems give to outgoing connections, and each test process looks in a stretch of its own.
_FIRST = 12_000 + os.getpid() % 300 * 60
_ports = itertools.cycle(range(_FIRST, _FIRST + 60))


def free_port(together: int = 1) -> int:
    """A port on loopback that nobody listens on, nor on the `together - 1` after it."""
    for port in itertools.islice(_ports, 600):
        try:
            for near in range(port, port + together):
                socket.create_server(("127.0.0.1", near)).close()
        except OSError:
            continue
        for _used in range(together - 1):
            next(_ports)
        return port
    raise RuntimeError("No free port was found.")


def wait_for(done: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Return once `done()` is true. Raises AssertionError, saying that `what` never came, after `seconds`."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"{what} never came"
        time.sleep(0.02)
