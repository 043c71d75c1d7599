"""News pages and feeds."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """News pages and feeds."""

    name = "news"
    label = "news"
