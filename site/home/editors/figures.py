"""The figures of one month, made from counts that follow nobody (DESIGN §4: small counts are not shown)."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from core.pages.models import PageViews
from core.pages.reviews import uk_today
from core.pages.views_count import SMALLEST_SHOWN
from core.search.models import MissedWord
from home.editors.downloads import PREFIX
from home.usefulness import shown
from news.newsletter.queries import sent_in

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z", re.ASCII)
MONTHS_DRAWN = 12
BASE_LINE, STEP, EDGE = 104, 40, 6
MOST_ROWS = 20
SEARCH = "/search/"


@dataclass(frozen=True)
class Month:
    """A calendar month in the UK."""

    year: int
    number: int

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, self.number, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return datetime.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def back(self, months: int) -> Month:
        """The month so many months before."""
        count = self.year * 12 + self.number - 1 - months
        return Month(count // 12, count % 12 + 1)

    @property
    def code(self) -> str:
        """Such as 2026-11."""
        return f"{self.year}-{self.number:02}"

    def __str__(self) -> str:
        return date_format(self.first, "F Y")


@dataclass(frozen=True)
class Total:
    """One figure of the month beside the same of the month before."""

    name: str
    now: int
    before: int

    @property
    def words(self) -> str:
        """The figure as staff see it."""
        return shown(self.now)

    @property
    def words_before(self) -> str:
        """The month before."""
        return shown(self.before)


@dataclass(frozen=True)
class Bar:
    """One month of the picture: its figure, how high it stands (0–100 of the highest), and its left edge."""

    month: Month
    words: str
    height: int
    x: int

    @property
    def y(self) -> int:
        """Its upper edge."""
        return BASE_LINE - self.height


@dataclass(frozen=True)
class Figures:
    """Everything that the page and the file show."""

    month: Month
    totals: list[Total]
    bars: list[Bar]
    pages: list[tuple[str, str]]
    downloads: list[tuple[str, str]]
    missed: list[tuple[str, str]]


def month_of(text: str, today: datetime.date | None = None) -> Month:
    """The month that `text` names (YYYY-MM), no later than this one; this month where it names none."""
    today = today or uk_today()
    this = Month(today.year, today.month)
    match = MONTH.match(text)
    asked = Month(int(match[1]), int(match[2])) if match else this
    return asked if asked.first <= this.first else this


def figures(month: Month) -> Figures:
    """The figures of `month`. Eleven queries, whatever the site holds."""
    previous = month.back(1)
    now, before = _totals(month), _totals(previous)
    names = {
        "pages": _("Pages read"),
        "downloads": _("Files downloaded"),
        "missed": _("Words searched and not found"),
        "copies": _("Newsletters sent, copies in all"),
    }
    views = _by_month(month)
    highest = max([*views.values(), 1])
    drawn = [month.back(ago) for ago in reversed(range(MONTHS_DRAWN))]
    bars = [_bar(place, each, views[each.code], highest) for place, each in enumerate(drawn)]
    return Figures(
        month,
        [Total(name, now[key], before[key]) for key, name in names.items()],
        bars,
        _most_read(month),
        _most_downloaded(month),
        _missed(month),
    )


def _bar(place: int, month: Month, reads: int, highest: int) -> Bar:
    """A bar; months with a small count have none, as their figure is not shown."""
    height = round(100 * reads / highest) if reads >= SMALLEST_SHOWN else 0
    return Bar(month, shown(reads), height, place * STEP + EDGE)


def every_row(found: Figures) -> Iterator[tuple[str, str, str]]:
    """The rows of the file: part, what, how many."""
    yield _("Part"), _("What"), str(found.month)
    for total in found.totals:
        yield _("In all"), total.name, total.words
    for bar in found.bars:
        yield _("Pages read by month"), bar.month.code, bar.words
    for part, rows in (
        (_("Most read"), found.pages),
        (_("Most downloaded"), found.downloads),
        (_("Searched and not found"), found.missed),
    ):
        for name, number in rows:
            yield part, name, number


def _in(month: Month) -> dict[str, datetime.date]:
    return {"day__gte": month.first, "day__lte": month.last}


def _totals(month: Month) -> dict[str, int]:
    files = Q(path__startswith=PREFIX)
    read = PageViews.objects.filter(**_in(month)).aggregate(
        pages=Sum("reads", filter=~files), downloads=Sum("reads", filter=files)
    )
    missed = MissedWord.objects.filter(**_in(month)).aggregate(missed=Sum("times"))
    counts = {key: number or 0 for key, number in {**read, **missed}.items()}
    return counts | {"copies": sent_in(month.first)["copies"]}


def _by_month(month: Month) -> dict[str, int]:
    first = month.back(MONTHS_DRAWN - 1).first
    found = {month.back(ago).code: 0 for ago in range(MONTHS_DRAWN)}
    rows = PageViews.objects.filter(day__gte=first, day__lte=month.last).exclude(path__startswith=PREFIX)
    for year, number, reads in rows.values_list("day__year", "day__month").annotate(n=Sum("reads")):
        found[Month(year, number).code] = reads
    return found


def _most_read(month: Month) -> list[tuple[str, str]]:
    rows = PageViews.objects.filter(**_in(month)).exclude(path__startswith=PREFIX).values("path")
    most = rows.annotate(n=Sum("reads")).filter(n__gt=0).order_by("-n", "path")[:MOST_ROWS]
    return [(path, shown(n)) for path, n in most.values_list("path", "n")]


def _most_downloaded(month: Month) -> list[tuple[str, str]]:
    rows = PageViews.objects.filter(**_in(month), path__regex=rf"^{PREFIX}[0-9]{{1,18}}/$").values("path")
    most = rows.annotate(n=Sum("reads")).filter(n__gt=0).order_by("-n", "path")[:MOST_ROWS]
    counted = [(path.removeprefix(PREFIX).split("/")[0], n) for path, n in most.values_list("path", "n")]
    files = get_document_model().objects.filter(pk__in=[pk for pk, _n in counted])
    titles = {str(pk): title for pk, title in files.values_list("pk", "title")}
    return [(titles.get(pk, _("A file that was deleted")), shown(n)) for pk, n in counted]


def _missed(month: Month) -> list[tuple[str, str]]:
    words = MissedWord.objects.filter(**_in(month)).values("word").annotate(n=Sum("times"))
    return [(word, shown(n)) for word, n in words.order_by("-n", "word")[:MOST_ROWS].values_list("word", "n")]
