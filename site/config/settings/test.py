"""Settings of the test run: the same house with fast passwords, plain static names, and e-mail kept in memory."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SAYSO_DATA", str(Path(tempfile.gettempdir()) / "sayso-tests"))
os.environ.setdefault("SECRET_KEY", "not-secret-tests-only")

from config.settings import storage
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, CACHES, CHANNEL_LAYERS, DATABASES, ENV

ALLOWED_HOSTS += ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = storage.file_storages(ENV, manifest=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
REFUSE_DEMO_ACCOUNTS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: threads and live servers in tests would meet "table is locked" otherwise.
    DATABASES["default"]["TEST"] = {"NAME": str(ENV.data / "test.sqlite3")}
# Threads of a live server would keep connections open, and the test database could not be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if ENV.redis_url:
    # Runs side by side share one Redis: each keeps to names of its own.
    RUN = f"test-{os.getpid()}"
    CACHES["default"]["KEY_PREFIX"] = RUN
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = RUN
GALLERY = True
# Tests say themselves when counts are written: a thread of its own would meet another test's tables.
PAGE_VIEWS_WRITTEN_EVERY_SECONDS = float("inf")
