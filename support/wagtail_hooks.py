"""Support in `/cms/`: its menu, and two people for everything that the public acts on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from support import due_view, staff_views
from support.bulk import CheckedBulkAction
from support.exchange import views as exchange
from support.models import Need, Service, ServiceReport
from support.rights import OwnAreas, may_edit
from support.viewsets import ReadAndTickOff, ServiceReportViewSet, SupportGroup

TWO_PEOPLE = (Need, Service)
TAKE_DOWN = r"^help/(?P<kind>service|need)/(?P<pk>\d{1,18})/take-down/$"
NEXT_STEPS = ("approve", "action-submit")

register_permission_policy(ServiceReport, ReadAndTickOff(ServiceReport))
register_permission_policy(Service, OwnAreas(Service))
register_snippet(SupportGroup)
hooks.register("register_bulk_action", CheckedBulkAction)


@hooks.register("register_admin_viewset")
def reports() -> ServiceReportViewSet:
    """Let those who keep services right read and tick off what readers say."""
    return ServiceReportViewSet("service_reports")


@hooks.register("register_admin_urls")
def exchange_urls() -> list[URLPattern]:
    """Taking services in and giving them out."""
    return [
        path("support/import/", exchange.choose, name="support_import"),
        path("support/import/<uuid:token>/", exchange.confirm, name="support_import_confirm"),
        path("support/export/services.csv", exchange.export_csv, name="support_export_csv"),
        path("support/export/services.json", exchange.export_json, name="support_export_json"),
    ]


@hooks.register("construct_snippet_action_menu")
def no_publishing_alone(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Nobody but an administrator publishes help without a second person: sending in is what the menu offers."""
    if context["model"] in TWO_PEOPLE and not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
        menu_items.sort(key=lambda item: item.name not in NEXT_STEPS)


@hooks.register("before_publish")
def two_people(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Refuse to publish from the editor, however the button was pressed. What was written is kept as a draft."""
    if not isinstance(instance, TWO_PEOPLE) or request.user.is_superuser:
        return None
    messages.error(request, _("Saved as a draft. Send it for approval: a second person puts it up."))
    return redirect(instance.snippet_viewset.get_url_name("edit"), instance.pk)


@hooks.register("before_edit_snippet")
def own_areas_only(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Services of other areas, and of the whole country, are shown to editors of an area for reading."""
    if not isinstance(instance, Service) or may_edit(request.user, instance):
        return None
    if request.method == "POST":
        raise PermissionDenied
    messages.warning(request, _("This is for reading: it is not a service of your area."))
    return redirect(Service.snippet_viewset.get_url_name("inspect"), instance.pk)


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern]:
    """What cannot wait, and what is due."""
    return [
        re_path(r"^reports/help-due/$", due_view.help_due, name="help_due"),
        re_path(r"^help/service/(?P<pk>\d{1,18})/correct/$", staff_views.correct, name="help_correct"),
        re_path(
            r"^help/(?P<kind>service|need)/(?P<pk>\d{1,18})/take-down/$", staff_views.take_down, name="help_take_down"
        ),
        re_path(r"^help/urgent/(?P<pk>\d{1,18})/$", staff_views.look_at, name="help_look_at"),
    ]


class AtOnce(ActionMenuItem):
    """A link to what is done without waiting for an approver, for what is public and theirs."""

    def __init__(self, name: str, label: str, order: int, models: tuple[type, ...]) -> None:
        super().__init__(order=order)
        self.name, self.label, self.models = name, label, models

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Whether there is something public to change, and this person may."""
        instance: Any = context.get("instance")
        mine = type(instance) in self.models and instance.live
        return mine and may_edit(context["request"].user, instance)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Where it is done."""
        instance = parent_context["instance"]
        if self.name == "action-correct":
            return reverse("help_correct", args=[instance.pk])
        return reverse("help_take_down", args=[instance._meta.model_name, instance.pk])


@hooks.register("register_snippet_action_menu_item")
def correct_now(model: type) -> ActionMenuItem | None:
    """*Correct now* on services."""
    return AtOnce("action-correct", _("Correct now"), 110, (Service,)) if model is Service else None


@hooks.register("register_snippet_action_menu_item")
def take_down_now(model: type) -> ActionMenuItem | None:
    """*Take down now* on services and needs."""
    return AtOnce("action-take-down", _("Take down now"), 120, TWO_PEOPLE) if model in TWO_PEOPLE else None


class DueMenuItem(MenuItem):
    """Shown to those who may read help in `/cms/`."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return request.user.has_perm("support.view_service")


@hooks.register("register_reports_menu_item")
def due_menu_item() -> MenuItem:
    """The report's place in the menu."""
    return DueMenuItem(_("What is due"), reverse("help_due"), icon_name="clipboard-list", order=100)
