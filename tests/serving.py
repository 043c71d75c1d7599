"""The real serving stack in a thread of the test process: uvicorn with the application that `make run` serves."""

from __future__ import annotations

import socket
import threading

import uvicorn

from config.combined import Combined, combined
from tests.waiting import PATIENCE_SECONDS, wait_for


class LiveSite:
    """A running site over the test database: `url` is its address, `wait_until_idle()` lets requests in hand end."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._socket.getsockname()[1]}"
        self._application: Combined = combined()
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._application,
                lifespan="off",
                ws="websockets-sansio",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=5,
            )
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, name="live site")

    def start(self) -> None:
        """Serve. Raises RuntimeError when the server does not come up."""
        self._thread.start()
        wait_for(lambda: self._server.started or not self._thread.is_alive(), "the live site")
        if not self._server.started:
            raise RuntimeError("The live site did not start.")

    def wait_until_idle(self) -> None:
        """Return once no request and no socket is in hand."""
        wait_for(lambda: not self._server.server_state.tasks, "the end of every request and socket")

    def stop(self) -> None:
        """End the server and its threads."""
        self._server.should_exit = True
        self._thread.join(PATIENCE_SECONDS)
        self._application.close()
        self._socket.close()
