"""The partnership and its areas: hub, spokes and postcodes."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """The partnership and its areas."""

    name = "core.areas"
    label = "areas"
