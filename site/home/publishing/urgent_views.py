"""Pages of `/cms/` for what never waits: correcting a live page, taking it down, and looking at both afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.pages.models import BasePage
from home.models import HomePage
from home.publishing import urgent
from home.publishing.forms import CorrectForm, DownForm, given
from home.publishing.link_views import own_page
from home.publishing.models import UrgentPageChange
from news.events.holds import who_is_told

if TYPE_CHECKING:
    from core.people.models import User

SHOWN = 100


def _live_page(request: HttpRequest, pk: str) -> Any:
    """The live page that this person may change at once. Raises Http404 and PermissionDenied."""
    page = own_page(request, pk)
    if not page.live or not isinstance(page, BasePage):
        raise Http404
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct a live page: what is sent is public at once."""
    page = _live_page(request, pk)
    form = CorrectForm(request.POST if request.method == "POST" else None, page)
    if form.is_bound and form.is_valid() and _corrected(request, page, form):
        messages.success(request, _("Corrected. Readers see it now; somebody looks at it the next working day."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form}
    return render(request, "home/publishing/correct.html", context, status=422 if form.is_bound else 200)


def _corrected(request: HttpRequest, page: Any, form: CorrectForm) -> bool:
    """Correct `page` as the valid `form` says; whether it was done, else the form says why not."""
    sent = form.cleaned_data
    try:
        urgent.correct(
            by=cast("User", request.user),
            page=page,
            wrong=sent["wrong"],
            right=sent["right"],
            values=form.values(),
            note=sent["note"],
            reason=sent["reason"],
        )
    except urgent.NothingCorrected as problem:
        form.add_error("wrong", str(problem))
    except ValidationError as problem:
        form.add_error(None, urgent.problems_of(problem))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a live page off the site."""
    page = _live_page(request, pk)
    form = given(DownForm, request)
    if isinstance(page, HomePage):
        messages.error(request, _("The first page cannot be taken down."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        urgent.take_down(by=cast("User", request.user), page=page, reason=sent["reason"], below=sent["below"])
        messages.success(request, _("Taken down. Somebody looks at it the next working day."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    below = page.get_descendants().filter(live=True).count()
    context = {"page": page, "form": form, "below": below, "who_is_told": who_is_told(page)}
    return render(request, "home/publishing/take_down.html", context, status=422 if form.is_bound else 200)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What was changed at once and nobody has looked at: of the pages that this person sees."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    mine = policy_registry.get_by_type(Page).explorable_instances(request.user)
    changes = UrgentPageChange.objects.filter(looked_at=None, page__in=mine).select_related("page", "by__profile")
    rows = [(change, urgent.can_look_at(cast("User", request.user), change)) for change in changes[:SHOWN]]
    return render(request, "home/publishing/waiting.html", {"rows": rows})


@require_POST
def look_at(request: HttpRequest, pk: str) -> HttpResponse:
    """Confirm what was changed at once, or put the page back as it was."""
    change = get_object_or_404(UrgentPageChange.objects.select_related("page", "before", "after"), pk=pk)
    user = cast("User", request.user)
    if not urgent.can_look_at(user, change):
        raise PermissionDenied
    if "back" not in request.POST:
        urgent.confirm(by=user, change=change)
        messages.success(request, _("Noted: you have looked at it."))
    elif urgent.put_back(by=user, change=change):
        messages.success(request, _("Put back. Readers see the page as it was before; drafts stay as they are."))
        if left := urgent.still_down(change):
            words = _("These were taken down with it and are not back. Look at each: %(titles)s.")
            messages.warning(request, words % {"titles": ", ".join(left[:10])})
    else:
        messages.error(request, _("Something else went up since. Compare the versions in the page's history."))
    return redirect("pages_urgent")
