"""Showing pictures and addresses of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.pages import frame
from core.pages.addresses import path_of
from core.pages.pictures import shown

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage
    from wagtail.models import Page

register = template.Library()
MOST_DRAWN = 40  # pieces of HTML on one object: languages, places and styles


class KeptNode(template.Node):
    """Renders what it wraps once for each version of public content, language and further key."""

    def __init__(self, nodelist: NodeList, name: str, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.keys = keys

    def render(self, context: Context) -> SafeString:
        """The wrapped HTML, from memory when it is there. Nothing is kept of pages without a partnership: they are
        made where no database may answer."""
        if not context.get("partnership"):
            return self.nodelist.render(context)
        house = (context.get("demo"), context.get("tour"))
        key = (self.name, get_language(), *house, *(each.resolve(context) for each in self.keys))
        return frame.kept_fragment(context.get("request"), key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" key … %}…{% endkept %}` around HTML made of public content, language and the keys alone."""
    _tag, name, *keys = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, name.strip('"'), [parser.compile_filter(key) for key in keys])


class DrawnNode(template.Node):
    """Renders what it wraps once for each object, language and further key, and keeps the HTML on the object."""

    def __init__(self, nodelist: NodeList, thing: FilterExpression, name: str, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.thing = thing
        self.name = name
        self.keys = keys

    def render(self, context: Context) -> SafeString:
        """The wrapped HTML, from the object when it is there."""
        thing = self.thing.resolve(context, ignore_failures=True)
        own = getattr(thing, "__dict__", None)
        if own is None:  # a dict in the place of a page, or nothing
            return self.nodelist.render(context)
        drawn: dict[Any, SafeString] = own.setdefault("_drawn", {})
        key = (self.name, get_language(), *(each.resolve(context) for each in self.keys))
        found = drawn.get(key)
        if found is None:
            if len(drawn) >= MOST_DRAWN:
                drawn.clear()
            found = drawn[key] = self.nodelist.render(context)
        return found


@register.tag
def drawn(parser: Parser, token: Token) -> DrawnNode:
    """`{% drawn thing "name" key … %}…{% enddrawn %}` around HTML made of `thing`, language and the keys alone.

    It lives as long as the object: a page or an item of a list that is kept for a version of public content is drawn
    once for it, while the draft of a preview is an object of its own, so that it is never shown elsewhere.
    """
    _tag, thing, name, *keys = token.split_contents()
    nodelist = parser.parse(("enddrawn",))
    parser.delete_first_token()
    further = [parser.compile_filter(key) for key in keys]
    return DrawnNode(nodelist, parser.compile_filter(thing), name.strip('"'), further)


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
