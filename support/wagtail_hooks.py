"""Support in `/cms/`: its menu, and two people for everything that the public acts on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from support.exchange import views as exchange
from support.models import Need, Service
from support.viewsets import SupportGroup

TWO_PEOPLE = (Need, Service)
NEXT_STEPS = ("approve", "action-submit")

register_snippet(SupportGroup)


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
