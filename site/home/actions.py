"""Writes of home."""

from __future__ import annotations

from django.db import transaction

from core.pages.addresses import address_map
from core.screening.scan import scan
from home.models import PageFeedback

MASK = "[…]"


@transaction.atomic
def tell_about_page(*, kind: str, path: str, text: str) -> PageFeedback:
    """Store what somebody said about the page at `path`, with e-mail addresses and the like masked.

    A request for another format keeps how to reach the person, who gave it for that. Writes one row; sends nothing.
    """
    kept = text if kind == PageFeedback.Kind.FORMAT else masked(text)
    return PageFeedback.objects.create(kind=kind, path=path, page_id=_page_at(path), text=kept)


def masked(text: str) -> str:
    """`text` with everything that looks like personal data replaced by MASK; no longer than 300 characters."""
    pieces, last = [], 0
    for hit in sorted((hit for hit in scan(text) if hit.kind == "personal"), key=lambda hit: hit.start):
        if hit.start < last:
            continue
        pieces += [text[last : hit.start], MASK]
        last = hit.end
    return "".join([*pieces, text[last:]])[:300]


def _page_at(path: str) -> int | None:
    return next((each.page_id for each in address_map().by_id.values() if each.path == path), None)
