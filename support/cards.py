"""One service in a list, and lists of them, as template contexts and ready HTML."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from support.open_now import words_for
from support.queries import Listed, Step
from support.shelf import MOST_RENDERED, Listing


def in_english() -> bool:
    """Whether the page's language is the language of the content."""
    return (get_language() or "en").startswith("en")


def card(service: Listing, now: datetime, step: Step, miles: int | None = None) -> dict[str, Any]:
    """One service in a list: its state, the ways to start now (at most three) and who it is for."""
    state = service.answer(now)
    return {
        "service": service,
        "is_open": state.is_open,
        "state": words_for(state, now),
        "contacts": [point for point in service.contacts if point.href][:3],
        "ages": ages_words(service),
        "where": where_words(service, step),
        "miles": miles_words(miles),
    }


def card_html(item: Listed, now: datetime) -> SafeString:
    """The card of `item` in the language of the page, rendered once for each way that it stands."""
    return drawn_card(item.service, now, item.step, item.miles)


def drawn_card(
    service: Listing, now: datetime, step: Step, miles: int | None = None, template: str = "support/card.html"
) -> SafeString:
    """`service` by `template` in the language of the page, rendered once for each way that it stands."""
    stands, key = service.stands(now), (template, get_language(), step, miles)
    kept = service.rendered.get(key)
    if kept is None or kept[0] is not stands:
        if len(service.rendered) >= MOST_RENDERED:
            service.rendered.clear()
        context = {"card": card(service, now, step, miles), "in_english": in_english()}
        kept = service.rendered[key] = (stands, render_to_string(template, context))
    return kept[1]


def ages_words(service: Any) -> str:
    """The ages that a service is for, in words."""
    youngest, oldest = service.age_min, service.age_max
    if youngest and oldest:
        return _("Ages %(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    if oldest:
        return _("Under %(age)s") % {"age": oldest + 1}
    return _("%(age)s and over") % {"age": youngest} if youngest else _("Any age")


def where_words(service: Listing, step: Step) -> str:
    """Where a service works: its areas when they are few; "" for the whole country, and where the place is a secret."""
    if service.location_confidential:
        return ""
    return ", ".join(service.area_names) if step == Step.LOCAL and len(service.area_names) <= 2 else ""


def miles_words(miles: int | None) -> str:
    """A distance as people say it; "" for None."""
    if miles is None:
        return ""
    return ngettext("about %(miles)s mile away", "about %(miles)s miles away", miles) % {"miles": miles}
