"""What a newcomer meets with `make run`: this machine only, SQLite, memory, local files, e-mail in the terminal."""

import os

os.environ.setdefault("DEMO", "1")

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS

ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
GALLERY = True
