"""The register of partners, and messages to the partnership, in `/cms/`."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.partnership.models import ContactMessage, PartnerOrganisation


class PartnerViewSet(SnippetViewSet):
    """Who works together."""

    model = PartnerOrganisation
    icon = "group"
    menu_label = _("Partners")
    menu_order = 275
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "kind", "duty", "joined_on", "left_on"]
    list_filter = ["kind", "duty", "areas"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("role"),
        MultiFieldPanel(
            [FieldPanel("duty"), FieldPanel("duty_source"), FieldPanel("duty_checked_on")],
            heading=_("Serious Violence Duty"),
        ),
        FieldPanel("areas", widget=CheckboxSelectMultiple),
        FieldPanel("website"),
        FieldPanel("logo"),
        FieldRowPanel([FieldPanel("joined_on"), FieldPanel("left_on")], heading=_("Time")),
    ]


class ReadTickOffDelete(ModelPermissionPolicy):
    """Messages come from readers: nobody, however mighty, writes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the groups say, but never to add."""
        return action != "add" and bool(super().user_has_permission(user, action))


class ContactMessageViewSet(ModelViewSet):
    """Messages to the partnership, the open ones first. They go by themselves after 90 days."""

    model = ContactMessage
    menu_label = _("Messages to us")
    icon = "mail"
    add_to_admin_menu = True
    menu_order = 245
    list_display = ["topic", "area", "day", "with_safeguarding", "is_done"]
    list_filter = ["topic", "area", "is_done"]
    form_fields = ["is_done"]
    inspect_view_enabled = True
    inspect_view_fields = ["topic", "text", "reply_to", "area", "day", "with_safeguarding", "is_done"]
    copy_view_enabled = False
