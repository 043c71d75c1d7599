"""What helps editors in `/cms/`: a panel on its first page, figures, guides, and the practice area's rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.editors import views
from home.editors.practice import is_practice
from home.editors.queries import due_for_review, how_the_last_did, scheduled_next


class AtAGlance(Component):
    """What is due, what goes up next, and how the last pages did. What waits for approval has Wagtail's own panels."""

    name = "at_a_glance"
    order = 230
    template_name = "home/editors/at_a_glance.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The three lists of this editor."""
        if parent_context is None:
            return {}
        user = parent_context["request"].user
        return {"due": due_for_review(user), "scheduled": scheduled_next(user), "did": how_the_last_did(user)}


@hooks.register("construct_homepage_panels")
def at_a_glance(request: HttpRequest, panels: list[Any]) -> None:
    """The panel, for everyone who may open /cms/."""
    panels.append(AtAGlance())


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Figures and guides."""
    return [
        path("reports/figures/", views.monthly_figures, name="monthly_figures"),
        path("guides/", views.guides, name="guides"),
        path("guides/<slug:slug>/", views.guide, name="guide"),
    ]


class FiguresMenuItem(MenuItem):
    """Shown to those who read messages about pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return request.user.has_perm("home.view_pagefeedback")


@hooks.register("register_reports_menu_item")
def figures_menu_item() -> MenuItem:
    """Figures among the reports."""
    return FiguresMenuItem(_("Monthly figures"), reverse("monthly_figures"), icon_name="table", order=140)


@hooks.register("register_admin_menu_item")
def guides_menu_item() -> MenuItem:
    """Guides at the end of the menu."""
    return MenuItem(_("How do I …?"), reverse("guides"), name="guides", icon_name="help", order=9000)


@hooks.register("before_publish_page", order=-1)
def nothing_leaves_practice(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a page in the practice area is not put up. What was written is kept as a draft."""
    if not is_practice(page):
        return None
    messages.success(request, _("Well done: this is where it would go up. Nothing in the practice area is published."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_move_page")
def nothing_public_goes_to_practice(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a page that readers see into the practice area, where they would lose it."""
    if not is_practice(destination) or not page.get_descendants(inclusive=True).live().exists():
        return None
    messages.error(request, _("Readers can see this page. Copy it into the practice area instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
