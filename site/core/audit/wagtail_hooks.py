"""Where the audit's report stands in /cms/."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.audit.views import AuditReport


class AuditMenuItem(MenuItem):
    """Shown to those who may view the audit."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may view AuditEntry."""
        return request.user.has_perm("audit.view_auditentry")


@hooks.register("register_admin_urls")
def audit_urls() -> list[URLPattern]:
    """The report and its live-filtered table."""
    return [
        path("reports/audit/", AuditReport.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReport.as_view(results_only=True), name="audit_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """The report's place in the menu."""
    return AuditMenuItem(_("Audit"), reverse("audit_report"), icon_name="history", order=1100)
