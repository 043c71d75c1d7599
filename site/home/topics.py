"""Topic hubs: everything that anybody may find on one topic, gathered from every feature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages.cache import keep_until, keep_while_shown
from core.pages.frame import timed_value
from core.pages.languages import every_language
from core.pages.models import BasePage, Topic
from core.pages.queries import known_topics, on_topic, shown
from core.search.meaning import understand
from core.search.pages import page_kinds
from core.ui.templatetags.ui import local
from news.events import queries as events
from news.events.enums import Status
from news.events.models import EventPage
from news.models import NewsPage
from news.publications import queries as publications
from news.publications.models import PublicationPage
from news.queries import latest
from support.queries import search_needs
from surveys.models import ConsultationPage
from surveys.queries import current_consultations, next_change_of

NEWS, OTHERS, EVENTS, PUBLICATIONS = 6, 12, 4, 6
LINES = ("title", "summary", "expire_at")
# Pages of these kinds have a place of their own on the hub.
PLACED: set[type[BasePage]] = {NewsPage, ConsultationPage, EventPage, PublicationPage}


@dataclass
class Head:
    """What the head of a page says where the page is none of the CMS."""

    title: str
    summary: str = ""
    sensitivity: int = 0


@require_safe
def topic_hub(request: HttpRequest, slug: str) -> HttpResponse:
    """`/topics/<slug>/`: news, consultations, other pages and help on one topic. Raises Http404 for none of ours."""
    topic = next((each for each in known_topics() if each.slug == slug), None)
    if topic is None:
        raise Http404
    news, rest = latest(NEWS, topic_id=topic.pk), _rest(request, topic)
    keep_while_shown(request, news)
    context = {
        "topic": topic,
        "page": Head(topic.name, f"{topic.name}: {_('News, ways to have your say, and help on this topic.')}"),
        "page_languages": every_language(request),
        "crumbs": [(_("Home"), local("/")), (_("Topics"), local("/topics/"))],
        "news": news,
        **rest,
        "is_empty": not news and not any(found for name, found in rest.items() if name != "needs"),
    }
    return render(request, "home/topic.html", context)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """`/topics/`: every topic on which there is something to read in this language."""
    context = {
        "topics": topics_in_use(request),
        "page": Head(_("Topics"), _("News, ways to have your say and help, topic by topic.")),
        "page_languages": every_language(request),
        "crumbs": [(_("Home"), local("/"))],
    }
    return render(request, "home/topics.html", context)


def topics_in_use(request: HttpRequest | None = None) -> list[Topic]:
    """The topics of the pages that anybody may find, by name; the page of `request` is kept while that holds. One
    query a kind of page when it is not in memory."""

    def load(_now: datetime) -> tuple[tuple[list[Topic], datetime | None], datetime | None]:
        rows = [row for kind in page_kinds() for row in shown(kind).order_by().values_list("topics", "expire_at")]
        used = {topic for topic, _end in rows}
        until = min((end for topic, end in rows if topic and end), default=None)
        return ([topic for topic in known_topics() if topic.pk in used], until), until

    found, until = timed_value(f"home.topics.{get_language()}", load, timezone.now())
    if until and request is not None:
        keep_until(request, until)
    return found


def _rest(request: HttpRequest, topic: Topic) -> dict[str, list[Any]]:
    """Everything but news. No query when it is in memory; the page is kept until one of these opens, closes or ends."""

    def load(now: datetime) -> tuple[tuple[dict[str, list[Any]], datetime | None], datetime | None]:
        consultations = [page for page in current_consultations(now)[0] if topic in page.topics.all()]
        kinds = [kind for kind in page_kinds() if kind not in PLACED]
        others = [page for kind in kinds for page in _on(kind, topic)]
        others.sort(key=lambda page: page.title.casefold())
        going_on = events.narrowed(events.coming(now), events.Chosen(topic=topic)).filter(status=Status.ON)
        coming = list(going_on.only(*LINES, "starts", "ends")[:EVENTS])
        papers = list(on_topic(publications.public(), topic.pk).only(*LINES, "kind", "published_on")[:PUBLICATIONS])
        needs = search_needs(understand(topic.name, exact=True))
        first_end = _first_end([*consultations, *others, *papers, *needs])
        ends = [first_end, next_change_of(consultations, now), events.good_until(coming, now)]
        until = min((each for each in ends if each), default=None)
        found = {"consultations": consultations, "events": coming, "publications": papers, "needs": needs}
        return ({**found, "others": others[:OTHERS]}, until), until

    found, until = timed_value(f"home.topic.{topic.pk}.{get_language()}", load, timezone.now())
    if until:
        keep_until(request, until)
    return found


def _on(kind: type[BasePage], topic: Topic) -> list[BasePage]:
    """The newest pages of `kind` on `topic`. One query."""
    pages = on_topic(shown(kind), topic.pk).only(*LINES)
    return list(pages.order_by("-first_published_at", "pk")[:OTHERS])


def _first_end(things: Iterable[Any]) -> datetime | None:
    return min((thing.expire_at for thing in things if thing.expire_at), default=None)
