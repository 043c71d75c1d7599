"""Reads that every list, feed, search and sitemap share."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.pages.addresses import address_map
from core.pages.enums import Sensitivity
from core.pages.models import BasePage

P = TypeVar("P", bound=BasePage)


def shown(model: type[P], *, language: str | None = None) -> QuerySet[P]:
    """The pages of `model` that lists may show: live, not past their end, open to all, not very sensitive.

    In the active language, or in `language` (a code of LANGUAGES). No query of its own when addresses are warm.
    """
    private = [address.page_id for address in address_map().by_id.values() if address.private]
    pages: QuerySet[P] = model._default_manager.filter(
        Q(expire_at=None) | Q(expire_at__gt=timezone.now()),
        live=True,
        sensitivity__lt=Sensitivity.HIDDEN,
        locale__language_code=language or get_language() or settings.LANGUAGE_CODE,
    )
    return pages.exclude(pk__in=private) if private else pages


def in_area(pages: QuerySet[P], area_id: int | None) -> QuerySet[P]:
    """Those of `pages` about the area `area_id` or about everywhere; all of them for None."""
    return pages if area_id is None else pages.filter(Q(areas=area_id) | Q(areas=None))
