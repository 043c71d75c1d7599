"""Planting the pages that every site has. Idempotent: what exists is left to its editors."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.areas.models import Area
from core.areas.queries import active_areas, partnership
from core.pages.models import BasePage
from core.search.actions import plant_words
from home.models import AreaHubPage, AreasPage, ChangedPage, HomePage, StandardPage
from home.partnership.seed import ABOUT_US, CONTACT
from home.seed import about, trust
from home.seed.pieces import Block, Seed
from news.events.models import EventIndexPage
from news.models import NewsIndexPage
from news.publications.models import FreedomOfInformationPage, PublicationIndexPage
from surveys.models import ConsultationIndexPage

P = TypeVar("P", bound=BasePage)
BELOW_ABOUT = [
    about.WHO_RUNS_THIS,
    trust.WHO_CAN_SEE,
    trust.HOUSE_RULES,
    trust.PRIVACY,
    trust.PRIVACY_YOUNG,
    trust.COOKIES,
    about.ACCESSIBILITY,
    about.SAFEGUARDING,
]


@transaction.atomic
def plant() -> HomePage:
    """Make the home page and every page that a public body must have, where they are missing; a hub for each area;
    the words that search begins with.

    Run it after `manage.py partnership`. Writes pages and the one Site; sends nothing. Gives the home page.
    """
    home = first_page()
    news = {"title": "News", "summary": "What we did, what changed, and what comes next."}
    child(home, NewsIndexPage, "news", **news)
    child(home, EventIndexPage, "events", title="Events", summary="What is on, and how to come along.")
    papers = "Our plans, reports and papers, each with the main points on its page."
    child(home, PublicationIndexPage, "publications", title="Publications", summary=papers)
    child(home, ConsultationIndexPage, "consultations", title="Have your say")
    lead = "What you told us, and what came of it. Also when the answer was “not yet”, and why."
    child(home, ChangedPage, "you-said-we-did", title="What changed", summary="You said, we did.", lead=lead)
    _hubs(home, active_areas())
    parent = standard(home, about.ABOUT)
    for model, slug, fields in (CONTACT, *ABOUT_US):
        # Any page there stays: sites planted earlier have a page of writing at /about/contact/.
        if not Page.objects.child_of(parent).filter(slug=slug).exists():
            child(parent, model, slug, **{**fields, "body": with_ids(fields.get("body", []))})
    for seed in BELOW_ABOUT:
        standard(parent, seed)
    free = trust.FREEDOM_OF_INFORMATION
    words = {"title": free.title, "summary": free.summary, "body": with_ids(free.body)}
    child(parent, FreedomOfInformationPage, free.slug, **words)
    for seed in (about.COMPLAINTS, trust.SAFETY):
        standard(home, seed)
    plant_words()
    return home


def child(parent: Page, model: type[P], slug: str, **fields: Any) -> P:
    """The page `slug` under `parent`, made and published with `fields` where it is missing."""
    found = model._default_manager.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    parent.refresh_from_db()
    page = model(slug=slug, locale=parent.locale, live=False, show_in_menus=False, **fields)
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    return page


def standard(parent: Page, seed: Seed) -> StandardPage:
    """The page of writing `seed` under `parent`."""
    today = timezone.localdate()
    return child(
        parent,
        StandardPage,
        seed.slug,
        title=seed.title,
        summary=seed.summary,
        body=with_ids(seed.body),
        last_reviewed=today if seed.body else None,
    )


def with_ids(blocks: list[Block]) -> list[Block]:
    """`blocks` as stream data, each with the id that the editor's comments and history need."""
    return [{**block, "id": str(uuid.uuid4())} for block in blocks]


def first_page() -> HomePage:
    """The home page, made with the one Site where it is missing."""
    found = HomePage.objects.filter(depth=2).order_by("path").first()
    if found is not None:
        return found
    house = partnership()
    root = Page.objects.get(depth=1)
    home = HomePage(
        title=house.short_name,
        slug="first",
        summary=house.strapline[:160],
        hero_lead=f"Tell us what would make {house.place or 'your area'} safer and better to grow up in. We listen. "
        "We act. Then we show you what changed.",
        help_lead="You do not have to be sure. You do not have to be in trouble. Pick the way that feels easiest.",
        locale=Locale.get_default(),
        live=False,
    )
    root.add_child(instance=home)
    home.save_revision(clean=False).publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": house.domain or "localhost", "root_page": home, "site_name": house.short_name},
    )
    for welcome in Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk):
        welcome.delete()  # the page that Wagtail's own migration makes
    home.refresh_from_db()
    return home


def _hubs(home: HomePage, areas: list[Area]) -> None:
    index = child(home, AreasPage, "areas", title="Areas", summary="What is on in each part of the partnership.")
    for area in areas:
        hub = child(
            index,
            AreaHubPage,
            area.slug,
            title=area.name,
            area=area,
            summary=f"Help, news and ways to have your say in {area.name}.",
            lead=f"Help, news and ways to have your say in {area.name}.",
        )
        if not hub.areas.exists():
            hub.areas.set([area])
            hub.save()
