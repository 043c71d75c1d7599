"""Which page answers which address: one small map, read once a version, in place of walking Wagtail's tree.

Measured: Wagtail's own `route()` costs a query a level and answers `/cy/news/x/` with the English page. Here a page
answers only in its own language, and every public page is found without a query.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page, PageViewRestriction, Site

from core.pages.frame import small_value


@dataclass(frozen=True)
class Address:
    """A live page: its id, its model's content type id, whether it is private, and its path from the host's root."""

    page_id: int
    content_type_id: int
    private: bool
    path: str


@dataclass(frozen=True)
class AddressMap:
    """Every live page of the one Site, by (language, path inside the language) and by id."""

    site: Site | None
    by_path: dict[tuple[str, str], Address]
    by_id: dict[int, Address]


def address_map() -> AddressMap:
    """The map of this version of the site. No query when it is warm; four when it is not."""
    return small_value("addresses", _read)


def path_of(page_id: int) -> str | None:
    """The public path of a live page, such as `/news/late-buses/`, or None."""
    address = address_map().by_id.get(page_id)
    return address.path if address else None


def public_path(page_id: int) -> str | None:
    """The public path of a live page that is open to all, or None."""
    address = address_map().by_id.get(page_id)
    return address.path if address and not address.private else None


def languages_of(path: str) -> list[str]:
    """The language codes in which a page answers at `path` (without a language prefix)."""
    known = address_map().by_path
    return [code for code, _name in settings.LANGUAGES if (code, path) in known]


def language_roots(site: Site) -> dict[str, str]:
    """The first page of each language: its Wagtail path and the code of the language. One query."""
    first_pages = Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    return {page.url_path: page.locale.language_code for page in first_pages}


def path_inside(url_path: str, roots: dict[str, str]) -> str | None:
    """The public path, such as `/cy/news/x/`, of Wagtail's `url_path`; None where it is below none of `roots`."""
    root = next((root for root in roots if url_path.startswith(root)), None)
    if root is None:
        return None
    language, inside = roots[root], url_path[len(root) :]
    return f"/{inside}" if language == settings.LANGUAGE_CODE else f"/{language}/{inside}"


def _read() -> AddressMap:
    site = Site.objects.select_related("root_page", "root_page__locale").filter(is_default_site=True).first()
    if site is None:
        return AddressMap(None, {}, {})
    roots = language_roots(site)
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    by_path: dict[tuple[str, str], Address] = {}
    by_id: dict[int, Address] = {}
    rows = Page.objects.filter(live=True).values_list("id", "content_type_id", "path", "url_path")
    for page_id, content_type_id, tree_path, url_path in rows:
        root = next((root for root in roots if url_path.startswith(root)), None)
        if root is None:
            continue
        language, inside = roots[root], url_path[len(root) :]
        prefix = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
        address = Address(page_id, content_type_id, tree_path.startswith(closed), prefix + inside)
        by_path[language, inside] = address
        by_id[page_id] = address
    return AddressMap(site, by_path, by_id)
