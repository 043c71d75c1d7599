"""Consultations in `/cms/`: surveys, how one begins, what keeps page and questions together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from surveys.authoring import beside, keeping, screens, start
from surveys.authoring.rights import can_begin
from surveys.models import ConsultationPage, Survey
from surveys.viewsets import SurveyViewSet, check_button
from surveys.xlsform import buttons

register_snippet(SurveyViewSet)
hooks.register("before_delete_page", keeping.refuse_deleting)
hooks.register("before_bulk_action", keeping.refuse_deleting_many)
hooks.register("before_delete_snippet", keeping.refuse_deleting_surveys)
hooks.register("before_copy_page", keeping.refuse_copying)
hooks.register("register_admin_urls", beside.urls)
hooks.register("register_snippet_listing_buttons", beside.listing_buttons)
hooks.register("register_snippet_listing_buttons", buttons.beside_survey)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Beginning a consultation, and the screens of one."""
    return [
        path("consultations/new/", start.new, name="consultation_new"),
        path("consultations/<int:pk>/", screens.checklist, name="consultation_checklist"),
        path("consultations/<int:pk>/send/", screens.send, name="consultation_send"),
    ]


class ForBeginners(MenuItem):
    """Shown to those who may begin a consultation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return can_begin(request.user)


@hooks.register("register_admin_menu_item")
def new_consultation() -> MenuItem:
    """One press away on every page of /cms/."""
    label = gettext_lazy("New consultation")
    return ForBeginners(label, reverse("consultation_new"), name="new-consultation", icon_name="plus", order=310)


class Making(Component):
    """Consultations that are being made, and the button that begins one."""

    order = 120
    template_name = "surveys/authoring/home_panel.html"
    MOST = 5

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The latest drafts, from the last changed on."""
        pages = ConsultationPage.objects.exclude(live=True, survey__live=True).order_by("-latest_revision_created_at")
        return {"pages": pages[: self.MOST]}


@hooks.register("construct_homepage_panels")
def making(request: HttpRequest, panels: list[Any]) -> None:
    """Where editors begin."""
    if can_begin(request.user):
        panels.append(Making())


@hooks.register("register_page_header_buttons")
def checklist_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The checklist beside the title of a consultation."""
    if isinstance(page, ConsultationPage) or page.cached_content_type.model_class() is ConsultationPage:
        yield Button(_("Checklist"), reverse("consultation_checklist", args=[page.pk]), icon_name="check", priority=5)


@hooks.register("before_create_page")
def one_start(request: HttpRequest, parent: Page, model: type[Page]) -> HttpResponse | None:
    """A consultation begins with its questions, so adding the page alone leads to the one form for both."""
    return redirect("consultation_new") if model is ConsultationPage else None


@hooks.register("before_create_snippet")
def one_start_of_surveys(request: HttpRequest, model: type[Any]) -> HttpResponse | None:
    """So does adding a survey alone."""
    return redirect("consultation_new") if model is Survey else None


@hooks.register("construct_snippet_action_menu")
def no_publishing_alone(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Questions go up with their page, never from their own editor."""
    if context.get("model") is Survey:
        menu_items[:] = [item for item in menu_items if item.name not in ("action-publish", "action-unpublish")]


@hooks.register("construct_page_action_menu")
def saving_comes_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The big button of a consultation that waits for nobody saves it: the checklist sends it in, once all is there."""
    page = context.get("page")
    if isinstance(page, ConsultationPage) and page.current_workflow_state is None:
        menu_items.sort(key=lambda item: item.name != "action-save-draft")


@hooks.register("after_edit_snippet")
def what_comes_next(request: HttpRequest, instance: Any) -> None:
    """After saving questions, say where they go up from."""
    asked_alone = request.POST.get("action-publish")
    page = instance.pages.first() if isinstance(instance, Survey) and asked_alone else None
    if page is not None:
        messages.warning(request, _("Saved as a draft. Questions go up together with their page: use the checklist."))


@hooks.register("register_snippet_listing_buttons")
def check_in_list(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The checks, beside each survey of the list."""
    if isinstance(snippet, Survey):
        yield check_button(snippet)
