"""*What is due* in `/cms/`: reviews, urgent changes to look at, dead links, doubtful numbers, and gaps.

Each section reads one slice of rows, whatever the numbers. No place is in any of them, so none can give one away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Count, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.reviews import SOON, ReviewStage, uk_today
from support.enums import Status
from support.links import dead_links
from support.models import ContactPoint, Need, Service, UrgentChange
from support.queries import visible_needs, visible_to
from support.rules import review_stage

SHOWN = 50
STAGES = {
    ReviewStage.SOON: gettext_lazy("Due soon"),
    ReviewStage.DUE: gettext_lazy("Due today"),
    ReviewStage.LATE: gettext_lazy("Late: readers are told"),
    ReviewStage.STALE: gettext_lazy("Late: not shown as open"),
    ReviewStage.EXPIRED: gettext_lazy("Late: to be hidden"),
}
PROBLEMS = {
    "name": gettext_lazy("No such site"),
    "private": gettext_lazy("Not a public site"),
    "address": gettext_lazy("Not a web address"),
    "loop": gettext_lazy("Sends on and on"),
    "silent": gettext_lazy("No answer"),
}


@dataclass(frozen=True)
class Chosen:
    """What the report is asked for: an area's slug and a team's name, "" for all."""

    area: str = ""
    team: str = ""

    def services(self, outer: str = "") -> Q:
        """The same as a condition on services, or on what has a service as `outer`."""
        condition, path = Q(), f"{outer}__" if outer else ""
        if self.team:
            condition &= Q(**{f"{path}review_owner": self.team})
        if self.area:
            links = Service.areas.through.objects.filter(area__slug=self.area)
            condition &= Q(Exists(links.filter(service=OuterRef(f"{path}pk"))))
        return condition


@dataclass(frozen=True)
class Row:
    """One line: where it leads, its cells (the first is the link), and the urgent change that it stands for, if any."""

    url: str
    cells: list[Any]
    change: UrgentChange | None = None


@dataclass(frozen=True)
class Section:
    """One part of the report. `heads`: headings with | between them. `read(chosen, start, stop)` gives its rows."""

    key: str
    title: str | Promise
    heads: str | Promise
    read: Callable[[Chosen, int, int], list[Row]] = field(repr=False)

    @property
    def headings(self) -> list[str]:
        """The headings of the columns."""
        return str(self.heads).split("|")

    def every_row(self, chosen: Chosen) -> Iterator[list[Any]]:
        """Headings, then the cells of every row, read 500 at a time."""
        yield self.headings
        start = 0
        while rows := self.read(chosen, start, start + 500):
            yield from (row.cells for row in rows)
            start += 500


def edit_url(thing: Any) -> str:
    """The editor of a snippet."""
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def _reviews(chosen: Chosen, start: int, stop: int) -> list[Row]:
    today = uk_today()
    near = Q(review_by__lte=today + SOON, live=True)
    columns = ("pk", "name", "review_owner", "review_by")
    services = Service.objects.order_by().filter(near, chosen.services()).exclude(status=Status.ENDED)
    needs = Need.objects.order_by().filter(near)
    needs = needs.none() if chosen.area else needs.filter(review_owner=chosen.team) if chosen.team else needs
    both = services.values_list(*columns, "hidden_on", Value(0, IntegerField())).union(
        needs.values_list(*columns, Value(None, DateField()), Value(1, IntegerField())), all=True
    )
    rows = both.order_by("review_by", "pk")[start:stop]
    return [_review_row(row, today) for row in rows]


def _review_row(row: tuple[Any, ...], today: Any) -> Row:
    pk, name, team, review_by, hidden, is_need = row
    thing = (Need if is_need else Service)(pk=pk, review_by=review_by)
    state = _("Hidden") if hidden and not is_need else STAGES[review_stage(thing, today)]
    kind = _("Need") if is_need else _("Service")
    return Row(edit_url(thing), [name, kind, team, date_format(review_by, "j M Y"), state])


def _urgent(chosen: Chosen, start: int, stop: int) -> list[Row]:
    condition = chosen.services("service") if chosen.area or chosen.team else Q()
    waiting = UrgentChange.objects.filter(condition, looked_at=None).select_related("service", "need", "by__profile")
    return [
        Row(
            edit_url(change.thing),
            [
                change.thing.name,
                ", ".join(change.kind_names),
                change.reason,
                change.by.name_shown if change.by else "",
                date_format(change.look_by, "j M Y"),
            ],
            change,
        )
        for change in waiting[start:stop]
    ]


def _links(chosen: Chosen, start: int, stop: int) -> list[Row]:
    links = dead_links()
    if chosen.area or chosen.team:
        of_point = ContactPoint.objects.filter(chosen.services("service"), value=OuterRef("url"))
        of_body = Service.objects.filter(chosen.services(), organisation__website=OuterRef("url"))
        links = links.filter(Exists(of_point) | Exists(of_body))
    found = list(links[start:stop])
    owners: dict[str, tuple[int, str]] = {}
    urls = [link.url for link in found]
    live = visible_to()
    of_points = live.filter(contact_points__value__in=urls).values_list("contact_points__value", "pk", "name")
    of_bodies = live.filter(organisation__website__in=urls).values_list("organisation__website", "pk", "name")
    for url, pk, name in chain(of_bodies, of_points):
        owners[url] = (pk, name)
    return [_link_row(link, owners.get(link.url)) for link in found]


def _link_row(link: Any, owner: tuple[int, str] | None) -> Row:
    answer = PROBLEMS.get(link.problem) or _("Answers with error %(status)s") % {"status": link.status}
    since = date_format(link.first_failed_on, "j M Y") if link.first_failed_on else ""
    cells = [owner[1] if owner else "", link.url, answer, since]
    return Row(edit_url(Service(pk=owner[0])) if owner else "", cells)


def _numbers(chosen: Chosen, start: int, stop: int) -> list[Row]:
    points = ContactPoint.objects.filter(chosen.services("service"), is_doubtful=True, service__live=True)
    points = points.select_related("service").order_by("service__name", "pk")[start:stop]
    return [
        Row(edit_url(point.service), [point.service.name, point.get_channel_display(), point.value]) for point in points
    ]


def _gaps(chosen: Chosen, start: int, stop: int) -> list[Row]:
    """Needs with fewer than two national lines, and services that nobody can call, text, write to or visit."""
    rows = []
    if not chosen.area and not chosen.team:
        for need in _needs_without_two_lines():
            words = _("Has %(n)s national line. It needs two.") if need.lines == 1 else _("Has no national line.")
            rows.append(Row(edit_url(need), [need.name, _("Need"), words % {"n": need.lines}]))
    ways = ContactPoint.objects.filter(service=OuterRef("pk"))
    mute = visible_to().filter(chosen.services()).exclude(Exists(ways)).order_by("name", "pk")
    before = len(rows)
    rows = rows[start:stop]
    for service in mute[max(0, start - before) : max(0, stop - before)]:
        rows.append(Row(edit_url(service), [service.name, _("Service"), _("Has no way to get in touch.")]))
    return rows


def _needs_without_two_lines() -> QuerySet[Any]:
    links = Service.needs.through.objects.filter(
        need=OuterRef("pk"),
        service__in=visible_to().exclude(Exists(Service.areas.through.objects.filter(service=OuterRef("pk")))),
    )
    lines = links.order_by().values("need").annotate(n=Count("pk")).values("n")
    counted = Coalesce(Subquery(lines, output_field=IntegerField()), 0)
    return visible_needs().annotate(lines=counted).filter(lines__lt=2)


SECTIONS = {
    section.key: section
    for section in (
        Section("reviews", gettext_lazy("Checks"), gettext_lazy("What|Kind|Team|By|How it stands"), _reviews),
        Section("urgent", gettext_lazy("Changed at once"), gettext_lazy("What|Changed|Why|Who|Look by"), _urgent),
        Section("links", gettext_lazy("Dead links"), gettext_lazy("Service|Address|Answer|Since"), _links),
        Section("numbers", gettext_lazy("Doubtful numbers"), gettext_lazy("Service|Way|Number"), _numbers),
        Section("gaps", gettext_lazy("Gaps"), gettext_lazy("What|Kind|What is missing"), _gaps),
    )
}


def teams() -> list[str]:
    """The teams that keep help right, by name. One query."""
    return list(Service.objects.order_by("review_owner").values_list("review_owner", flat=True).distinct()[:500])
