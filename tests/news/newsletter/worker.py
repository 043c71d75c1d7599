"""A worker of its own, for tests that kill it: `python -m tests.news.newsletter.worker <port of the mail server>`.

It works on the database of the test run until nothing is left to send.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")


def main() -> None:
    import django
    from django.conf import settings

    settings.DATABASES["default"].update(json.loads(os.environ["TEST_DATABASE"]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", int(sys.argv[1]), 30
    settings.DEMO = False
    django.setup()
    from news.newsletter.enums import Stage
    from news.newsletter.models import Sending
    from news.newsletter.sending import send_due

    while Sending.objects.filter(stage__in=[Stage.SCHEDULED, Stage.SENDING]).exists():
        send_due()
        time.sleep(0.02)


if __name__ == "__main__":
    main()
