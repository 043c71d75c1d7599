"""Reads of the partnership's pages. Partners come from one register in memory; linked pages cost one query a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.cache import keep_while_shown, next_uk_midnight
from core.pages.cards import Card, below, cards
from core.pages.frame import small_value, timed_value
from core.pages.pictures import with_renditions
from core.pages.queries import in_area, shown
from core.pages.reviews import uk_today
from home.partnership.enums import Duty
from home.partnership.models import PartnerOrganisation, PersonPage, ProjectConsultation, ProjectPage
from news.models import NewsPage
from news.queries import public as public_news

RELEASES = 8
RawBlock = Mapping[str, Any]


# --- Partners --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Partner:
    """A body of the register, ready to show, with the slugs of its areas (none: everywhere)."""

    row: PartnerOrganisation
    areas: frozenset[str]
    logo: Any = None

    def is_listed(self, today: datetime.date) -> bool:
        """Whether it is a partner on `today`."""
        joined, left = self.row.joined_on, self.row.left_on
        return (joined is None or joined <= today) and (left is None or left > today)


def registry() -> dict[int, Partner]:
    """Every partner by id, also those that left. No query when it is in memory; three when it is not."""
    return small_value("partners", _read_registry)


def _read_registry() -> dict[int, Partner]:
    rows = list(PartnerOrganisation.objects.prefetch_related("areas"))
    logos = with_renditions(row.logo_id for row in rows if row.logo_id)
    return {
        row.pk: Partner(row, frozenset(area.slug for area in row.areas.all()), logos.get(row.logo_id or 0))
        for row in rows
    }


def chosen_partner(number: int | None) -> Partner | None:
    """The partner with this id, where it is one today."""
    partner = registry().get(number or 0)
    return partner if partner and partner.is_listed(uk_today()) else None


def members_of(raw: Iterable[RawBlock]) -> list[tuple[Partner, str]]:
    """(partner, role) of each member block whose partner is one today."""
    found = ((chosen_partner(block["value"].get("organisation")), block["value"].get("role") or "") for block in raw)
    return [(partner, role) for partner, role in found if partner]


@dataclass(frozen=True)
class PartnerGroups:
    """The register as its page shows it: (title, partners) of each group that has any, and the area asked for."""

    groups: list[tuple[str, list[Partner]]]
    area: Area | None
    everyone: list[Partner] = field(default_factory=list)


def active_area(slug: str) -> Area | None:
    """The active area with this slug. No query when areas are in memory."""
    return next((area for area in small_value("areas", active_areas) if area.slug == slug), None)


def partners_of(area_slug: str) -> PartnerGroups:
    """Partners of today, those of the duty first; with the slug of an area, those there and those everywhere."""
    area, today = active_area(area_slug), uk_today()
    everyone = [each for each in registry().values() if each.is_listed(today)]
    if area:
        everyone = [each for each in everyone if not each.areas or area.slug in each.areas]
    groups = [
        (_("Specified authorities"), [each for each in everyone if each.row.duty == Duty.SPECIFIED]),
        (_("Relevant authorities"), [each for each in everyone if each.row.duty == Duty.RELEVANT]),
        (_("Other partners"), [each for each in everyone if not each.row.duty]),
    ]
    return PartnerGroups([(title, found) for title, found in groups if found], area, everyone)


# --- Papers and meetings ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Paper:
    """Something to read: a page or another site (`title`, `url`, `summary`) or a file (`document`)."""

    title: str
    url: str
    summary: str = ""
    document: Any = None
    is_outside: bool = False


def read_papers(request: HttpRequest, raw: Iterable[RawBlock]) -> list[Paper]:
    """The papers of stream data in order, without those that are not public. At most two queries."""
    (papers,), found = _papers([list(raw)])
    keep_while_shown(request, found)
    return papers


def papers_of(first: Iterable[RawBlock], second: Iterable[RawBlock]) -> tuple[list[Paper], list[Paper], list[Card]]:
    """The papers of two streams, and the pages among them. At most two queries."""
    (one, two), found = _papers([list(first), list(second)])
    return one, two, found


def _papers(streams: list[list[RawBlock]]) -> tuple[list[list[Paper]], list[Card]]:
    blocks = [block for stream in streams for block in stream]
    pages = cards(block["value"] for block in blocks if block["type"] == "page")
    files = _files(block["value"].get("document") for block in blocks if block["type"] == "document")
    every = [[_paper(block["type"], block["value"], pages, files) for block in stream] for stream in streams]
    return [[paper for paper in stream if paper] for stream in every], list(pages.values())


def _paper(kind: str, value: Any, pages: Mapping[int, Card], files: Mapping[int, Any]) -> Paper | None:
    if kind == "page":
        card = pages.get(value)
        return Paper(card.title, card.url, card.summary) if card else None
    if kind == "link":
        return Paper(value["words"], value["url"], is_outside=True)
    document = files.get(value.get("document"))
    if document is None:
        return None
    return Paper(value.get("title") or document.title, document.url, value.get("description") or "", document)


def _files(ids: Iterable[int | None]) -> dict[int, Any]:
    wanted = {number for number in ids if number}
    return get_document_model().objects.in_bulk(wanted) if wanted else {}


@dataclass(frozen=True)
class Meeting:
    """One meeting: its UK day, words, and the page and file about it where they are public."""

    day: datetime.date
    words: str
    card: Card | None
    document: Any


@dataclass(frozen=True)
class Meetings:
    """Meetings to come, the next first, and past ones, the latest first."""

    coming: list[Meeting]
    past: list[Meeting]


def read_meetings(request: HttpRequest, raw: Iterable[RawBlock]) -> Meetings:
    """The meetings of stream data. Kept pages end at UK midnight, so "to come" is true. At most two queries."""
    values = [block["value"] for block in raw]
    pages = cards(value.get("page") for value in values)
    keep_while_shown(request, pages.values())
    files = _files(value.get("document") for value in values)
    every = [
        Meeting(day, value.get("words") or "", pages.get(value.get("page")), files.get(value.get("document")))
        for value in values
        if (day := parse_date(str(value.get("day") or "")))
    ]
    today = uk_today()
    coming = sorted((one for one in every if one.day >= today), key=lambda one: one.day)
    past = sorted((one for one in every if one.day < today), key=lambda one: one.day, reverse=True)
    return Meetings(coming, past)


# --- Sections, projects, people, releases ----------------------------------------------------------------------------
def children(page: Page) -> list[Card]:
    """The pages straight below `page` that lists may show. One query at most."""
    return below(page)


def project_words(found: Iterable[Card]) -> dict[int, str]:
    """How far each project among `found` is, by the id of its page. One query."""
    ids = [card.page_id for card in found if card.model is ProjectPage]
    return {page.pk: str(page.get_status_display()) for page in ProjectPage.objects.filter(pk__in=ids).only("status")}


def consultations_of(request: HttpRequest, project: ProjectPage) -> list[Card]:
    """The consultations that `project` answers, where they are public. At most two queries."""
    rows = project.once("consultations", lambda: list(project.consultations.all()))
    ids = [row.consultation_id for row in rows if isinstance(row, ProjectConsultation)]
    found = cards(ids)
    keep_while_shown(request, found.values())
    return [found[number] for number in ids if number in found]


def people(*, area_id: int | None = None, below_page: Page | None = None, also: int | None = None) -> list[PersonPage]:
    """People in the order of the tree, with areas, photo and organisation at hand, in a list of the caller's own. No
    query when warm, else three.

    `area_id`: those of one area and those of everywhere. `below_page`: those straight below one page, and the person
    whose page has the id `also`.
    """

    def load(now: datetime.datetime) -> tuple[list[PersonPage], datetime.datetime]:
        pages = in_area(shown(PersonPage), area_id).order_by("path")
        if below_page is not None:
            pages = pages.filter(Q(path__startswith=below_page.path, depth=below_page.depth + 1) | Q(pk=also))
        found = _ready(pages)
        # Whom somebody works for is a partner from one day to another.
        return found, min([next_uk_midnight(now), *(each.expire_at for each in found if each.expire_at)])

    place = below_page.path if below_page else ""
    key = (area_id, place, also, get_language())
    return [*timed_value("partnership.people", load, timezone.now(), key=key)]


def _ready(pages: QuerySet[PersonPage]) -> list[PersonPage]:
    found = list(pages.defer("body", "words").prefetch_related("areas"))
    photos = with_renditions(each.lead_image_id for each in found if each.lead_image_id)
    for each in found:
        each.photo = photos.get(each.lead_image_id or 0)
        each.works_for = chosen_partner(each.organisation_id)
    return found


def releases(topic_id: int | None) -> list[NewsPage]:
    """The newest articles of the topic, or for None those that have a contact for the press. No query when warm, else
    one."""

    def load(_now: datetime.datetime) -> tuple[list[NewsPage], datetime.datetime | None]:
        every = public_news().defer("body", "notes_to_editors", "words")
        chosen = every.exclude(press_email="", press_phone="") if topic_id is None else every.filter(topics=topic_id)
        found = list(chosen[:RELEASES])
        return found, min((each.expire_at for each in found if each.expire_at), default=None)

    return timed_value("partnership.releases", load, timezone.now(), key=(topic_id, get_language()))


def days_words(until: datetime.datetime, now: datetime.datetime) -> str:
    """How soon `until` is, in UK days: “today”, “tomorrow” or “in 3 days”."""
    days = (timezone.localtime(until).date() - timezone.localtime(now).date()).days
    if days <= 0:
        return _("today")
    return _("tomorrow") if days == 1 else ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
