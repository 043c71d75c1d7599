"""Support in `/cms/`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.pages.panels import schedule_panel
from support.models import Need, Organisation, Service, ServiceReport
from support.models.need import REVIEW_FIELDS
from support.rules import can_exchange
from support.service_form import PlacesPanel, ServiceForm

TELLING = [
    FieldPanel("name"),
    FieldPanel("slug"),
    FieldPanel("organisation"),
    FieldPanel("summary"),
    FieldPanel("description"),
    FieldPanel("alert"),
    FieldPanel("who_is_told"),
    FieldPanel("steps_text"),
]
FOR_WHOM = [
    FieldPanel("needs"),
    FieldPanel("areas", help_text=_("None: the whole country. All: the whole partnership.")),
    FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], heading=_("Ages")),
    FieldPanel("audience"),
    FieldPanel("eligibility"),
    FieldPanel("referral"),
    FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")], heading=_("Cost")),
    FieldPanel("languages"),
]
CONTACT = [
    InlinePanel("contact_points", heading=_("Ways to get in touch"), label=_("way")),
    FieldPanel("location_confidential"),
    PlacesPanel("locations", heading=_("Places"), label=_("place")),
]
HOURS = [
    InlinePanel("hours_rules", heading=_("Weekly hours"), label=_("line")),
    InlinePanel("hours_exceptions", heading=_("Other hours on some dates"), label=_("line")),
    FieldRowPanel([FieldPanel("bank_holidays"), FieldPanel("nation")], heading=_("Bank holidays")),
]
KEEPING = [
    MultiFieldPanel([FieldPanel(name) for name in REVIEW_FIELDS], heading=_("Keeping it right")),
    FieldPanel("status"),
    FieldPanel("sensitivity"),
    FieldPanel("is_fallback"),
    FieldPanel("position"),
    schedule_panel(),
]


class ServiceViewSet(SnippetViewSet):
    """Services, with all their parts in five tabs."""

    model = Service
    icon = "help"
    menu_label = _("Services")
    copy_view_enabled = False  # a copy would carry the same uuid
    list_display = ["name", "organisation", "status", "last_checked", "review_by", LiveStatusTagColumn()]
    list_filter = ["status", "areas", "needs", "is_fallback"]
    search_fields = ["name", "summary"]
    search_backend_name = None
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(TELLING, heading=_("What it is")),
            ObjectList(FOR_WHOM, heading=_("For whom")),
            ObjectList(CONTACT, heading=_("Getting in touch")),
            ObjectList(HOURS, heading=_("Hours")),
            ObjectList(KEEPING, heading=_("Keeping it right")),
        ],
        base_form_class=ServiceForm,
    )
    # For who may read a service and not write it: no part of it, so no place of it either.
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "organisation",
        "summary",
        "description",
        "alert",
        "who_is_told",
        "eligibility",
        "referral",
        "status",
        "review_owner",
        "last_checked",
        "review_by",
    ]


class NeedViewSet(SnippetViewSet):
    """Needs: what is going on, in people's own words."""

    model = Need
    icon = "tag"
    menu_label = _("Needs")
    copy_view_enabled = False
    list_display = ["name", "urgency", "position", LiveStatusTagColumn()]
    search_fields = ["name", "summary"]
    search_backend_name = None


class OrganisationViewSet(SnippetViewSet):
    """Who runs the services."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    copy_view_enabled = False
    list_display = ["name", "website"]
    search_fields = ["name"]
    search_backend_name = None


class ReadAndTickOff(ModelPermissionPolicy):
    """Reports come from readers: nobody, however mighty, writes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the groups say, but never to add."""
        return action != "add" and bool(super().user_has_permission(user, action))


class ServiceReportViewSet(ModelViewSet):
    """What readers say is wrong with a service, the open ones first."""

    model = ServiceReport
    menu_label = _("Messages about services")
    icon = "comment"
    add_to_admin_menu = True
    menu_order = 251
    list_display = ["service", "text", "day", "is_done"]
    list_filter = ["is_done"]
    form_fields = ["is_done"]
    inspect_view_enabled = True
    copy_view_enabled = False


class ImportMenuItem(MenuItem):
    """Shown to those who may write services."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may take services in."""
        return can_exchange(request.user)


class SupportGroup(SnippetViewSetGroup):
    """One menu entry for all of it."""

    items = (ServiceViewSet, NeedViewSet, OrganisationViewSet)
    menu_label = _("Find help")
    menu_icon = "help"
    menu_order = 250

    def get_submenu_items(self) -> list[MenuItem]:
        """The lists, and taking in and giving out."""
        address = reverse_lazy("support_import")
        exchange = ImportMenuItem(_("Import and export"), address, icon_name="download", order=900)
        return [*super().get_submenu_items(), exchange]
