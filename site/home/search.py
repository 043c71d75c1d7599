"""Search over pages, help and talks: live rows only, nothing kept, nothing logged of who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from community.forums import queries as forums
from core.pages.addresses import address_map
from core.pages.cache import never_keep
from core.pages.enums import Sensitivity
from core.pages.frame import small_value
from core.pages.models import BasePage
from core.search import missed
from core.search.meaning import LONGEST, Question, understand
from core.search.numbered import Numbered, Scores
from core.search.pages import kind_of, page_kinds
from support import queries as support
from support.finder import needs_html
from support.show import in_english

EACH = 10


@dataclass(frozen=True)
class Hit:
    """One thing found: where it is, what it is called, one line about it. `lang` where that is another language."""

    title: str
    url: str
    summary: str
    kind: str
    lang: str = ""


@dataclass(frozen=True)
class _Page:
    """A public page as results show it."""

    title: str
    summary: str
    path: str
    model: type[BasePage]


def find_pages(question: Question) -> list[Hit]:
    """Live pages of the active language that hold as many of the terms as any does, the best first, then the newest.
    No query when warm.

    Every condition that makes a page public is asked of the page itself: the index may be older than it.
    """
    numbered, pages, ending = small_value("search.pages", _read_pages)
    kind, now = kind_of(get_language() or settings.LANGUAGE_CODE), timezone.now()
    scores = Scores(numbered.holding(kind, term) for term in question.known)
    ended = numbered.mask(pk for pk, expire_at in ending if expire_at <= now)
    best = scores.by_weight(scores.best(scores.any & ~ended))
    found = [pages[numbered.ids[bit]] for bit in islice(best, EACH)]
    return [Hit(one.title, one.path, one.summary, str(one.model._meta.verbose_name).capitalize()) for one in found]


def _read_pages() -> tuple[Numbered, dict[int, _Page], list[tuple[int, datetime]]]:
    """Every public page of every language that search may show, by id, the newest first; and when some of them end.
    One query."""
    listed, summary, models = Q(), [], {}
    for model in page_kinds():
        name = model._meta.model_name
        listed |= Q(**{f"{name}__sensitivity__lt": Sensitivity.HIDDEN, f"{name}__hide_from_search": False})
        summary.append(When(**{f"{name}__isnull": False}, then=F(f"{name}__summary")))
        models[ContentType.objects.get_for_model(model).pk] = model
    addresses = address_map().by_id
    rows = Page.objects.filter(listed, live=True).order_by("-pk")
    rows = rows.annotate(line=Case(*summary, default=Value(""), output_field=CharField()))
    pages, ending = {}, []
    for pk, title, line, kind, expire_at in rows.values_list("pk", "title", "line", "content_type_id", "expire_at"):
        if pk in addresses and not addresses[pk].private:
            pages[pk] = _Page(title, line, addresses[pk].path, models[kind])
            ending += [(pk, expire_at)] if expire_at else []
    return Numbered(pages), pages, ending


def find_help(question: Question) -> list[Hit]:
    """Needs first, then services. No query when warm."""
    foreign = "" if in_english() else "en"
    needs = [
        Hit(
            need.translated_name or need.name,
            need.get_absolute_url(),
            "" if foreign else need.summary,
            _("What is going on?"),
            "" if need.translated_name else foreign,
        )
        for need in support.search_needs(question)
    ]
    services = support.search(question, EACH)
    return needs + [Hit(one.name, one.get_absolute_url(), one.summary, _("Help"), foreign) for one in services]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=` (`&exact=1`: change no word). What was asked is kept nowhere; of words that lead to nothing, how
    many searches shared them (core.search.missed)."""
    never_keep(request)
    text = request.GET.get("q", "")[:LONGEST].replace("\x00", " ").strip()
    question = understand(text, exact=request.GET.get("exact") == "1")
    context: dict[str, Any] = {"q": text, "asked": bool(text), "crisis": question.is_crisis, "question": question}
    context["exactly"] = "?" + urlencode({"q": text, "exact": 1})
    if text:
        context["services"] = find_help(question)
        context["pages"] = find_pages(question)
        context["talks"] = forums.search(question.instead or text, 5)
        context["found"] = bool(context["services"] or context["pages"] or context["talks"])
        if not context["found"]:
            context["needs_html"] = needs_html(support.needs_now(timezone.now()), None)
            missed.count(question.unknown)
    response = render(request, "home/search.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
