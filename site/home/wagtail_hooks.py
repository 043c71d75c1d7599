"""How /cms/ is furnished: settings, messages about pages, a short menu, and two people for every publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.pages.frame import is_demo
from home.models import PageFeedback

HIDDEN_MENU_ITEMS = frozenset({"help", "forms"})
PUBLISHING_ITEMS = frozenset({"action-publish"})
FIRST_ITEMS = frozenset({"action-submit", "approve"})


class ReadAndTickOff(ModelPermissionPolicy):
    """Messages come from readers: nobody, however mighty, writes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the groups say, but never to add."""
        return action != "add" and bool(super().user_has_permission(user, action))


class DemoPanel(Component):
    """Says on the first page of /cms/ that this is a demonstration."""

    order = 1
    template_name = "home/demo_panel.html"


register_permission_policy(PageFeedback, ReadAndTickOff(PageFeedback))


class PageFeedbackViewSet(ModelViewSet):
    """Messages about pages, the open ones first."""

    model = PageFeedback
    menu_label = gettext_lazy("Messages about pages")
    icon = "comment"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["kind", "path", "text", "day", "is_done"]
    list_filter = ["kind", "is_done"]
    form_fields = ["is_done"]
    inspect_view_enabled = True
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def feedback_viewset() -> PageFeedbackViewSet:
    """Let editors read and tick off messages about pages."""
    return PageFeedbackViewSet("page_feedback")


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out what nobody here needs; in a demonstration say so on every page of /cms/."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]
    if is_demo():
        menu_items.append(MenuItem(_("This is a demonstration"), "/demo/", name="demo", icon_name="warning", order=1))


@hooks.register("construct_homepage_panels")
def demo_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The whole sentence, where the editors of a demonstration begin."""
    if is_demo():
        panels.append(DemoPanel())


@hooks.register("construct_page_action_menu")
def no_publishing_alone(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Nobody but an administrator publishes without a second person: sending in comes first in the menu."""
    if request.user.is_superuser:
        return
    shown = [item for item in menu_items if item.name not in PUBLISHING_ITEMS]
    menu_items[:] = sorted(shown, key=lambda item: item.name not in FIRST_ITEMS or getattr(item, "launch_modal", False))


@hooks.register("before_publish_page")
def two_people(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish from the editor, however the button was pressed. What was written is kept as a draft."""
    if request.user.is_superuser:
        return None
    messages.error(request, _("Saved as a draft. Send it for approval: a second person puts it up."))
    return redirect("wagtailadmin_pages:edit", page.pk)
