"""The chooser of pages for a newsletter lists those alone that its form takes (`compiling.includable`)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, get_page_models

from core.pages.enums import Sensitivity
from core.pages.models import BasePage
from core.pages.queries import EVERY_LANGUAGE, shown

PURPOSE = "newsletter"
"""Wagtail's choosers say in their addresses what a page is wanted for; it passes over words that it does not know."""


def widget() -> AdminPageChooser:
    """The chooser that asks for such pages."""
    return AdminPageChooser(user_perms=PURPOSE)


def only_includable(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """`pages` of a chooser; where it chooses for a newsletter, without those that are not public or are sensitive."""
    if request.GET.get("user_perms") != PURPOSE:
        return pages
    good = Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, BasePage):
            good |= Q(pk__in=_good(model))
    return pages.filter(good)


def _good(model: Any) -> QuerySet:
    """The ids of the pages of one kind that a newsletter may name, as a part of a query."""
    found = shown(model, language=EVERY_LANGUAGE).filter(sensitivity=Sensitivity.NORMAL).order_by()
    if any(field.name == "embargo_until" for field in model._meta.get_fields()):
        found = found.exclude(embargo_until__gt=timezone.now())
    return found.values("pk")
