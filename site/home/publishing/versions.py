"""Names of versions, and what becomes of old ones that nobody named, sent in or published."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from home.publishing.forms import VersionNameForm, given
from home.publishing.link_views import own_page
from home.publishing.models import UrgentPageChange, VersionName

if TYPE_CHECKING:
    from core.people.models import User

KEPT = datetime.timedelta(days=60)
BATCH = 500
SHOWN = 100
PUBLISHING = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled", "wagtail.revert")


@require_safe
def versions(request: HttpRequest, pk: str) -> HttpResponse:
    """The last 100 versions of a page, with their names."""
    page = own_page(request, pk)
    rows = (
        page.revisions.select_related("user__profile", "version_name").defer("content").order_by("-created_at", "-pk")
    )
    return render(request, "home/publishing/versions.html", {"page": page, "versions": rows[:SHOWN]})


@require_POST
def name_version(request: HttpRequest, pk: str, version: str) -> HttpResponse:
    """Name one version of a page, or take its name away."""
    page = own_page(request, pk)
    revision = get_object_or_404(page.revisions, pk=version)
    form = given(VersionNameForm, request)
    if not form.is_valid():
        messages.error(request, _("A name has at most 60 characters."))
    elif form.cleaned_data["name"]:
        named = {"name": form.cleaned_data["name"], "by": cast("User", request.user)}
        VersionName.objects.update_or_create(revision=revision, defaults=named)
        messages.success(request, _("Named. A named version is kept."))
    else:
        VersionName.objects.filter(revision=revision).delete()
        messages.success(request, _("The name is gone."))
    return redirect("page_versions", page.pk)


def prune() -> int:
    """Delete versions of pages older than 60 days that nobody named, published, scheduled or sent in, and that are
    neither live nor the latest draft; at most 500 at a time. Repeatable; how many went."""
    old = Revision.objects.page_revisions().filter(created_at__lt=timezone.now() - KEPT, approved_go_live_at=None)
    of_page = Page.objects.filter(latest_revision=OuterRef("pk")) | Page.objects.filter(live_revision=OuterRef("pk"))
    published = PageLogEntry.objects.filter(revision_id=OuterRef("pk"), action__in=PUBLISHING)
    urgent = UrgentPageChange.objects.filter(before=OuterRef("pk")) | UrgentPageChange.objects.filter(
        after=OuterRef("pk")
    )
    kept = (of_page, published, urgent, TaskState.objects.filter(revision=OuterRef("pk")),
            VersionName.objects.filter(revision=OuterRef("pk")))  # fmt: skip
    for reason in kept:
        old = old.exclude(Exists(reason))
    gone = list(old.order_by("pk").values_list("pk", flat=True)[:BATCH])
    Revision.objects.filter(pk__in=gone).delete()
    return len(gone)
