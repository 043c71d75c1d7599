"""One running copy for each data folder, and one listener for each port."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError


def hold_lock(data: Path, port: int) -> TextIO:
    """Hold `serve.lock` in the data folder until the process ends (however it ends); the file says who holds it.

    Raises CommandError with one sentence when another copy runs.
    """
    kept = (data / "serve.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        kept.seek(0)
        who = kept.read().strip() or "unknown"
        kept.close()
        raise CommandError(
            f"Sayso is already running on the data folder {data} ({who}); stop that copy, or set SAYSO_DATA to another "
            "folder."
        ) from None
    kept.truncate(0)
    kept.write(f"process {os.getpid()}, http://localhost:{port}")
    kept.flush()
    return kept


def listen(port: int) -> socket.socket:
    """A socket that listens on this machine only. Raises CommandError with one sentence when the port is taken."""
    try:
        return socket.create_server(("127.0.0.1", port), backlog=512)
    except OSError as problem:
        reason = os.strerror(problem.errno or errno.EADDRINUSE).lower()
        raise CommandError(
            f"Port {port} cannot be used ({reason}); choose another, for example "
            f"`PORT={port + 1 if port < 65535 else 8000} make run`."
        ) from None
