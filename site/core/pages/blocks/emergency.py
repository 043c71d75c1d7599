"""The numbers for danger and for talking to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StaticBlock

from core.areas.queries import partnership
from core.pages.blocks.parts import PEOPLE
from core.pages.frame import small_value
from core.ui import helplines


class EmergencyBlock(StaticBlock):
    """999 and the partnership's lines, as they are now. It has no fields, so it can never go out of date."""

    def ready(self, _value: object) -> dict[str, Any]:
        """The `lines` of the footer. No query when the frame is warm."""
        house = small_value("partnership", partnership)
        return {"lines": helplines.shown(house.helplines if house else [], "footer")}

    def get_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The lines."""
        return {**super().get_context(value, parent_context=parent_context), "value": self.ready(value)}

    class Meta:
        icon = "warning"
        label = _("Emergency numbers")
        group = PEOPLE
        template = "components/blocks/emergency.html"
        preview_template = "components/blocks/preview.html"
        preview_value = None
        admin_text = _("Shows 999 and the partnership's helplines, always as they are now.")
        description = _("999 and the partnership's helplines.")
