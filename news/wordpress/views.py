"""Moving in from WordPress in /cms/: an upload, a look at what would happen, then drafts. Never in the request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.models import Topic
from core.people.models import User
from core.text.cells import csv_file
from news.wordpress import addresses
from news.wordpress.actions import NotAllowed, begin, deleted_since, take_upload
from news.wordpress.enums import ExportState, PostState
from news.wordpress.forms import UploadForm
from news.wordpress.models import MovedPost, WordpressExport
from news.wordpress.rules import places_for
from news.wordpress.tasks import go_on

View = Callable[..., HttpResponseBase]
ROWS = 100


def for_editors(view: View) -> View:
    """Decorator: refuse everybody who may add news nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not places_for(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose an export; the worker reads it, and then you see what would happen."""
    posted = request.method == "POST"
    places = places_for(request.user)
    form = UploadForm(request.POST, request.FILES, places=places) if posted else UploadForm(places=places)
    if posted and form.is_valid():
        export = take_upload(user=_user(request), **form.cleaned_data)
        go_on.enqueue(export.pk)
        return redirect("wordpress_export", export.token)
    context = {"form": form, "exports": _own(request)[:20], **_page(_("Move in from WordPress"))}
    return render(request, "wordpress/cms/choose.html", context)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, token: UUID) -> HttpResponse:
    """The dry run, the topics, how far it is, and the button that makes drafts."""
    export = get_object_or_404(_own(request).select_related("parent"), token=token)
    if request.method == "POST":
        chosen = {term["name"]: request.POST.get(f"topic-{n}", "")[:40] for n, term in enumerate(export.terms)}
        try:
            begin(export=export, user=_user(request), topics=chosen, again="again" in request.POST)
        except NotAllowed:
            messages.warning(request, _("That cannot be begun now. This is how it stands."))
        else:
            go_on.enqueue(export.pk)
        return redirect("wordpress_export", token)
    return render(request, "wordpress/cms/look.html", _look_context(request, export))


def _look_context(request: HttpRequest, export: WordpressExport) -> dict[str, Any]:
    posts = export.posts.filter(is_file=False)
    found = dict(posts.order_by().values_list("state").annotate(number=Count("pk")))
    topics = [(str(topic.pk), topic.name) for topic in Topic.objects.all()]
    if request.user.has_perm("pages.add_topic"):
        topics.append(("new", _("Make a new topic")))
    moved = MovedPost.objects.filter(source=export.source, guid=OuterRef("guid"))
    rows = posts.defer("data").order_by("number").annotate(page_id=Subquery(moved.values("page_id")[:1]))
    return {
        "export": export,
        "counts": [(state, found.get(state.value, 0)) for state in PostState],
        "waiting": found.get(PostState.NEW.value, 0),
        "all": sum(found.values()),
        "made": sum(found.values()) - found.get(PostState.NEW.value, 0),
        "is_busy": export.state in (ExportState.READING, ExportState.WORKING),
        "terms": [{**term, "topic": str(term["topic"])} for term in export.terms],
        "topics": topics,
        "deleted": deleted_since(export).count(),
        "rows": Paginator(rows, ROWS).get_page(request.GET.get("p")),
        **_page(_("What would happen") if export.state == ExportState.READ else _("Move in from WordPress")),
    }


@for_editors
@require_safe
def old_addresses(request: HttpRequest) -> HttpResponseBase:
    """Old address → new address as CSV, as Wagtail's own import of redirects reads it: what is public, or with `?all=1`
    drafts too. Of pages that this person may edit."""
    rows = addresses.rows(_user(request), with_drafts=request.GET.get("all") == "1")
    return csv_file("old-addresses", rows)


def _own(request: HttpRequest) -> Any:
    return WordpressExport.objects.filter(made_by=_user(request))


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # for_editors has let nobody else in


def _page(title: str) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "download"}
