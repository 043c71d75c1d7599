"""Live updates: groups, publishing and the hub of sockets."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """This package as a Django app."""

    name = "core.live"
    label = "live"
