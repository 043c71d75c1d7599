"""Reads that every list, feed, search and sitemap share."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from core.pages.addresses import address_map
from core.pages.enums import Sensitivity
from core.pages.frame import small_value
from core.pages.models import BasePage, Topic

P = TypeVar("P", bound=BasePage)
EVERY_LANGUAGE = "*"


def shown(model: type[P], *, language: str | None = None) -> QuerySet[P]:
    """The pages of `model` that lists may show: live, not past their end, open to all, not very sensitive.

    In the active language, or in `language` (a code of LANGUAGES, or EVERY_LANGUAGE). No query of its own when
    addresses are warm.
    """
    private = [address.page_id for address in address_map().by_id.values() if address.private]
    pages: QuerySet[P] = model._default_manager.filter(
        Q(expire_at=None) | Q(expire_at__gt=timezone.now()),
        live=True,
        sensitivity__lt=Sensitivity.HIDDEN,
    )
    if language != EVERY_LANGUAGE:
        pages = _in_language(pages, language or get_language() or settings.LANGUAGE_CODE)
    return pages.exclude(pk__in=private) if private else pages


def _in_language(pages: QuerySet[P], language: str) -> QuerySet[P]:
    """Those of `pages` in `language`. Said as what they are not: asked for one language, SQLite begins at its index
    and sorts every page of it before the first is shown."""
    known = small_value("locales", lambda: dict(Locale.objects.values_list("language_code", "pk")))
    if language not in known:
        return pages.none()
    others = [pk for code, pk in known.items() if code != language]
    return pages.exclude(locale_id__in=others) if others else pages


def in_area(pages: QuerySet[P], area_id: int | None) -> QuerySet[P]:
    """Those of `pages` about the area `area_id` or about everywhere; all of them for None."""
    return pages if area_id is None else pages.filter(Q(areas=area_id) | Q(areas=None))


def on_topic(pages: QuerySet[P], topic_id: int | None) -> QuerySet[P]:
    """Those of `pages` on the topic `topic_id`; all of them for None."""
    return pages if topic_id is None else pages.filter(topics=topic_id)


def known_topics() -> list[Topic]:
    """Every topic by name. No query when it is warm."""
    return small_value("topics", lambda: list(Topic.objects.all()))
