"""What people get in /cms/: Lock screen, one press away on every page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class LockItem(MenuItem):
    """Signs out, and comes back to the same page after signing in again."""

    def render_component(self, request: HttpRequest) -> Any:
        url = f"{self.url}?{urlencode({'next': request.path})}"
        here = MenuItem(self.label, url, name=self.name, icon_name=self.icon_name)  # items are shared by all requests
        return here.render_component(request)


@hooks.register("register_admin_menu_item")
def lock_screen() -> MenuItem:
    """The item at the end of the menu of /cms/."""
    return LockItem(_("Lock screen"), reverse("account_lock"), name="lock-screen", icon_name="lock", order=10_000)
