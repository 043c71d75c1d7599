"""Serving CMS pages by the address map."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from core.pages.addresses import Address, address_map
from core.pages.cache import never_keep
from core.pages.frame import kept_value


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at `path` in the active language.

    Private pages go to Wagtail, which asks for the right to see them. Raises Http404, also for a page that exists in
    another language only: the error page offers the English one.
    """
    known = address_map()
    language = get_language() or settings.LANGUAGE_CODE
    address = known.by_path.get((language, path))
    if address is None:
        raise Http404
    if address.private:
        never_keep(request)
        private: HttpResponse = wagtail_serve(request, path)
        return private
    request._wagtail_site = known.site  # type: ignore[attr-defined]
    return kept_value("pages", address.page_id, lambda: _page(address)).serve(request)


def _page(address: Address) -> Any:
    """The page at `address`, shared by every request of this version: what reads it must not change it."""
    model = ContentType.objects.get_for_id(address.content_type_id).model_class()
    found = [] if model is None else list(model._default_manager.filter(pk=address.page_id, live=True).order_by())
    page = found[0] if found else None
    if not isinstance(page, Page):
        raise Http404
    return page


def frontend_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-in for private pages leads to ours."""
    return redirect("account_login")
