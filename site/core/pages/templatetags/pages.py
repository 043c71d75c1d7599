"""Showing pictures and addresses of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from core.pages import frame
from core.pages.addresses import path_of
from core.pages.pictures import shown

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage
    from wagtail.models import Page

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: AbstractImage,
    alt: str = "",
    sizes: str = "(min-width: 60rem) 40rem, 94vw",
    css: str = "",
    soon: bool = False,
) -> dict[str, Any]:
    """A picture element of `image` in avif, webp and jpeg; an empty `alt` marks it as decoration.

    `sizes` is how wide it is shown, in CSS lengths; `css` its class; `soon` loads it at once (the first screen).
    """
    return {"shown": shown(image, alt), "sizes": sizes, "css": css, "soon": soon}


@register.simple_tag
def is_demo() -> bool:
    """Whether this is a demonstration, for e-mails, which are made without a request."""
    return frame.is_demo()


@register.simple_tag
def address(page: Page) -> str:
    """The public path of a live page, from the address map (no query); Wagtail's own for a draft."""
    return path_of(page.pk) or page.url or ""
