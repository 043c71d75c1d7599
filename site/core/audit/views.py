"""The audit as a report in /cms/, for reading only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.audit import registry
from core.audit.models import AuditEntry


class AuditFilters(WagtailFilterSet):
    """Which entries to list."""

    class Meta:
        model = AuditEntry
        fields = {"action": ["exact"], "target": ["exact"], "at": ["date__gte", "date__lte"]}


class AuditReport(ReportView):
    """Every entry, newest first, for those with the permission to view AuditEntry."""

    model = AuditEntry
    queryset = AuditEntry.objects.order_by("-pk")
    permission_policy = ModelPermissionPolicy(AuditEntry)
    any_permission_required = ["view"]
    page_title = _("Audit")
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    filterset_class = AuditFilters
    is_searchable = False
    default_ordering = "-pk"
    columns = [
        Column("at", label=_("When"), accessor=lambda entry: entry.at),
        Column("wording", label=_("What"), accessor="wording"),
        Column("target", label=_("On"), accessor="target"),
        Column("who", label=_("Who"), accessor="who"),
        Column("details", label=_("Details"), accessor="details"),
    ]
    list_export = ["id", "at", "action", "target", "actor"]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Give each entry of this page its words: what was done, by whom, with which facts."""
        entries = list(object_list)
        names = registry.names_of(entry.actor for entry in entries if entry.actor)
        for entry in entries:
            known = entry.action in registry.codes()
            entry.wording = registry.wording_of(entry.action) if known else entry.action
            entry.who = names.get(entry.actor, str(entry.actor)[:8]) if entry.actor else _("the system")
            entry.details = ", ".join(f"{name} {fact}" for name, fact in entry.facts.items())
        return entries
