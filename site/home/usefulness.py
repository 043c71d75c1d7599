""" "Was this page useful?": counts by address and day, and how pages do, without anything about anybody."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Sum
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.models import Page

from core.pages.addresses import address_map
from core.pages.enums import Sensitivity
from core.pages.models import PageViews
from core.pages.reviews import uk_today
from core.pages.views_count import SMALLEST_SHOWN
from home.models import PageUse
from support.queries import visible_needs, visible_to

DAYS = 28
PLAIN = frozenset({"support:finder", "emergency"})


@transaction.atomic
def count(path: str, *, useful: bool) -> bool:
    """Count one answer about the page at `path` today; whether it was counted. Only pages that exist are, and no very
    sensitive one. At most five queries; writes one row."""
    if not _is_counted(path):
        return False
    row, _made = PageUse.objects.get_or_create(path=path, day=uk_today())
    field = "yes" if useful else "no"
    PageUse.objects.filter(pk=row.pk).update(**{field: F(field) + 1})
    return True


def _is_counted(path: str) -> bool:
    if not path.startswith("/") or not path.isprintable() or len(path) > 200:
        return False
    try:
        with translation.override(get_language_from_path(path) or translation.get_language()):
            match = resolve(path)
    except Resolver404:
        return False
    if match.view_name in PLAIN:
        return True
    found = {"slug": match.kwargs.get("slug"), "sensitivity__lt": Sensitivity.HIDDEN}
    if match.view_name == "support:need":
        return visible_needs().filter(**found).exists()
    if match.view_name == "support:service":
        return visible_to().filter(**found).exists()
    return _is_counted_page(path)


def _is_counted_page(path: str) -> bool:
    known = next((each for each in address_map().by_id.values() if each.path == path and not each.private), None)
    if known is None:
        return False
    page = Page.objects.get(pk=known.page_id).specific
    return getattr(page, "sensitivity", Sensitivity.HIDDEN) < Sensitivity.HIDDEN


def shown(number: int) -> str:
    """A count as staff see it: nothing under 10, else rounded to 5."""
    return str(5 * round(number / 5)) if number >= SMALLEST_SHOWN else f"< {SMALLEST_SHOWN}"


def how_pages_do(start: int, stop: int, today: datetime.date | None = None) -> list[tuple[str, str, str, str]]:
    """The addresses from `start` to `stop`, those read most in the last 28 days first: (address, reads, useful, not
    useful), counts as `shown`. Two queries."""
    since = (today or uk_today()) - datetime.timedelta(days=DAYS)
    read = PageViews.objects.filter(day__gt=since).values("path").annotate(n=Sum("reads")).order_by("-n", "path")
    rows = list(read.values_list("path", "n")[start:stop])
    said = PageUse.objects.filter(day__gt=since, path__in=[path for path, _n in rows]).values("path")
    uses = {path: (yes, no) for path, yes, no in said.annotate(y=Sum("yes"), n=Sum("no")).values_list("path", "y", "n")}
    return [(path, shown(n), *(shown(each) for each in uses.get(path, (0, 0)))) for path, n in rows]  # type: ignore[misc]


def every_row(heads: list[str]) -> Iterator[list[str] | tuple[str, ...]]:
    """The headings, then all rows, at most 20,000, read 500 at a time."""
    yield heads
    for start in range(0, 20_000, 500):
        rows = how_pages_do(start, start + 500)
        yield from rows
        if len(rows) < 500:
            return
