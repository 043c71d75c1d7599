"""Moving in, in `/cms/`: its pages and its place in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from news.wordpress import views


@hooks.register("register_admin_urls")
def wordpress_urls() -> list[URLPattern]:
    """The upload, the look at it, and the table of addresses."""
    return [
        path("moving-in/", views.choose, name="wordpress_choose"),
        path("moving-in/addresses.csv", views.old_addresses, name="wordpress_addresses"),
        path("moving-in/<uuid:token>/", views.look, name="wordpress_export"),
    ]


class MovingInMenuItem(MenuItem):
    """Shown to those who may write pages: on every screen, so it asks nothing of the pages themselves."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_settings_menu_item")
def moving_in_menu_item() -> MenuItem:
    """The place in the menu."""
    return MovingInMenuItem(_("Move in from WordPress"), reverse("wordpress_choose"), icon_name="download", order=900)
