"""The demo's news: seven articles and one that waits for approval."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from wagtail.models import Workflow

from core.areas.models import Area, Partnership
from core.pages.enums import Theme
from core.pages.models import Topic
from core.people.models import User
from news.demo_art import picture
from news.demo_articles import ARTICLES, WAITING, Article
from news.demo_file import document
from news.models import NewsIndexPage, NewsPage

TOPICS = {
    "getting-about": ("Getting about", Theme.PLACES),
    "places": ("Lighting and places", Theme.PLACES),
    "trusted-adults": ("Trusted adults", Theme.PARTNERS),
    "young-people": ("Young people’s voice", Theme.PEOPLE),
}


def load(today: datetime.date) -> None:
    """Write the articles that are missing, and move the dates of those that are there to `today`. Idempotent."""
    index = NewsIndexPage.objects.first()
    if index is None:
        raise NewsIndexPage.DoesNotExist
    house = Partnership.load()
    for article in ARTICLES:
        day = today - datetime.timedelta(days=article.days_ago)
        page = NewsPage.objects.child_of(index).filter(slug=article.slug).first()
        if page is None:
            page = _made(index, article, day, house)
            page.save_revision(clean=False).publish()
        elif page.published_on != day:
            _date(page, article, day)
            page.save_revision(clean=False).publish()
    _waiting(index, today, house)


def _made(index: NewsIndexPage, article: Article, day: datetime.date, house: Partnership) -> NewsPage:
    index.refresh_from_db()
    page = NewsPage(
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        asked_for=article.asked_for,
        lead_image=picture(article.picture),
        lead_decorative=True,
        body=[_block(kind, value) for kind, value in article.body],
        notes_to_editors=article.notes,
        press_email=house.contact_email if article.notes else "",
        correction=article.corrected,
        locale=index.locale,
        live=False,
    )
    _date(page, article, day)
    index.add_child(instance=page)
    page.areas.set(Area.objects.filter(slug__in=article.areas))
    page.topics.set([_topic(slug) for slug in article.topics])
    page.save()
    return page


def _topic(slug: str) -> Topic:
    name, theme = TOPICS[slug]
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name, "theme": theme})[0]


def _date(page: NewsPage, article: Article, day: datetime.date) -> None:
    page.published_on = day
    page.updated_on = day + datetime.timedelta(days=2) if article.corrected else None


def _block(kind: str, value: Any) -> dict[str, Any]:
    if kind == "document":
        value = {**value, "document": document().pk}
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _waiting(index: NewsIndexPage, today: datetime.date, house: Partnership) -> None:
    """The article that the editor has sent in and nobody has approved yet; a new day only moves its date."""
    page = NewsPage.objects.child_of(index).filter(slug=WAITING.slug).first()
    if page is None:
        editor = User.objects.get(username="editor")
        page = _made(index, WAITING, today, house)
        page.save_revision(user=editor, clean=False)
        workflow = page.get_workflow()
        if isinstance(workflow, Workflow):
            workflow.start(page, editor)
    elif not page.live and page.published_on != today:
        NewsPage.objects.filter(pk=page.pk).update(published_on=today)
