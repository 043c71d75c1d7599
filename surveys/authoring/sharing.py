"""Short links and QR codes of a survey: made by staff, each with the kind of way and how many came by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.ui.codes import qr_code
from surveys import sharing
from surveys.code_forms import Words
from surveys.models import ShareLink, Survey

LINKS = "wagtailsnippets_surveys_survey:links"


class LinkForm(forms.Form):
    """Where a new link goes."""

    channel = forms.ChoiceField(label=_("Kind"), choices=[(one.value, one.label) for one in sharing.SHARED])
    label = Words(
        label=_("Where it goes"),
        max_length=80,
        help_text=_("Only staff read this, such as “Bus station, November”. Never a person’s name."),
    )


def _survey(request: HttpRequest, pk: int) -> Survey:
    """The survey `pk`, for those who may change surveys. Raises PermissionDenied, Http404."""
    if not request.user.has_perm("surveys.change_survey"):
        raise PermissionDenied
    return get_object_or_404(Survey.objects.defer("questions"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The short links of a survey; POST makes another."""
    survey = _survey(request, pk)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sharing.make_link(survey=survey, **form.cleaned_data)
            return redirect(f"{reverse(LINKS, args=[pk])}#links")
        except sharing.TooManyLinks:
            form.add_error(None, _("A survey can have 100 short links. Use one that is there already."))
    return render(request, "surveys/authoring/links.html", _context(request, survey, form))


@require_safe
def poster(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """One link as a sheet to print: its QR code, its address, and what it is about."""
    survey = _survey(request, pk)
    shown = get_object_or_404(ShareLink, pk=link, survey=survey)
    page = survey.pages.order_by("pk").first()
    address = address_of(request, shown)
    context = {"survey": survey, "page": page, "address": address, "code": qr_code(address, error="q", scale=8)}
    return render(request, "surveys/authoring/poster.html", context)


def address_of(request: HttpRequest, link: ShareLink) -> str:
    """The whole address of `link`, on the site that `request` came to."""
    return request.build_absolute_uri(reverse("consultation_link", args=[link.token]))


def _context(request: HttpRequest, survey: Survey, form: LinkForm) -> dict[str, Any]:
    rows = [(one, address_of(request, one.link)) for one in sharing.links_of(survey)]
    return {"survey": survey, "form": form, "rows": rows, "page_title": _("Short links and QR codes")}
