"""Components, icons, form rendering and front-end files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The house look."""

    name = "core.ui"
    label = "ui"
