"""Sockets: only `/ws/` runs through ASGI (docs/architecture.md, Serving)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.asgi import get_asgi_application

get_asgi_application()

from config.websockets import application

__all__ = ["application"]
