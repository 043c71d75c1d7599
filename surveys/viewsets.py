"""Surveys in `/cms/`."""

from __future__ import annotations

from django.urls import URLPattern, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from surveys.authoring.beside import SurveyScreens
from surveys.authoring.rights import can_begin
from surveys.authoring.urls import urlpatterns
from surveys.models import Survey
from surveys.xlsform import buttons


def check_button(survey: Survey) -> Button:
    """The way to the checks of `survey`."""
    address = reverse("wagtailsnippets_surveys_survey:check", args=[survey.pk])
    return Button(_("Check and try"), address, icon_name="view", priority=15)


class SurveyEditView(SurveyScreens, EditView):
    """The editor of questions. It never publishes: they go up with their page (surveys.authoring.approving)."""

    def get_available_actions(self) -> list[str]:
        """Wagtail's, but for publishing: whoever asks for that saves a draft."""
        return [action for action in super().get_available_actions() if action != "publish"]

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's, and the checks."""
        return [*super().header_more_buttons, check_button(self.object)]


class SurveyListView(IndexView):
    """The list, whose button begins page and questions together."""

    add_item_label = _("New consultation")

    def get_add_url(self) -> str | None:
        """The one form for both."""
        return reverse("consultation_new") if can_begin(self.request.user) else None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's, and taking in the form of another tool."""
        more = [buttons.above_list()] if can_begin(self.request.user) else []
        return [*super().header_more_buttons, *more]


class SurveyViewSet(SnippetViewSet):
    """Surveys: title, dates and questions, with drafts and preview. A survey is never deleted: answers stand on it."""

    model = Survey
    edit_view_class = SurveyEditView
    index_view_class = SurveyListView
    icon = "form"
    menu_label = _("Surveys")
    menu_name = "surveys"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["title", "opens_at", "closes_at", LiveStatusTagColumn()]
    search_fields = ["title"]
    copy_view_enabled = False  # a copy would carry the questions' own ids: surveys.authoring.copies gives fresh ones
    edit_template_name = "surveys/staff/editor.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's own screens, and those of `surveys.authoring`."""
        return [*super().get_urlpatterns(), *urlpatterns]
