"""The CMS's form for redirects, which its import of CSV files uses for every row too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from core.pages.addresses import address_map, path_of
from core.pages.redirects import is_page, leads_to, own_path


class OneHopForm(RedirectForm):
    """Refuses circles, what leads to itself, and what would never be used. A path of this site becomes its page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data  # type: ignore[has-type]
        if self.is_bound and (link := str(given.get("redirect_link") or "").strip()).startswith("/"):
            self.data = {**self._plain(given), **self._target(link)}

    @staticmethod
    def _plain(data: Any) -> dict[str, Any]:
        return data.dict() if hasattr(data, "dict") else dict(data)

    @staticmethod
    def _target(link: str) -> dict[str, Any]:
        """A path of this site as a page where one is there, else as a whole address."""
        path = own_path(link) or "/"
        bare = path.partition("?")[0].rstrip("/") + "/"
        page = next((each.page_id for each in address_map().by_path.values() if each.path == bare), None)
        if page is not None:
            return {"redirect_page": page, "redirect_link": ""}
        site = address_map().site
        return {"redirect_link": f"{site.root_url}{path}" if site else link}

    def clean(self) -> dict[str, Any]:
        """Say in words what cannot be. Raises ValidationError."""
        super().clean()
        given = self.cleaned_data
        if "old_path" not in given or self.errors:
            return given
        old = Redirect.normalise_path(given["old_path"])
        page, link = given.get("redirect_page"), given.get("redirect_link") or ""
        if bool(page) == bool(link):
            raise forms.ValidationError(_("Choose one place where it leads: a page, or an address."))
        if len(old) > 255:
            raise forms.ValidationError(_("This address is too long to be kept."))
        if is_page(old):
            raise forms.ValidationError(_("A page is at this address, so the redirect would never be used."))
        inside = path_of(page.pk) if page else own_path(link)
        if inside is not None and Redirect.normalise_path(inside) == old:
            raise forms.ValidationError(_("This leads to itself."))
        tried = Redirect(old_path=old, redirect_page=page, redirect_link=link)
        end = None if page else leads_to(tried)
        if not page and (end is None or Redirect.normalise_path(own_path(end) or "") == old):
            raise forms.ValidationError(_("This leads in a circle, or to nothing that is public."))
        return given


def use_our_redirect_form() -> None:
    """Put our form in the place of Wagtail's, which has no setting for it."""
    views.RedirectForm = views.CreateView.form_class = views.EditView.form_class = OneHopForm
