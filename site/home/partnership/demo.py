"""The demo's partnership: partners, groups, projects, funding, people and a page for journalists."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from core.areas.models import Area
from core.pages.models import BasePage, Topic
from home.models import AreaHubPage, StandardPage
from home.partnership import demo_words as words
from home.partnership.models import (
    FundingIndexPage,
    FundingPage,
    GovernanceGroupPage,
    PartnerOrganisation,
    PeoplePage,
    PersonPage,
    PressPage,
    ProjectConsultation,
    ProjectPage,
    SectionPage,
)
from home.seed.pieces import text
from home.tree import child, with_ids
from news.publications.models import PublicationPage
from surveys.models import ConsultationPage

Blocks = list[dict[str, Any]]


def load(today: datetime.date) -> None:
    """Write what is missing, and move dates to `today`. Idempotent: what an editor changed is left, but dates."""
    about = StandardPage.objects.get(slug="about", depth=3)
    partners = _partners(today)
    _groups(about, partners, today)
    _projects(about, partners, today)
    _funding(about, today)
    _people(about, partners)
    _press(about)
    _hubs()


def _partners(today: datetime.date) -> list[PartnerOrganisation]:
    found = []
    for name, kind, duty, source, role, areas in words.PARTNERS:
        row, is_new = PartnerOrganisation.objects.get_or_create(
            name=name,
            defaults={
                "kind": kind,
                "duty": duty,
                "duty_source": source,
                "duty_checked_on": today if duty else None,
                "role": role,
                "joined_on": datetime.date(2023, 1, 31),
                "website": "https://example.org/",
            },
        )
        if is_new:
            row.areas.set(Area.objects.filter(slug__in=areas))
            row.save()
        found.append(row)
    return found


def _members(partners: list[PartnerOrganisation], rows: list[tuple[int, str]]) -> Blocks:
    return with_ids([{"type": "member", "value": {"organisation": partners[n].pk, "role": role}} for n, role in rows])


def _groups(about: Page, partners: list[PartnerOrganisation], today: datetime.date) -> None:
    section = SectionPage.objects.child_of(about).get(slug="governance")
    board = None
    for said in (words.BOARD, words.DELIVERY):
        meetings = [
            {"day": (today + datetime.timedelta(days)).isoformat(), "words": where, "page": None, "document": None}
            for days, where in said["meetings"]
        ]
        page = child(
            section,
            GovernanceGroupPage,
            said["slug"],
            **{name: said[name] for name in ("title", "summary", "remit", "chair")},
            chair_from=next(each for each in partners if each.name == said["chair_from"]),
            reports_to=board,
            members=_members(partners, said["members"]),
        )
        if [block["value"] for block in page.meetings.raw_data] != meetings:
            page.meetings = with_ids([{"type": "meeting", "value": value} for value in meetings])
            _publish(page)
        board = board or page


def _topics() -> dict[str, Topic]:
    found = {}
    for slug, name, theme in words.TOPICS:
        known = Topic.objects.filter(Q(slug=slug) | Q(name=name)).first()
        found[slug] = known or Topic.objects.create(slug=slug, name=name, theme=theme)
    return found


def _projects(about: Page, partners: list[PartnerOrganisation], today: datetime.date) -> None:
    section = child(
        about,
        SectionPage,
        "projects",
        title="What we do",
        summary="Our projects: what they are for, what they cost, and whether they work.",
    )
    topics = _topics()
    consultation = ConsultationPage.objects.live().order_by("pk").first()
    for said in words.PROJECTS:
        is_new = not ProjectPage.objects.child_of(section).filter(slug=said["slug"]).exists()
        page = child(
            section,
            ProjectPage,
            said["slug"],
            **{name: said[name] for name in ("title", "summary", "aim", "status", "money", "money_source")},
            partners=_members(partners, said["partners"]),
            measures=with_ids([{"type": "measure", "value": value} for value in said["measures"]]),
            body=with_ids([text(said["body"])]),
        )
        if is_new:
            page.topics.set([topics[slug] for slug in said["topics"]])
            page.areas.set(Area.objects.filter(slug__in=said.get("areas", ())))
            if consultation and said.get("areas"):
                page.consultations.add(ProjectConsultation(consultation=consultation))
        starts, ends = (today + datetime.timedelta(days) for days in said["days"])
        _move(page, starts_on=starts, ends_on=ends)


def _funding(about: Page, today: datetime.date) -> None:
    index = FundingIndexPage.objects.child_of(about).get()
    for slug, title, summary, (opens, closes), (one, in_all), who in words.FUNDING:
        page = child(
            index,
            FundingPage,
            slug,
            title=title,
            summary=summary,
            amount=one,
            amount_in_all=in_all,
            who_can_apply=who,
            how_to_apply=words.HOW_TO_APPLY,
            contact_role="Community funds officer",
            contact_email="funds@brackenshire.example.org",
        )
        _move(page, opens_at=_at(today, opens, 9), closes_at=_at(today, closes, 17))


def _at(today: datetime.date, days: int, hour: int) -> datetime.datetime:
    """`hour` o'clock in the UK on the day `days` after `today`."""
    return timezone.make_aware(datetime.datetime.combine(today + datetime.timedelta(days), datetime.time(hour)))


def _people(about: Page, partners: list[PartnerOrganisation]) -> None:
    people = child(
        about, PeoplePage, "people", title="Who we are", summary="Who does what here, and how to reach them."
    )
    for slug, role, name, line, areas, partner, mailbox in words.PEOPLE:
        hub = AreaHubPage.objects.filter(area__slug__in=areas).first()
        parent: Page = hub or people
        is_new = not PersonPage.objects.child_of(parent).filter(slug=slug).exists()
        page = child(
            parent,
            PersonPage,
            slug,
            title=role,
            person_name=name,
            summary=line,
            organisation=partners[partner],
            contact_email=f"{mailbox}@brackenshire.example.org",
        )
        if is_new and hub:
            page.areas.set(Area.objects.filter(slug__in=areas))
            _publish(page)
            hub.refresh_from_db()
            hub.coordinator = page
            _publish(hub)


def _press(about: Page) -> None:
    page = PressPage.objects.child_of(about).filter(slug="press").first()
    if page is not None and not page.press_email:
        for name, value in words.PRESS.items():
            setattr(page, name, value)
        _publish(page)


def _hubs() -> None:
    """What is known and planned, on each hub that says nothing of it yet."""
    papers = {page.slug: page for page in PublicationPage.objects.filter(slug__in=(words.KNOWN, words.PLAN))}
    if len(papers) < 2:
        return
    for hub in AreaHubPage.objects.all():
        if not hub.plan and not hub.problem_profile:
            hub.problem_profile = with_ids([{"type": "page", "value": papers[words.KNOWN].pk}])
            hub.plan = with_ids([{"type": "page", "value": papers[words.PLAN].pk}])
            _publish(hub)


def _move(page: BasePage, **moments: datetime.date) -> None:
    """Give `page` its new dates, where they are not those already."""
    if any(getattr(page, name) != moment for name, moment in moments.items()):
        for name, moment in moments.items():
            setattr(page, name, moment)
        _publish(page)


def _publish(page: BasePage) -> None:
    page.save()
    page.save_revision(clean=False).publish()
