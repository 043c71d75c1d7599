"""What the pages of publications show, gathered in few queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument

from core.areas.queries import partnership
from core.pages.addresses import path_of
from core.pages.body import read_body
from core.pages.cache import keep_while_shown
from core.pages.frame import small_value
from core.ui.templatetags.ui import local
from news.publications.enums import Kind
from news.publications.models import FreedomOfInformationPage, PublicationPage
from news.publications.queries import by_class, listing, newer_and_older

LARGE = 5 * 1024 * 1024  # bytes: from here on a file costs somebody on a phone real money


@dataclass(frozen=True)
class ShownFile:
    """A file as the page shows it."""

    title: str
    url: str
    kind: str
    size: int
    pages: int | None
    form: str
    dated: datetime.date | None
    is_earlier: bool

    @property
    def is_large(self) -> bool:
        """Whether to warn before somebody fetches it."""
        return self.size > LARGE


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The list asked for. Two queries with the frame warm."""
    found = listing(request.GET)
    keep_while_shown(request, found.items)
    return {"listing": found, "chosen": found.chosen, "kinds": Kind.choices, "canonical_query": found.own}


def publication_context(page: PublicationPage, request: HttpRequest) -> dict[str, Any]:
    """One publication with its files, in at most four queries: files, areas, versions, files in the writing."""
    newer, older = newer_and_older(page)
    keep_while_shown(request, [*([newer] if newer else []), *older])
    files = shown_files(page)
    crumbs = [(_("Home"), local("/")), (_("Publications"), local("/publications/"))]
    return {
        "body": read_body(page.body.raw_data),
        "page_areas": list(page.areas.all()),
        "files": [each for each in files if not each.is_earlier],
        "earlier_files": [each for each in files if each.is_earlier],
        "newer": newer,
        "older": older,
        "contact": format_contact(),
        "crumbs": crumbs,
        "json_ld": _data(request, page, [each for each in files if not each.is_earlier]),
    }


def scheme_context(page: FreedomOfInformationPage, request: HttpRequest) -> dict[str, Any]:
    """How to ask, and what is published by class."""
    shelves = by_class()
    for shelf in shelves:
        keep_while_shown(request, shelf.items)
    crumbs = [(_("Home"), local("/")), (_("About"), local("/about/"))]
    return {"body": read_body(page.body.raw_data), "shelves": shelves, "house": small_value("partnership", partnership),
            "crumbs": crumbs}  # fmt: skip


def shown_files(page: PublicationPage) -> list[ShownFile]:
    """The files of `page` in order. One query; in previews and drafts those of the draft."""
    return [
        ShownFile(
            row.title or document.title,
            document.url,
            document.file_extension.upper(),
            document.file_size or 0,
            getattr(document, "pages", None),
            row.form,
            row.dated or page.published_on,
            row.is_earlier,
        )
        for row in page.files.all().select_related("document")
        if (document := _document(row)) is not None
    ]


def _document(row: Any) -> AbstractDocument | None:
    return row.document if row.document_id else None


def format_contact() -> str:
    """The e-mail to ask for another format: the one for that, else the general one; empty where nobody gave one."""
    house = small_value("partnership", partnership)
    wanted = str((house.facts or {}).get("accessibility_contact") or "").strip()
    return wanted if "@" in wanted and " " not in wanted else house.contact_email


def _data(request: HttpRequest, page: PublicationPage, files: list[ShownFile]) -> dict[str, Any]:
    """`page` as a Report of schema.org. No query when the frame is warm."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": page.title,
        "description": page.summary,
        "genre": str(page.get_kind_display()),
        "datePublished": page.published_on.isoformat(),
        "dateModified": (page.updated_on or page.published_on).isoformat(),
        "url": request.build_absolute_uri(path_of(page.pk) or request.path),
        "publisher": {"@type": "Organization", "name": small_value("partnership", partnership).name},
        "encoding": [
            {"@type": "MediaObject", "name": each.title, "contentUrl": request.build_absolute_uri(each.url)}
            for each in files
        ],
    }
