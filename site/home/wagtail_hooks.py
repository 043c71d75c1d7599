"""How /cms/ is furnished: settings, messages about pages, a short menu, and two people for every publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.pages.frame import is_demo
from home import use_report
from home.alerts import AlertForm, OwnAlerts, can_alert
from home.models import Alert, PageFeedback

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
register_permission_policy(Alert, OwnAlerts(Alert))


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


class AlertViewSet(SnippetViewSet):
    """Alerts. They have no drafts: what is saved is shown from its time on."""

    model = Alert
    icon = "warning"
    menu_label = gettext_lazy("Alerts")
    add_to_admin_menu = True
    menu_order = 240
    copy_view_enabled = False
    list_display = ["text", "area", "starts", "ends"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("text", "path", "area", "starts", "ends", "reason")],
        base_form_class=AlertForm,
    )


register_snippet(AlertViewSet)


@hooks.register("before_edit_snippet")
def own_alerts_only(request: HttpRequest, instance: Any) -> None:
    """Refuse alerts of other areas and of every page to editors of an area."""
    if isinstance(instance, Alert) and not can_alert(request.user, instance.area_id):
        raise PermissionDenied


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """How pages do."""
    return [path("reports/pages-do/", use_report.pages_do, name="pages_do")]


class PagesDoMenuItem(MenuItem):
    """Shown to those who read messages about pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return request.user.has_perm("home.view_pagefeedback")


@hooks.register("register_reports_menu_item")
def pages_do_menu_item() -> MenuItem:
    """The report's place in the menu."""
    return PagesDoMenuItem(_("How pages do"), reverse("pages_do"), icon_name="view", order=150)


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
