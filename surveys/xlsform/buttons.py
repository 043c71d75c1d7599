"""Where XLSForm is offered in `/cms/`: above the list of surveys, and beside each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from surveys.models import Survey
from surveys.xlsform.reading import is_installed


def above_list() -> Button:
    """Taking one in; it says so where this site cannot."""
    label = _("Take in an XLSForm") if is_installed() else _("Take in an XLSForm (not installed)")
    return Button(label, url=_address("xlsform"), icon_name="upload", priority=30)


def beside_survey(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Giving one out, which needs nothing more."""
    if isinstance(snippet, Survey):
        yield Button(
            _("Download XLSForm"), url=_address("xlsform_export", snippet.pk), icon_name="download", priority=60
        )


def _address(name: str, *args: Any) -> str:
    return reverse(Survey.snippet_viewset.get_url_name(name), args=args)
