"""sitemap.xml and robots.txt."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from community.forums.models import Board
from community.forums.queries import board_summaries
from core.pages.addresses import path_of
from core.pages.models import BasePage
from core.pages.queries import shown
from home.models import AreaHubPage, AreasPage, ChangedPage, HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from support.models import Service
from support.queries import visible_to
from surveys.models import ConsultationPage

PAGES: list[type[BasePage]] = [
    HomePage, AreasPage, AreaHubPage, StandardPage, ChangedPage, NewsIndexPage, NewsPage, ConsultationPage
]  # fmt: skip


class PageSitemap(Sitemap[BasePage]):
    """Every page of the CMS that lists may show and that search may find, in each language."""

    limit = 10_000

    def items(self) -> list[BasePage]:
        """One query a kind and language."""
        return [
            page
            for code, _name in settings.LANGUAGES
            for model in PAGES
            for page in shown(model, language=code).filter(hide_from_search=False).only("last_published_at")
        ]

    def location(self, item: BasePage) -> str:
        """Where it is."""
        return path_of(item.pk) or "/"

    def lastmod(self, item: BasePage) -> object:
        """When it was last published."""
        return item.last_published_at


class ServiceSitemap(Sitemap[Service]):
    """Every service that people can find."""

    def items(self) -> list[Service]:
        """One query."""
        return list(visible_to().only("slug", "uuid", "sensitivity").filter(sensitivity__lt=2))


class BoardSitemap(Sitemap[Board]):
    """The boards that everyone can read."""

    def items(self) -> list[Board]:
        """One query."""
        return board_summaries(100)


SITEMAPS: dict[str, type[Sitemap]] = {"pages": PageSitemap, "services": ServiceSitemap, "boards": BoardSitemap}


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
