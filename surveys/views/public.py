"""Reading pages: the list, one consultation, its results. No cookie, no session and no user is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.areas.queries import active_areas
from core.pages.cache import keep_until, keep_while_shown, next_uk_midnight
from core.pages.frame import small_value, timed_value
from core.pages.queries import known_topics
from surveys.enums import AnonymityLevel
from surveys.listing import listing, read_filters
from surveys.models import ConsultationPage
from surveys.presenting import consultation_context, results_context
from surveys.queries import next_change_of, visible_to
from surveys.seeing import who_sees_of
from surveys.sharing import channel_of
from surveys.shown import one_answer, shown_answers

MOST_RESULTS = 100  # results kept in memory: some 100 kB each


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/consultations/`: what is open, what opens soon, what closed and what came of it. By area and topic."""
    filters, now = read_filters(request.GET), timezone.now()

    def load(now: datetime) -> tuple[Shown, datetime]:
        return _until_change(*listing(request.GET, now), now)

    if request.GET.get("before"):  # anybody can write a place into the address: nothing is kept under it
        shown = load(now)[0]
    else:
        key = (get_language(), filters.area, filters.topic, filters.unknown)
        shown = timed_value("surveys.index", load, now, key=key)
    keep_until(request, shown.until)
    choices = {"areas": small_value("areas", active_areas), "topics": known_topics()}
    return render(request, "surveys/index.html", {**shown.context, **choices, "shown": shown})


@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: why we ask, who sees the answers, what happens next."""

    def load(now: datetime) -> tuple[Shown, datetime]:
        page = get_object_or_404(visible_to(None), slug=slug)
        return _until_change(consultation_context(page, now), [page], now)

    shown = timed_value("surveys.page", load, timezone.now(), key=(slug, get_language()))
    keep_until(request, shown.until)
    via = channel_of(request.GET.get("via", "")).value
    return render(request, "surveys/consultation.html", {**shown.context, "shown": shown, "via": via})


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures that may be shown, or that there are none yet."""

    def load(now: datetime) -> tuple[Shown, datetime]:
        page = get_object_or_404(visible_to(None), slug=slug)
        return _until_change(results_context(page, now), [page], now)

    shown = timed_value("surveys.results", load, timezone.now(), key=(slug, get_language()), most=MOST_RESULTS)
    keep_until(request, shown.until)
    return render(request, "surveys/results.html", {**shown.context, "shown": shown})


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """What people answered with their names, where the level of the consultation is public. Raises Http404."""
    page = get_object_or_404(visible_to(None), slug=slug, survey__anonymity=AnonymityLevel.PUBLIC)
    try:
        after = UUID(request.GET["after"]) if "after" in request.GET else None
    except ValueError:
        raise Http404 from None
    keep_while_shown(request, [page])
    shown, onward = shown_answers(page.survey, after)
    context = {"page": page, "survey": page.survey, "answers": shown, "after": onward, "is_later": after is not None}
    return render(request, "surveys/levels/answers.html", context)


@require_safe
def who(request: HttpRequest, slug: str) -> HttpResponse:
    """Who will see the answers, with every employer by name, where the page of the consultation counts some."""
    page = get_object_or_404(visible_to(None), slug=slug)
    keep_while_shown(request, [page])
    return render(request, "surveys/who.html", {**consultation_context(page), "seers": who_sees_of(page.survey).whole})


@require_safe
def named_answer(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """All that one person answered with a name, in parts (`?page=2`). Raises Http404 where it is not shown."""
    page = get_object_or_404(visible_to(None), slug=slug, survey__anonymity=AnonymityLevel.PUBLIC)
    found = one_answer(page.survey, key)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    if found is None or not 1 <= number <= len(found[1]):
        raise Http404
    keep_while_shown(request, [page])
    name, parts = found
    context = {"page": page, "name": name, "said": parts[number - 1], "number": number, "parts": len(parts)}
    return render(request, "surveys/levels/one_answer.html", context)


@dataclass
class Shown:
    """What a page shows of consultations, as a template context; it stays true `until` then (aware)."""

    context: dict[str, Any]
    until: datetime


def _until_change(context: dict[str, Any], pages: list[ConsultationPage], now: datetime) -> tuple[Shown, datetime]:
    """`context` until one of `pages` opens, closes or comes to its end, or the day ends."""
    ends = [page.expire_at for page in pages if page.expire_at]
    change = next_change_of(pages, now)
    until = min([next_uk_midnight(now), *ends, *([change] if change else [])])
    return Shown(context, until), until
