"""Search over pages, help and talks: live rows only, nothing kept, nothing logged of who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
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
from core.search import missed
from core.search.meaning import LONGEST, Question, understand
from core.search.pages import kind_of, page_kinds
from core.search.queries import ranked
from support import queries as support
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


def find_pages(question: Question) -> list[Hit]:
    """Live pages of the active language that hold as many of the terms as any does, the best first. Two queries.

    Every condition that makes a page public is asked of the page itself: the index may be older than it.
    """
    ranks = ranked(kind_of(get_language() or settings.LANGUAGE_CODE), question)
    addresses = address_map().by_id
    public = [pk for pk in ranks if pk in addresses and not addresses[pk].private]
    if not public:
        return []
    listed, summary, kinds = Q(), [], {}
    for model in page_kinds():
        name = model._meta.model_name
        its = {f"{name}__sensitivity__lt": Sensitivity.HIDDEN, f"{name}__hide_from_search": False}
        listed |= Q(**its)
        summary.append(When(**{f"{name}__isnull": False}, then=F(f"{name}__summary")))
        kinds[model] = str(model._meta.verbose_name).capitalize()
    pages = (
        Page.objects.filter(listed, Q(expire_at=None) | Q(expire_at__gt=timezone.now()), pk__in=public, live=True)
        .annotate(line=Case(*summary, default=Value(""), output_field=CharField()))
        .only("title", "content_type_id")
    )
    found = {page.pk: page for page in pages}
    best = max((ranks[pk].held for pk in found), default=0)
    return [
        Hit(found[pk].title, addresses[pk].path, found[pk].line, kinds.get(found[pk].specific_class, _("Page")))
        for pk in public
        if pk in found and ranks[pk].held == best
    ][:EACH]


def find_help(question: Question) -> list[Hit]:
    """Needs first, then services. Three queries."""
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
            context.update(needs=support.visible_needs(), in_english=in_english())
            missed.count(question.unknown)
    response = render(request, "home/search.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
