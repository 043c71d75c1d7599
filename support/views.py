"""The finder, the postcode box, the guided path, a need, a service. None reads a session or a user."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.cache import never_keep
from core.pages.frame import kept_value
from core.pages.kept_forms import kept_form
from support.actions import report_wrong
from support.enums import Sensitivity
from support.finder import chosen_filters, finder_context
from support.forms import PostcodeForm, WrongForm
from support.guide import guide_context
from support.models import Need, Service
from support.printing import card_context
from support.queries import visible_needs, visible_to
from support.rules import can_be_seen
from support.show import need_context, service_context

PAGE_PARTS = ("contact_points", "locations", "hours_rules", "hours_exceptions", "areas")
MOST_SERVICES = 300  # services kept with all their parts: some 40 kB each
UUID_SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
    return render(request, "support/need.html", need_context(request, _need(slug)))


@require_safe
def guide(request: HttpRequest, answers: str = "") -> HttpResponse:
    """One question of the guided path, or its end."""
    return render(request, "support/guide.html", guide_context(request, answers))


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service, by its slug or, where a link must give nothing away, by its uuid."""
    return render(request, "support/service.html", service_context(request, _service(slug)))


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """One service on a card to print."""
    return render(request, "support/print_card.html", card_context(request, _service(slug)))


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with a service: stored for those who keep it right, then a page of thanks."""
    found = _service(slug)
    never_keep(request)
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        report_wrong(service=found, text=form.cleaned_data["text"])
        return HttpResponseRedirect(reverse("feedback_thanks"), status=303)
    context = {"form": form, "service": found, "neutral": found.sensitivity == Sensitivity.PRIVATE}
    return render(request, "support/wrong.html", context, status=422 if form.is_bound else 200)


def _service(name: str) -> Service:
    """The service that has this slug, else this uuid, with its parts; every visitor of a version shares it. No query
    when warm. Raises Http404, also from the moment on when it is taken down."""
    found = kept_value("support.services", name, lambda: _read_service(name), most=MOST_SERVICES)
    if not can_be_seen(found, timezone.now()):
        raise Http404
    return found


def _read_service(name: str) -> Service:
    """As `_service`, from the database. Raises Http404."""
    shown = visible_to().select_related("organisation").prefetch_related(*PAGE_PARTS)
    found = shown.filter(slug=name).first()
    if found is None and UUID_SHAPE.fullmatch(name):
        found = shown.filter(uuid=name).first()
    if found is None:
        raise Http404
    return found


def _need(slug: str) -> Need:
    """The need at this address, shared as `_service` is. Raises Http404."""
    found = kept_value("support.need", slug, lambda: get_object_or_404(visible_needs(), slug=slug))
    if found.expire_at is not None and found.expire_at <= timezone.now():
        raise Http404
    return found
