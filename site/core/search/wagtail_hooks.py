"""Search's places in `/cms/`."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from core.search.viewsets import MissedWordsReport, WordGroupViewSet

register_snippet(WordGroupViewSet)


class MissedWordsMenuItem(MenuItem):
    """Shown to those who may view the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may view MissedWord."""
        return request.user.has_perm("search.view_missedword")


@hooks.register("register_admin_urls")
def missed_words_urls() -> list[URLPattern]:
    """The report and its live-filtered table."""
    return [
        path("reports/missed-words/", MissedWordsReport.as_view(), name="missed_words_report"),
        path(
            "reports/missed-words/results/",
            MissedWordsReport.as_view(results_only=True),
            name="missed_words_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def missed_words_menu_item() -> MenuItem:
    """The report's place in the menu."""
    return MissedWordsMenuItem(
        _("Searches with no result"), reverse("missed_words_report"), icon_name="search", order=1110
    )
