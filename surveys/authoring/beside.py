"""The screens beside the editor of a survey: their addresses, and the buttons that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from surveys.authoring import copies, editor, translating, versions
from surveys.authoring.choice_names import name_choices
from surveys.authoring.rights import can_begin
from surveys.models import Survey
from surveys.rules import can_try
from surveys.standard import views as library

NUMBER = r"(?P<pk>\d{1,18})"


def urls() -> list[URLPattern]:
    """Addresses under `/cms/`."""
    here = rf"^surveys/{NUMBER}"
    return [
        re_path(rf"{here}/changes/$", versions.changes, name="survey_changes"),
        re_path(rf"{here}/versions/$", versions.versions, name="survey_versions"),
        re_path(rf"{here}/versions/(?P<number>\d{{1,9}})/withdraw/$", versions.withdraw, name="survey_withdraw"),
        re_path(rf"{here}/translations/$", translating.overview, name="survey_translations"),
        re_path(rf"{here}/translations/(?P<language>[a-z-]{{2,8}})/$", translating.translate, name="survey_translate"),
        re_path(rf"{here}/copy/$", copies.copy_it, name="survey_copy"),
        re_path(r"^surveys/monitoring-questions/$", library.monitoring, name="survey_monitoring"),
    ]


def _buttons(survey: Survey, user: Any) -> Iterator[Button]:
    address = [survey.pk]
    if can_try(user):
        running = survey.snippet_viewset.get_url_name("running")
        yield Button(_("Running it"), reverse(running, args=address), icon_name="cog", priority=49)
    yield Button(_("What changes"), reverse("survey_changes", args=address), icon_name="history", priority=50)
    yield Button(_("Versions"), reverse("survey_versions", args=address), icon_name="clipboard-list", priority=51)
    yield Button(_("Translations"), reverse("survey_translations", args=address), icon_name="globe", priority=52)
    links = reverse("wagtailsnippets_surveys_survey:links", args=address)
    yield Button(_("Short links and QR codes"), links, icon_name="link", priority=54)
    if can_begin(user):
        yield Button(_("Copy"), reverse("survey_copy", args=address), icon_name="copy", priority=53)


def _rules(definition: dict[str, Any]) -> Iterator[str]:
    for one in (*definition["questions"], *definition.get("sections", [])):
        yield one.get("when", "")


def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the list of surveys, under each one's *More*."""
    if isinstance(snippet, Survey):
        yield from _buttons(snippet, user)


class SurveyScreens:
    """The editor with the rule builder, the list to jump by, and ways to the screens beside it."""

    def form_valid(self, form: Any) -> Any:
        """Wagtail's own, with a name for every new choice: rules and exports are then read by people.

        Not where the editor saves by itself: words may be half typed, and its page knows the names that it began with.
        """
        survey, version = form.instance, form.instance.version
        if not self.expects_json_response:  # type: ignore[attr-defined]
            asked = " ".join(_rules(version.definition)) if version else ""
            survey.questions, survey.codes = name_choices(survey.questions.get_prep_value(), survey.codes, asked=asked)
        return super().form_valid(form)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's own, with the script and what it knows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["media"] += editor.MEDIA
        return {**context, "editor_facts": editor.facts(getattr(self, "object", None))}

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's own, then ours."""
        view: Any = self
        library_button = Button(_("Monitoring questions"), reverse("survey_monitoring"), icon_name="group", priority=60)
        return [*super().header_more_buttons, *_buttons(view.object, view.request.user), library_button]  # type: ignore[misc]
