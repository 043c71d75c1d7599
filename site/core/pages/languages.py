"""The languages that a page can be read in, for the picker of the strip."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info

from core.pages.addresses import languages_of

Choice = tuple[str, str, str, str]


def choices(request: HttpRequest, codes: Iterable[str]) -> list[Choice]:
    """This page in each of the languages `codes`, as (code, own name, direction, address)."""
    first, _slash, rest = request.get_full_path().removeprefix("/").partition("/")
    # Two slashes at the front would be an address on another host.
    inside = (rest if first in dict(settings.LANGUAGES) else request.get_full_path()).lstrip("/\\")
    found = []
    for code in codes:
        info = get_language_info(code.partition("-")[0])
        address = f"/{inside}" if code == settings.LANGUAGE_CODE else f"/{code}/{inside}"
        found.append((info["code"], info["name_local"].capitalize(), "rtl" if info["bidi"] else "ltr", address))
    return found


def every_language(request: HttpRequest) -> list[Choice]:
    """For a page that software makes: it is there in each language of the site."""
    return choices(request, [code for code, _name in settings.LANGUAGES])


def page_languages(request: HttpRequest) -> list[Choice]:
    """For a CMS page: the languages in which a live page answers at this path. No query when addresses are warm."""
    path = request.path_info.removeprefix("/")
    first, _slash, rest = path.partition("/")
    inside = rest if first in dict(settings.LANGUAGES) else path
    return choices(request, languages_of(inside))
