"""What a page says of itself in its head: its one address, the card of a shared link, linked data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.pages import linked
from core.pages.pictures import card_file
from core.text.plain import one_line as plain_line
from core.ui.templatetags.ui import data_block

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

register = template.Library()
# The picture of pages without one of their own: the Say shapes, no words.
OWN_CARD = ("ui/card.png", 1200, 630)
LOCALES = {"en-gb": "en_GB", "cy": "cy_GB", "ar": "ar_AR"}


@register.filter
def one_line(value: object) -> str:
    """Words for other programs: one line, nothing in it that turns the direction of what follows."""
    return plain_line(value or "")


@register.simple_tag(takes_context=True)
def page_url(context: Context) -> str:
    """The one absolute address of this page: without anything in the query that does not matter to it."""
    request = context["request"]
    return str(request.build_absolute_uri(request.path + context.get("canonical_query", "")))


@register.simple_tag(takes_context=True)
def card_picture(context: Context, picture: AbstractImage | None) -> dict[str, Any]:
    """The picture of a shared link, from this site: `url` (absolute), `width` and `height` in pixels."""
    url, width, height = card_file(picture) if picture else (static(OWN_CARD[0]), *OWN_CARD[1:])
    return {"url": context["request"].build_absolute_uri(url), "width": width, "height": height}


@register.simple_tag
def card_locale() -> str:
    """The language of this page as the cards of shared links name it, such as en_GB."""
    code = get_language() or "en-gb"
    return LOCALES.get(code, code.replace("-", "_"))


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: Context, crumbs: list[tuple[object, str]], title: str) -> SafeString:
    """The way to this page as linked data."""
    return data_block(linked.breadcrumbs(context["request"], crumbs, title))


@register.simple_tag(takes_context=True)
def organisation_data(context: Context) -> SafeString:
    """Who runs this site, as linked data; nothing where no partnership is known."""
    house = context.get("partnership")
    return data_block(linked.organisation(context["request"], house)) if house else SafeString()
