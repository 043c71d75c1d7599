"""What is in a newsletter: made from its fields and the pages as they are now, once, when the sending begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Page

from core.pages.addresses import path_of
from core.pages.enums import Sensitivity
from core.pages.models import BasePage, embargo_of
from core.pages.queries import shown
from news.newsletter import prose
from news.newsletter.models import Newsletter


@dataclass(frozen=True)
class Compiled:
    """`content` as Sending keeps it, and the titles of pages that were chosen and are left out (a page that is gone
    has no title)."""

    content: dict[str, Any]
    left_out: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.content["items"] and not self.content["intro_text"]


def root() -> str:
    """The address of this site without a slash at the end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def includable(ids: Iterable[int]) -> dict[int, BasePage]:
    """Those of the pages `ids` that a newsletter may name now: live, not past their end, not embargoed, open to all,
    not sensitive at all. `core.pages.queries.shown` decides but for the last. One query, and one a kind and language.
    """
    kinds: dict[tuple[type[BasePage], str], list[int]] = defaultdict(list)
    rows = Page.objects.filter(pk__in=set(ids)).select_related("content_type", "locale")
    for page in rows.only("pk", "content_type", "locale"):
        model = page.specific_class
        if model is not None and issubclass(model, BasePage):
            kinds[model, page.locale.language_code].append(page.pk)
    found: dict[int, BasePage] = {}
    for (model, language), wanted in kinds.items():
        pages = shown(model, language=language).filter(pk__in=wanted, sensitivity=Sensitivity.NORMAL)
        found |= {page.pk: page for page in pages if path_of(page.pk) and not embargo_of(page)}
    return found


def compile_now(newsletter: Newsletter) -> Compiled:
    """The content of `newsletter` (saved or not) as it would leave now. Reads only."""
    items = [item for item in newsletter.items.all() if item.page_id or item.pk]
    linked = prose.page_links(newsletter.intro)
    pages = includable([*(item.page_id for item in items if item.page_id), *linked])
    intro_html, intro_text = prose.both(
        newsletter.intro, root=root(), path_of_page=lambda number: path_of(number) or "" if number in pages else ""
    )
    rows, left_out = [], []
    for item in items:
        page = pages.get(item.page_id or 0)
        if page is None:
            left_out.append(item.page.title if item.page else "")
        else:
            rows.append(_row(page, item.words, newsletter.language))
    content = {
        "subject": one_line(newsletter.subject),
        "preheader": one_line(newsletter.preheader),
        "language": newsletter.language,
        "intro_html": intro_html,
        "intro_text": intro_text,
        "items": rows,
    }
    gone = list(Page.objects.filter(pk__in=set(linked) - set(pages)).values_list("title", flat=True))
    return Compiled(content, left_out + gone)


def _row(page: BasePage, words: str, language: str) -> dict[str, str]:
    """One page as a newsletter shows it: events say `when`, and a page type may say more by `newsletter_note`."""
    with override(language):
        day = getattr(page, "published_on", None)
        said = getattr(page, "newsletter_note", "") or getattr(page, "when", "")
        note = said or (date_format(day, "j F Y") if day else "")
    return {
        "title": one_line(page.title),
        "words": one_line(words or page.summary),
        "note": one_line(str(note)),
        "url": root() + (path_of(page.pk) or ""),
    }


def one_line(text: str) -> str:
    """`text` without line breaks and other signs that nobody sees: it may stand in a header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
