"""Load the demonstration partnership: Brackenshire."""

from __future__ import annotations

import datetime
import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.env import ROOT
from core.people.models import User
from home.demo import steps

PARTNERSHIP = ROOT / "deploy" / "partnerships" / "brackenshire.toml"


class Command(BaseCommand):
    """`manage.py demo [--scale small] [--refresh]`: idempotent; running it again moves every date to today."""

    help = "Load Brackenshire: fictional places, people and local services; real national helplines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--refresh` moves the dates of what is there to today, and loads nothing on a site without the demo."""
        parser.add_argument("--scale", choices=["small"], default="small", help="How much of everything.")
        parser.add_argument("--refresh", action="store_true", help="Only move the demo's dates to today.")
        parser.add_argument("--today", type=datetime.date.fromisoformat, help="Another day than today (YYYY-MM-DD).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each part and say so. Raises CommandError where this is a real partnership's site."""
        today = options["today"] or timezone.localdate()
        if options["refresh"] and not User.objects.filter(is_demo=True).exists():
            raise CommandError("The demo is not loaded here. Run `manage.py demo` first.")
        if not settings.DEMO and User.objects.filter(is_demo=False, is_active=True).exists():
            raise CommandError("People have accounts here already, so this is no place for a demonstration.")
        started = time.monotonic()
        letters, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
        wagtail_log = logging.getLogger("wagtail")
        level = wagtail_log.level
        wagtail_log.setLevel(logging.WARNING)  # a line for each published page would hide the progress
        try:
            call_command("partnership", str(PARTNERSHIP), verbosity=0)
            for name, step in steps():  # nothing is e-mailed: nobody did any of this
                self.stdout.write(f"  {name} …")
                self.stdout.flush()
                step(today)
        finally:
            wagtail_log.setLevel(level)
            settings.EMAIL_BACKEND = letters
        self.stdout.write(f"Brackenshire is ready, with dates around {today} ({time.monotonic() - started:.0f} s).")
