"""The finder's page: what was asked, which area is meant, and what to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.areas.chosen import area_slug
from core.areas.models import Area
from core.areas.queries import active_areas, find_areas
from core.pages.frame import kept_value, small_value
from core.pages.languages import every_language
from support.cards import in_english
from support.enums import AgeGroup, Audience, Channel, Language, Urgency
from support.filters import Filters, read_filters
from support.forms import PostcodeForm
from support.models import Need
from support.queries import languages_spoken, needs_now
from support.show import found_context

# What the filter of channels offers: the quiet ways first, since calling is on every card anyway.
CHANNELS = [Channel.TEXT, Channel.CHAT, Channel.CALL, Channel.EMAIL, Channel.VISIT, Channel.BSL, Channel.RELAY]

WORDS = "\ue000"  # no letter, and never in what we write; where the words that were typed stand in what is kept


def areas_now() -> list[Area]:
    """The areas that can be chosen, from memory when warm."""
    return small_value("areas", active_areas)


def chosen_filters(request: HttpRequest) -> Filters:
    """What was asked for, from the address or, when the postcode box was sent, from its hidden fields."""
    return read_filters(request.POST if request.method == "POST" else request.GET, areas_now())


def area_by_choice(request: HttpRequest) -> str:
    """The slug of the area that the visitor chose before, where the address names no place itself; else ""."""
    slug = area_slug(request) if not {"area", "near"} & set(request.GET) else ""
    return slug if slug in [area.slug for area in areas_now()] else ""


def finder_context(request: HttpRequest, form: PostcodeForm) -> dict[str, Any]:
    """Everything the finder shows. At most eight queries when small values are warm."""
    filters = chosen_filters(request)
    by_choice = area_by_choice(request)
    filters, possible = _place(replace(filters, area=filters.area or by_choice))
    needs = needs_now(timezone.now())
    need = next((one for one in needs if one.slug == filters.need), None)
    if filters.need and need is None:
        filters = replace(filters, need="")
    address = reverse("support:finder")
    everything = f"{address}?area=" if by_choice else address
    return {
        "form": form,
        "by_choice": bool(by_choice),
        "filters": filters,
        "need": need,
        "area": next((one for one in areas_now() if one.slug == filters.area), None),
        "possible": [(one, filters.address(address, area=one.slug)) for one in possible],
        "outside": bool(filters.near and not filters.area and not possible),
        "address": address,
        "everything": everything,
        "exactly": f"{filters.address(address, exact=True, page=1)}#list",
        "needs_html": needs_html(needs, need),
        "postcode_html": _postcode_html(filters, form),
        "filters_html": _filters_html(filters, everything),
        "page_languages": every_language(request) if request.method != "POST" else [],
        **found_context(request, replace(filters, near="") if possible else filters, timezone.now()),
    }


def _place(filters: Filters) -> tuple[Filters, list[Area]]:
    """Settle the area: the filters with it, and the areas to choose from where the first half spans several.

    An address with a first half and no area comes from the postcode box when that half spans areas or is not ours.
    """
    if filters.area or not filters.near:
        return filters, []
    areas = find_areas(filters.near).areas
    return (replace(filters, area=areas[0].slug), []) if len(areas) == 1 else (filters, list(areas))


def needs_html(needs: list[Need], chosen: Need | None) -> SafeString:
    """The needs as links, in bands of urgency, in the language of the page; drawn once for each version."""

    def draw() -> tuple[list[int], SafeString]:
        context = {"needs": needs, "need": chosen, "in_english": in_english(), "bands": dict(Urgency.choices)}
        return [need.pk for need in needs], render_to_string("support/needs.html", context)

    kept = small_value(f"support.needs.{get_language()}.{chosen.pk if chosen else 0}", draw)
    return kept[1] if kept[0] == [need.pk for need in needs] else draw()[1]  # a need may have expired meanwhile


def _postcode_html(filters: Filters, form: PostcodeForm) -> SafeString:
    """The postcode box, which carries the rest of the question along; drawn once while nothing was typed in it."""
    return _drawn("support/postcode.html", filters, lambda: {"form": form}, keep=not form.is_bound)


def _filters_html(filters: Filters, everything: str) -> SafeString:
    """The boxes and lists that narrow the question; `everything` is the address without it."""

    def context() -> dict[str, Any]:
        address = reverse("support:finder")
        return {"address": address, "everything": everything, "choices": _choices(filters), "ticks": _ticks(filters)}

    return _drawn("support/filters.html", filters, context, keep=True, key=everything)


def _drawn(
    template: str, filters: Filters, context: Callable[[], dict[str, Any]], *, keep: bool, key: str = ""
) -> SafeString:
    """`template` with `filters` and `context()`, drawn once for each version, language, question and `key` where it may
    be kept. What somebody typed to look for is kept nowhere: it is put in the place of WORDS."""

    asked = replace(filters, q=WORDS if filters.q else "", page=1)

    def draw() -> SafeString:
        return render_to_string(template, {"filters": asked, **context()})

    drawn = kept_value("support.finder", (template, get_language(), asked, key), draw) if keep else draw()
    return SafeString(drawn.replace(WORDS, escape(filters.q)))


def _spoken(chosen: str) -> list[tuple[str, Any]]:
    """The languages in which some service answers, and the one asked for."""
    spoken = small_value("support.languages", languages_spoken)
    return [(code, label) for code, label in Language.choices if code in spoken or code == chosen]


def _choices(filters: Filters) -> list[dict[str, Any]]:
    """The drop-down filters: name, words, options as HTML."""
    groups: list[tuple[str, str, Any, str]] = [
        ("area", _("Area"), [(area.slug, area.name) for area in areas_now()], filters.area),
        ("age", _("Age"), AgeGroup.choices, filters.age),
        ("audience", _("Who it is for"), Audience.choices, filters.audience),
        ("language", _("Language"), _spoken(filters.language), filters.language),
    ]
    return [
        {"name": name, "label": label, "options": _options(options, chosen)} for name, label, options, chosen in groups
    ]


def _options(options: Iterable[tuple[str, Any]], chosen: str) -> SafeString:
    rows = ((value, SafeString(" selected") if value == chosen else "", words) for value, words in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _ticks(filters: Filters) -> list[tuple[str, str, Any, bool]]:
    """The boxes to tick: name, value, words, ticked."""
    ways = [("channel", channel.value, channel.label, channel.value in filters.channels) for channel in CHANNELS]
    return [("open", "1", _("Open now"), filters.open), ("cost", "free", _("Free"), filters.free), *ways]
