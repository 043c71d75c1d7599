"""Publishing in `/cms/`: what is held, what is said, and where its pages are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, re_path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.pages.authors import is_sensitive
from home.publishing import due_view, holds, link_views, schedule, told, urgent_views, versions

hooks.register("before_bulk_action", holds.not_many_at_once)
hooks.register("before_bulk_action", told.count_before_moving_many)
hooks.register("before_move_page", told.count_before_moving)
hooks.register("before_edit_page", told.count_before_renaming)
hooks.register("before_copy_page", holds.copies_are_drafts)
hooks.register("after_edit_page", told.say_times)
hooks.register("after_create_page", told.say_times)
hooks.register("after_edit_page", told.say_who_approves)


class LatePanel(Component):
    """Says on the first page of /cms/ that nothing goes up on time."""

    order = 2
    template_name = "home/late_panel.html"


@hooks.register("construct_homepage_panels")
def late_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The whole sentence, where editors begin."""
    if not schedule.has_run_lately():
        panels.append(LatePanel())


@hooks.register("construct_main_menu")
def late_menu_item(request: HttpRequest, menu_items: list[Any]) -> None:
    """On every page of /cms/, in the menu."""
    if not schedule.has_run_lately():
        menu_items.append(MenuItem(_("Nothing goes up"), "/cms/", name="late", icon_name="warning", order=0))


@hooks.register("construct_page_action_menu")
def approving_publishes(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Say so where approving publishes: Wagtail counts the safeguarding step, which ordinary pages skip."""
    page = context.get("page")
    state = page.current_workflow_state if page is not None and page.pk else None
    if state is None or state.is_at_final_task or is_sensitive(page):
        return
    for item in menu_items:
        if item.name == "approve":
            item.label = _("%(label)s and Publish") % {"label": item.label}


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Pages of publishing."""
    number = r"(?P<pk>\d{1,18})"
    return [
        re_path(rf"^pages/{number}/early-links/$", link_views.links, name="page_preview_links"),
        re_path(rf"^pages/{number}/versions/$", versions.versions, name="page_versions"),
        re_path(
            rf"^pages/{number}/versions/(?P<version>\d{{1,18}})/$", versions.name_version, name="page_version_name"
        ),
        re_path(r"^reports/pages-due/$", due_view.pages_due, name="pages_due"),
        re_path(rf"^pages/{number}/correct/$", urgent_views.correct, name="page_correct"),
        re_path(rf"^pages/{number}/take-down/$", urgent_views.take_down, name="page_take_down"),
        re_path(r"^reports/changed-at-once/$", urgent_views.waiting, name="pages_urgent"),
        re_path(rf"^pages/urgent/{number}/$", urgent_views.look_at, name="page_look_at"),
        re_path(rf"^early-links/{number}/end/$", link_views.end, name="page_preview_link_end"),
    ]


@hooks.register("register_page_header_buttons")
def page_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Links beside a page's title, for those who may edit it."""
    if not page.permissions_for_user(user).can_edit() or page.depth < 2:
        return
    if page.live:
        yield Button(_("Correct now"), reverse("page_correct", args=[page.pk]), icon_name="edit", priority=60)
        yield Button(_("Take down now"), reverse("page_take_down", args=[page.pk]), icon_name="warning", priority=65)
    yield Button(_("Named versions"), reverse("page_versions", args=[page.pk]), icon_name="history", priority=75)
    yield Button(_("Preview links"), reverse("page_preview_links", args=[page.pk]), icon_name="link", priority=70)


class ForPageEditors(MenuItem):
    """Shown to those who write pages somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return user_has_any_page_permission(request.user)


@hooks.register("register_reports_menu_item")
def urgent_menu_item() -> MenuItem:
    """What was changed without approval."""
    return ForPageEditors(_("Changed at once"), reverse("pages_urgent"), icon_name="warning", order=110)


@hooks.register("register_reports_menu_item")
def due_menu_item() -> MenuItem:
    """Pages that are due for a check."""
    return ForPageEditors(_("Pages due for a check"), reverse("pages_due"), icon_name="clipboard-list", order=105)


@hooks.register("construct_page_chooser_queryset")
def nobody_elses_drafts(pages: Any, request: HttpRequest) -> Any:
    """Choosers offer public pages to link to, and drafts only to those who see them in the tree."""
    if request.user.is_superuser:
        return pages
    mine = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=mine.values("pk")))
