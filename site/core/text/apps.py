"""The one seam through which text that people write becomes HTML."""

from django.apps import AppConfig


class TextConfig(AppConfig):
    """This package as a Django app."""

    name = "core.text"
    label = "text"
