"""`manage.py serve`: Sayso whole, from one process on this machine (what `make run` runs)."""

from __future__ import annotations

import logging
import os
import signal
import socket
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils.module_loading import import_string

from config.env import ENV
from core.due.loop import Background
from core.people.demo import PASSWORD, SIGN_INS
from home.serving import one_copy, prepare


class Server(uvicorn.Server):
    """Uvicorn, telling the background threads to end at the moment when it begins to end itself."""

    def __init__(self, background: Background, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._background = background

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End connections and, meanwhile, background work."""
        self._background.ask_to_stop()
        await super().shutdown(sockets)


class Command(BaseCommand):
    help = "Get everything ready and serve it all on http://localhost:$PORT until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the lock and the port, get ready, serve, and stop everything within seconds."""
        lock = one_copy.hold_lock(settings.DATA, ENV.port)
        listener = one_copy.listen(ENV.port)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            prepare.get_ready(self.stdout)
            self.check(display_num_errors=False)
            self.serve(listener)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")
            self.stdout.flush()
            # A request that hangs must not hold the process back; the database undoes what was not committed.
            os._exit(0)
        finally:
            listener.close()
            lock.close()

    def serve(self, listener: Any) -> None:
        """Serve until Ctrl-C: web pages and sockets here, background work beside them."""
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        application = import_string(settings.COMBINED_APPLICATION)()
        background = Background()
        server = Server(
            background,
            uvicorn.Config(
                application,
                lifespan="off",
                ws="websockets-sansio",
                ws_max_size=4096,
                proxy_headers=False,
                server_header=False,
                access_log=False,
                log_config=None,
                timeout_graceful_shutdown=2,
            ),
        )
        background.start()
        connections.close_all()
        self.announce()
        try:
            server.run(sockets=[listener])
        finally:
            self.stop(background, application)

    def announce(self) -> None:
        """Say where it is, and how to sign in where this is the demonstration."""
        lines = ["", f"Sayso is at  http://localhost:{ENV.port}", ""]
        if settings.DEMO:
            width = max(len(name) for name, _words in SIGN_INS)
            lines += [
                f"This is a demonstration: try the tour at http://localhost:{ENV.port}/demo/",
                f"Sign in at http://localhost:{ENV.port}/account/login/ with the password {PASSWORD} as",
                *(f"  {name:<{width}}  {words}" for name, words in SIGN_INS),
                "",
            ]
        self.stdout.write("\n".join([*lines, "Ctrl-C stops it."]))
        self.stdout.flush()

    def stop(self, background: Background, application: Any) -> None:
        """Join the background threads, in three seconds at most; requests had two seconds of grace before."""
        if not background.stop(3):
            self.stderr.write("A background job did not end in time and was left; it will be done again.")
        application.close(wait=False)
