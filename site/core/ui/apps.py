"""Components, icons, form rendering and front-end files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The house look."""

    name = "core.ui"
    label = "ui"

    def ready(self) -> None:
        from core.ui.phrases import remember_phrases  # noqa: PLC0415 - apps come first

        remember_phrases()
