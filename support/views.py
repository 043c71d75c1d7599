"""The finder, the postcode box, a need, a service. None reads a session or a user, so their pages can be kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.kept_forms import kept_form
from support.finder import chosen_filters, finder_context
from support.forms import PostcodeForm
from support.queries import PARTS, visible_needs, visible_to
from support.show import need_context, service_context


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Needs, filters and services; works with plain GET addresses alone."""
    return _page(request, PostcodeForm())


def _page(request: HttpRequest, form: PostcodeForm) -> HttpResponse:
    context = finder_context(request, form)
    response = render(request, "support/finder.html", context)
    if context["by_choice"] or request.method == "POST":
        response.headers["Cache-Control"] = "private, no-store" if request.method == "POST" else "private"
    return response


@sensitive_post_parameters("postcode")
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest) -> HttpResponse:
    """A postcode comes in a POST and leaves as its area and first half; anything else shows the form again."""
    filters = chosen_filters(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("support:finder"))
    form = PostcodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    areas = form.answer.areas
    area = areas[0].slug if len(areas) == 1 else ""
    address = filters.address(reverse("support:finder"), area=area, near=form.answer.near)
    return HttpResponseRedirect(f"{address}#list", status=303)


@require_safe
def need(request: HttpRequest, slug: str) -> HttpResponse:
    """One need: what this is, what you can do, what will happen, and who can help."""
    return render(request, "support/need.html", need_context(request, get_object_or_404(visible_needs(), slug=slug)))


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service."""
    found = visible_to().select_related("organisation").prefetch_related(*PARTS, "locations", "needs").filter(slug=slug)
    one = found.first()
    if one is None:
        raise Http404
    return render(request, "support/service.html", service_context(request, one))
