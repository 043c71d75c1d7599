"""The one thing to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FILES, link_page, link_url


class CallToActionBlock(PageBlock):
    """A button that leads somewhere."""

    label = CharBlock(
        max_length=60, label=_("Words on the button"), help_text=_("Say what happens, such as “Answer the survey”.")
    )
    page = link_page()
    url = link_url()
    style = ChoiceBlock(
        choices=[("", _("Filled: the one thing to do")), ("line", _("Outlined: something else to do"))],
        required=False,
        label=_("Look"),
        help_text=_("Have one filled button on a page."),
    )

    def ready(self, value: dict[str, Any]) -> dict[str, Any]:
        """With `css`, the button's classes."""
        return {**value, "css": "btn line" if value.get("style") == "line" else "btn"}

    class Meta:
        icon = "link"
        label = _("Button")
        group = FILES
        template = "components/blocks/cta.html"
        preview_value = {"label": "Answer the survey", "url": "https://example.org/", "style": ""}
        description = _("A button to another page.")
