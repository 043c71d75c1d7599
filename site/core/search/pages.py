"""Pages of the CMS in the index: live ones that lists may show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models

from core.pages.enums import Sensitivity
from core.pages.models import BasePage
from core.search.enums import Weight
from core.search.index import Part, Searchable, index, searchable

FIELDS = frozenset({"live", "title", "summary", "hide_from_search", "sensitivity", "words", "body", "expire_at"})


def kind_of(language: str) -> str:
    """The index's kind of pages in `language` (a code of LANGUAGES)."""
    return f"page.{language}"


def page_kinds() -> list[type[BasePage]]:
    """Every model of page that search knows."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def follow_pages() -> None:
    """Keep every page's words in the index, also as pages are closed to the public and opened again."""
    how = Searchable(lambda page: kind_of(page.locale.language_code), _parts, _is_wanted, FIELDS)
    for model in page_kinds():
        searchable(model, how)
    post_save.connect(_plain_page_saved, sender=Page, dispatch_uid="search.page")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="search.restriction")


def _parts(page: BasePage) -> Iterator[Part]:
    language = page.locale.language_code.partition("-")[0]
    yield Part(Weight.TITLE, page.title, language)
    yield Part(Weight.SUMMARY, page.summary, language)
    yield Part(Weight.TEXT, page.prose(), language)


def _is_wanted(page: BasePage) -> bool:
    return (
        page.live
        and not (page.expire_at and page.expire_at <= timezone.now())
        and not page.hide_from_search
        and page.sensitivity < Sensitivity.HIDDEN
        and not page.get_view_restrictions().exists()
    )


def _plain_page_saved(sender: Any, instance: Page, raw: bool = False, **_signal: Any) -> None:
    """Wagtail takes pages down at their time without knowing what they are."""
    if not raw:
        _index(instance)


def _restricted(sender: Any, instance: PageViewRestriction, raw: bool = False, **_signal: Any) -> None:
    for page in [] if raw else Page.objects.descendant_of(instance.page, inclusive=True):
        _index(page)


def _index(page: Page) -> None:
    model = page.specific_class
    if model is not None and issubclass(model, BasePage):
        index(model, page.pk)
