"""sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.forums.models import Board
from community.forums.queries import board_summaries
from core.pages.addresses import path_of
from core.pages.models import BasePage, Topic
from core.pages.queries import EVERY_LANGUAGE, shown
from core.search.pages import page_kinds
from home.models import AreaHubPage, AreasPage, ChangedPage, HomePage, StandardPage
from home.topics import topics_in_use
from news.events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage
from news.publications.models import FreedomOfInformationPage, PublicationIndexPage, PublicationPage
from support.models import Service
from support.queries import visible_to
from surveys.models import ConsultationPage

T = TypeVar("T")
MOST = 10_000
PAGES: list[type[BasePage]] = [
    HomePage, AreasPage, AreaHubPage, StandardPage, ChangedPage, NewsIndexPage, NewsPage, ConsultationPage,
    EventIndexPage, EventPage, PublicationIndexPage, PublicationPage, FreedomOfInformationPage,
]  # fmt: skip


@dataclass
class Listed:
    """A page in the sitemap, and the paths of the same page in each language, itself too, by language code."""

    path: str
    changed: datetime | None
    versions: dict[str, str] = field(default_factory=dict)


class ReadOnce(Sitemap[T]):
    """A sitemap that reads what it lists once, however often Django asks."""

    limit = MOST

    def items(self) -> list[T]:
        """What is listed."""
        return self.listed

    @cached_property
    def listed(self) -> list[T]:
        """What is listed, read now."""
        raise NotImplementedError


class PageSitemap(ReadOnce[Listed]):
    """Every page of the CMS that lists may show and that search may find, with its translations."""

    @cached_property
    def listed(self) -> list[Listed]:
        """One query a kind of page."""
        groups: dict[Any, dict[str, str]] = {}
        found = []
        for key, language, path, changed in _pages():
            versions = groups.setdefault(key, {})
            versions[language] = path
            found.append(Listed(path, changed, versions))
        return found

    def location(self, item: Listed) -> str:
        """Where it is."""
        return item.path

    def lastmod(self, item: Listed) -> datetime | None:
        """When it was last published."""
        return item.changed

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Django's, with the languages of each page; English, or else the first, for readers of none of them."""
        urls = super().get_urls(page, site, protocol)
        host = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for url in urls:
            versions = url["item"].versions
            if len(versions) > 1:
                default = versions.get(settings.LANGUAGE_CODE) or next(iter(versions.values()))
                url["alternates"] = [
                    {"location": host + path, "lang_code": code}
                    for code, path in [*sorted(versions.items()), ("x-default", default)]
                ]
        return urls


def _pages() -> Iterator[tuple[Any, str, str, datetime | None]]:
    """(translation key, language code, path, last published) of every page that is listed."""
    fields = ("pk", "translation_key", "locale__language_code", "last_published_at")
    for kind in page_kinds():
        pages = shown(kind, language=EVERY_LANGUAGE).filter(hide_from_search=False)
        if kind is ConsultationPage:
            pages = pages.filter(survey__live=True, survey__version__isnull=False)
        for pk, key, language, changed in pages.order_by("pk").values_list(*fields):
            path = path_of(pk)
            if path:
                yield key, language, path, changed


class ServiceSitemap(ReadOnce[Service]):
    """Every service that people can find."""

    @cached_property
    def listed(self) -> list[Service]:
        """One query."""
        return list(visible_to().only("slug", "uuid", "sensitivity").filter(sensitivity__lt=2))


class BoardSitemap(ReadOnce[Board]):
    """The boards that everyone can read."""

    @cached_property
    def listed(self) -> list[Board]:
        """One query."""
        return board_summaries(100)


class TopicSitemap(ReadOnce[Topic]):
    """The topics on which there is something to read."""

    @cached_property
    def listed(self) -> list[Topic]:
        """No query when it is in memory."""
        return topics_in_use()

    def location(self, item: Topic) -> str:
        """Its hub."""
        return reverse("topic_hub", args=[item.slug])


class PlaceSitemap(ReadOnce[str]):
    """Public places that are no pages of the CMS and stand in no other list, by the name of their address."""

    @cached_property
    def listed(self) -> list[str]:
        """No query."""
        return ["newsletter:sign_up", "emergency"]

    def location(self, item: str) -> str:
        """Where it is."""
        return reverse(item)


SITEMAPS: dict[str, Any] = {
    "pages": PageSitemap, "services": ServiceSitemap, "boards": BoardSitemap, "topics": TopicSitemap,
    "places": PlaceSitemap,
}  # fmt: skip


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Everything in one list, or a list of lists where that would be more than MOST addresses."""
    maps: dict[str, Any] = {name: kind() for name, kind in SITEMAPS.items()}
    if sum(len(one.listed) for one in maps.values()) > MOST:
        answer = views.index(request, maps, sitemap_url_name="sitemap_section")
    else:
        answer = views.sitemap(request, maps)
    return _undated(answer)


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One of the lists, `?p=` its part. Raises Http404 for none of ours."""
    return _undated(views.sitemap(request, SITEMAPS, section))


def _undated(answer: HttpResponse) -> HttpResponse:
    """`answer` without Last-Modified: a page that is taken down moves it back, and robots would keep the old list."""
    if answer.has_header("Last-Modified"):
        del answer["Last-Modified"]
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: the public pages, and nothing while this is a demonstration."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        closed = ["/account/", "/cms/", "/desk/", "/search/", "/exit/", "/feedback/", "/api/", "/ws/"]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
        lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
