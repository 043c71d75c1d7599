"""`manage.py work`: background tasks and everything due, until told to stop."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.due.loop import Background, run_everything_once


class Command(BaseCommand):
    help = "Do background tasks and everything due: scheduled publishing, sealing, folding, letters, retention."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is waiting now, then end (for cron).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGINT or SIGTERM; end within five seconds of it."""
        if options["once"]:
            run_everything_once()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        background = Background()
        background.start()
        self.stdout.write("Working. Ctrl-C stops it.")
        stop.wait()
        background.stop(5)
        self.stdout.write("Stopped.")
