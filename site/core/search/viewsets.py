"""Search in `/cms/`: the words that staff edit, and the words that led to nothing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from core.search.models import MissedWord, WordGroup

REPORTED_DAYS = 30


class WordGroupViewSet(SnippetViewSet):
    """Words that mean the same, and words of crisis."""

    model = WordGroup
    icon = "search"
    menu_label = _("Words for search")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "kind", "words"]
    list_filter = ["kind"]
    search_fields = ["name", "words"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("words")]


class MissedWordsReport(ReportView):
    """Words of the last REPORTED_DAYS days with which nothing was found, the most frequent first."""

    model = MissedWord
    permission_policy = ModelPermissionPolicy(MissedWord)
    any_permission_required = ["view"]
    page_title = _("Searches with no result")
    header_icon = "search"
    index_url_name = "missed_words_report"
    index_results_url_name = "missed_words_report_results"
    is_searchable = False
    default_ordering = "-total"
    columns = [
        Column("word", label=_("Word"), accessor="word"),
        Column("total", label=_("Times"), accessor="total"),
        Column("latest", label=_("Last on"), accessor="latest"),
    ]
    list_export = ["word", "total", "latest"]

    def get_base_queryset(self) -> Any:
        """One row a word. Values, because a total over days is no row of the table."""
        since = timezone.localdate() - datetime.timedelta(days=REPORTED_DAYS)
        words = MissedWord.objects.filter(day__gte=since).values("word")
        return words.annotate(total=Sum("times"), latest=Max("day")).order_by("-total", "word")

    def order_queryset(self, queryset: Any) -> Any:
        """As it comes: the most frequent first."""
        return queryset
