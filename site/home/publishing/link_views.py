"""Preview links of one page, in `/cms/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from home.publishing.forms import LinkForm, given
from home.publishing.models import PreviewLink
from home.publishing.previews import end_link, make_link, usual_end

if TYPE_CHECKING:
    from core.people.models import User


def own_page(request: HttpRequest, pk: str) -> Any:
    """The page `pk` that this person may edit. Raises Http404 and PermissionDenied."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: str) -> HttpResponse:
    """The preview links of a page, and a form for one more. The address of a new one is shown here and never again."""
    page = own_page(request, pk)
    form = given(LinkForm, request)
    address = ""
    if form.is_bound and form.is_valid():
        ends = form.cleaned_data["expires_at"] or usual_end(page)
        user, name = cast("User", request.user), form.cleaned_data["for_name"]
        token = make_link(by=user, page=page, for_name=name, expires_at=ends)
        address = settings.WAGTAILADMIN_BASE_URL + reverse("page_preview", args=[token])
        form = LinkForm()
    shown = PreviewLink.objects.filter(page_id=page.pk).select_related("made_by__profile")[:100]
    context = {"page": page, "form": form, "links": shown, "address": address}
    return render(request, "home/publishing/links.html", context, status=422 if form.is_bound else 200)


@require_POST
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """End one preview link."""
    link = get_object_or_404(PreviewLink, pk=pk)
    own_page(request, str(link.page_id))
    end_link(by=cast("User", request.user), link=link)
    messages.success(request, _("The link no longer works."))
    return redirect("page_preview_links", link.page_id)
