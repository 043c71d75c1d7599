"""Choosing a monitoring question in the editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.standard.library import items


def _items() -> list[tuple[str, str]]:
    return [(item["key"], f"{item['label']} ({item['source']}, {item['dated']})") for item in items().values()]


class StandardBlock(blocks.StructBlock):
    """A question about the person, worded as statistics offices word it; always last, always optional."""

    item = blocks.ChoiceBlock(label=_("Question"), choices=_items)
    when = blocks.CharBlock(label=_("Show it only when"), max_length=2000, required=False)
    code = blocks.RegexBlock(regex=r"^[A-Za-z_][A-Za-z0-9_]{0,31}$", label=_("Short name for rules"), required=False)

    class Meta:
        icon = "group"
        label = _("Monitoring question")
