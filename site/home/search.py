"""Search over pages, services, consultations and talks: live rows only, nothing kept, nothing logged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.forums import queries as forums
from core.pages.addresses import path_of
from core.pages.cache import never_keep
from core.pages.models import BasePage
from core.pages.queries import shown
from home.models import AreaHubPage, ChangedPage, StandardPage
from news.models import NewsPage
from support import queries as support
from surveys.models import ConsultationPage

LONGEST = 100
MOST_WORDS = 6
EACH = 10
PAGE_KINDS: list[type[BasePage]] = [NewsPage, ConsultationPage, AreaHubPage, StandardPage, ChangedPage]
# Words with which somebody may be asking for help now. They only bring help to the top; nothing is recorded.
CRISIS = re.compile(
    r"\b(suicid\w*|kill(ing)? myself|end (it|my life)|want to die|self[ -]?harm\w*|cutting|overdos\w*|stab\w*|knife|"
    r"rap(e|ed|ist)|abus\w*|groom\w*|exploit\w*|hurt(ing)? me|hit(s|ting)? me|beat(s|ing|en)? me|attack\w*|assault\w*|"
    r"gang|county lines|scared|afraid|not safe|unsafe|running away|missing|forced|threat\w*|blackmail\w*|sextort\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hit:
    """One thing found: where it is, what it is called, one line about it."""

    title: str
    url: str
    summary: str
    kind: str


def words_of(text: str) -> list[str]:
    """At most MOST_WORDS words of `text`, folded."""
    return text[:LONGEST].replace("\x00", " ").casefold().split()[:MOST_WORDS]


def find_pages(words: list[str]) -> list[Hit]:
    """Pages that hold every word, those with all of them in the title first. One query a kind of page."""
    hits: list[tuple[bool, Hit]] = []
    for model in PAGE_KINDS:
        found = shown(model).filter(hide_from_search=False)
        for word in words:
            found = found.filter(words__contains=word)
        for page in found.only("title", "summary").order_by("-last_published_at", "-pk")[:EACH]:
            in_title = all(word in page.title.casefold() for word in words)
            hit = Hit(page.title, path_of(page.pk) or "", page.summary, str(model._meta.verbose_name).capitalize())
            hits.append((not in_title, hit))
    return [hit for _later, hit in sorted(hits, key=lambda pair: pair[0])]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=`. What was asked is kept nowhere."""
    never_keep(request)
    text = request.GET.get("q", "")[:LONGEST].replace("\x00", " ").strip()
    words = words_of(text)
    context: dict[str, Any] = {"q": text, "asked": bool(words), "crisis": bool(CRISIS.search(text))}
    if words:
        services = support.search(text, EACH)
        context["services"] = [
            Hit(service.name, service.get_absolute_url(), service.summary, _("Help")) for service in services
        ]
        context["pages"] = find_pages(words)
        context["talks"] = forums.search(text, 5)
    response = render(request, "home/search.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
