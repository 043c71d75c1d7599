"""The short guided path: at most five plain questions, each answer a link.

The answers are the address (`/support/guide/no/me/low-or-angry/16-17/text/`), so Back works, nothing is stored, no
cookie is set, and every step is kept by the page cache like any other page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pages import cache
from core.pages.frame import kept_value
from core.pages.languages import every_language
from support.cards import card_html, in_english
from support.enums import AgeGroup, Audience
from support.filters import Filters
from support.models import Need
from support.queries import Found, find, needs_now

ANY = "any"
MOST_SHOWN = 3


@dataclass(frozen=True)
class Option:
    """One answer: its part of the address, its words, and the icon and language of those words where they differ."""

    code: str
    words: str
    icon: str = ""
    is_english: bool = False


@dataclass(frozen=True)
class Question:
    """One step: the question, a hint, and its answers."""

    title: str
    options: list[Option]
    hint: str = ""


def questions(needs: list[Need]) -> list[Question]:
    """The five questions in the language of the page."""
    skip = Option(ANY, _("I would rather not say"))
    return [
        Question(
            _("Is anyone in danger right now?"),
            [Option("now", _("Yes, or I think so")), Option("no", _("No, not right now"))],
        ),
        Question(_("Who is this about?"), [Option(code, str(words)) for code, words in Audience.choices]),
        Question(
            _("What is closest to what is going on?"),
            [*(_need(need) for need in needs), Option(ANY, _("Something else"), "chat")],
        ),
        Question(
            _("How old is the person?"),
            [*(Option(code, str(words)) for code, words in AgeGroup.choices), skip],
            _("Some help is only for some ages."),
        ),
        Question(
            _("How would you like to get help?"),
            [
                Option("call", _("Talk on the phone")),
                Option("text", _("Send a text")),
                Option("chat", _("Chat online")),
                Option("visit", _("Meet somebody")),
                Option(ANY, _("Any of these")),
            ],
        ),
    ]


def _need(need: Need) -> Option:
    return Option(
        need.slug, need.translated_name or need.name, need.icon, not in_english() and not need.translated_name
    )


def guide_context(request: HttpRequest, path: str) -> dict[str, Any]:
    """The step after the answers in `path` ("no/me/"), or the end of the path. Raises Http404 for an answer that no
    question has. Three queries at most with small values warm."""
    now = timezone.now()
    needs = needs_now(now)
    asked = kept_value("support.guide", (get_language(), *(need.pk for need in needs)), lambda: questions(needs))
    given = [part for part in path.split("/") if part]
    known = all(part in {option.code for option in step.options} for part, step in zip(given, asked, strict=False))
    if len(given) > len(asked) or not known or ("now" in given[:1] and len(given) > 1):
        raise Http404
    ended = given == ["now"] or len(given) == len(asked)
    context: dict[str, Any] = {
        "in_english": in_english(),
        "page_languages": every_language(request),
        "danger": given == ["now"],
        "number": len(given) + 1,
        "of": len(asked),
        "back": _address(given[:-1]) if given else "",
    }
    if not ended:
        step = asked[len(given)]
        here = _address(given)
        options = [(option, f"{here}{option.code}/") for option in step.options]
        return {**context, "question": step, "options": options, "with_icons": any(one.icon for one in step.options)}
    return {**context, **_end(request, given, now)}


def _address(given: list[str]) -> str:
    start = reverse("support:guide")
    return f"{start}{'/'.join(given)}/" if given else start


def _end(request: HttpRequest, given: list[str], now: datetime) -> dict[str, Any]:
    """At most three services for the answers, and the way to all of them."""
    filters = _filters(given)
    found: Found = find(filters, now)
    shown = found.listed[:MOST_SHOWN]
    cache.keep_until(request, found.good_until)
    return {
        "cards": [card_html(item, now) for item in shown],
        "step": found.step.name,
        "all": filters.address(reverse("support:finder")),
        "need_page": reverse("support:need", args=[filters.need]) if filters.need else "",
    }


def _filters(given: list[str]) -> Filters:
    """The answers as the finder's question; in danger now, everything that helps anyone."""
    if len(given) < 2:
        return Filters()
    _danger, audience, need, age, channel = ("" if part == ANY else part for part in given)
    return Filters(audience=audience, need=need, age=age, channels=(channel,) if channel else ())
