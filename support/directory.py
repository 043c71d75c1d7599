"""Every published service as what the finder asks of it, read once for each version of public content.

The answer to a filter is a mask over all of them (core.search.numbered), made when first asked for and then kept, so
that a question over ten thousand services takes no query. Nothing here says where a service is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.pages.frame import small_value
from core.search.held import holders
from core.search.meaning import Term
from core.search.numbered import Numbered, bits_of, mask_of
from support.enums import AgeGroup, Status
from support.filters import Filters
from support.models import ContactPoint, Service
from support.searching import AREA, NEED, ORGANISATION, SERVICE

MOST_MASKS = 500  # some kB each with ten thousand services
Linked = dict[tuple[str, int | str], list[int]]


class Row(NamedTuple):
    """What the finder asks of one service itself."""

    pk: int
    organisation_id: int
    expire_at: datetime | None
    is_free: bool
    is_fallback: bool
    audience: list[str]
    age_min: int | None
    age_max: int | None
    languages: list[str]

    def is_for_ages(self, first: int, last: int) -> bool:
        """Whether it is for anybody of `first` to `last` years."""
        return (self.age_min is None or self.age_min <= last) and (self.age_max is None or self.age_max >= first)


@dataclass(frozen=True)
class Directory:
    """The services, numbered in the order of lists, and the bits of those that are linked to something: an
    organisation, a need or an area by (kind, id) and (kind, slug), a way in by ("channel" or "language", code)."""

    rows: list[Row]
    numbered: Numbered
    linked: Linked
    _masks: dict[Any, int] = field(default_factory=dict)

    def shown(self, now: datetime) -> int:
        """Those that are not taken down at `now` (aware)."""
        ending = bits_of(self._which("ends", lambda row: row.expire_at is not None))
        ended = mask_of(bit for bit in ending if (at := self.rows[bit].expire_at) is not None and at <= now)
        return self._which("all", lambda row: True) & ~ended

    def everywhere(self) -> int:
        """Those that work everywhere: without areas."""
        return self._which("all", lambda row: True) & ~self.to("linked", AREA)

    def fallbacks(self) -> int:
        """The lines that help anyone."""
        return self._which("fallback", lambda row: row.is_fallback)

    def matching(self, filters: Filters) -> int:
        """Those that fit `filters`, its words and its place apart."""
        found = self._which("all", lambda row: True)
        if filters.need:
            found &= self.to(NEED, filters.need)
        if filters.free:
            found &= self._which("free", lambda row: row.is_free)
        if code := filters.audience:
            found &= self._which(("audience", code), lambda row: not row.audience or code in row.audience)
        if filters.age:
            first, last = AgeGroup(filters.age).years
            found &= self._which(("age", filters.age), lambda row: row.is_for_ages(first, last))
        if filters.channels:
            offered = 0
            for channel in filters.channels:
                offered |= self.to("channel", channel)
            found &= offered
        if spoken := filters.language:
            own = self._which(("language", spoken), lambda row: spoken in row.languages)
            found &= own | self.to("language", spoken)
        return found

    def holding(self, term: Term) -> int:
        """Those that hold `term` themselves, or by their organisation, a need or an area."""
        found = self.numbered.holding(SERVICE, term)[-1]
        for kind, pk in holders(term, ORGANISATION, NEED, AREA):
            found |= self.to(kind, pk)
        return found

    def to(self, kind: str, name: int | str) -> int:
        """Those that are linked to one thing."""
        return self._kept(("to", kind, name), lambda: self.linked.get((kind, name), ()))

    def _which(self, name: Any, test: Callable[[Row], bool]) -> int:
        return self._kept(name, lambda: (bit for bit, row in enumerate(self.rows) if test(row)))

    def _kept(self, name: Any, bits: Callable[[], Iterable[int]]) -> int:
        found = self._masks.get(name)
        if found is None:
            found = mask_of(bits())
            if len(self._masks) >= MOST_MASKS:
                self._masks.clear()
            self._masks[name] = found
        return found


def directory() -> Directory:
    """The directory of this version. No query when warm; four when cold."""
    return small_value("support.directory", _read)


def published() -> QuerySet[Service]:
    """Services that anybody may see until they expire: published, not ended, not hidden for want of a check."""
    return Service.objects.filter(live=True, hidden_on=None).exclude(status=Status.ENDED)


def _read() -> Directory:
    rows = [Row(*row) for row in published().order_by("position", "name").values_list(*Row._fields)]
    numbered = Numbered(row.pk for row in rows)
    linked: Linked = defaultdict(list)
    for bit, row in enumerate(rows):
        linked[ORGANISATION, row.organisation_id].append(bit)
    for kind in (NEED, AREA):
        links = getattr(Service, f"{kind}s").through.objects.values_list("service_id", f"{kind}_id", f"{kind}__slug")
        for service, pk, slug in links:
            if (bit := numbered.bit.get(service, -1)) >= 0:
                for name in ((kind, pk), (kind, slug), ("linked", kind)):
                    linked[name].append(bit)
    for service, channel, languages in ContactPoint.objects.values_list("service_id", "channel", "languages"):
        if (bit := numbered.bit.get(service, -1)) >= 0:
            linked["channel", channel].append(bit)
            for code in languages:
                linked["language", code].append(bit)
    return Directory(rows, numbered, dict(linked))
