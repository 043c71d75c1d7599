"""Surveys in `/cms/`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from surveys.models import Survey


class SurveyViewSet(SnippetViewSet):
    """Surveys: title, dates and questions, with drafts and preview. A survey is never deleted: answers stand on it."""

    model = Survey
    icon = "form"
    menu_label = _("Surveys")
    menu_name = "surveys"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["title", "opens_at", "closes_at", LiveStatusTagColumn()]
    search_fields = ["title"]
    copy_view_enabled = False  # a copy would carry the questions' own ids
