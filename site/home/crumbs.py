"""The way from the first page to a page, for the reader and for search engines."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.pages.addresses import address_map, path_of
from core.pages.cards import cards
from core.pages.frame import small_value
from core.ui.templatetags.ui import local

Crumbs = list[tuple[str, str]]


def crumbs(page: Page) -> Crumbs:
    """(title, address) of each page above `page`, the first page in front. No query when addresses are warm."""
    way = [(_("Home"), local("/"))]
    known = address_map().by_id.get(page.pk)
    parts = known.path.strip("/").split("/")[:-1] if known else []
    for number in range(1, len(parts) + 1):
        address = "/" + "/".join(parts[:number]) + "/"
        title = small_value(f"titles.{page.locale_id}", _titles).get(address)
        if title:
            way.append((title, address))
    return way


def _titles() -> dict[str, str]:
    """The title of every page of this language that has pages below, by its address; very sensitive ones left out."""
    parents = Page.objects.filter(live=True, numchild__gt=0, depth__gt=2).values_list("pk", flat=True)
    return {path: card.title for pk, card in cards(parents).items() if (path := path_of(pk))}
