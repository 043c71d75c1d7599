"""`/consultations/my/code/`: what came of answers, for whoever has their code, and taking them back.

The code is only ever in the body of a POST. The address has two parts of which the second is no page of a
consultation, so no slug can clash with it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.pages.kept_forms import kept_form
from surveys import attempts, bots, codes, receipts, rules
from surveys.code_forms import ReceiptForm
from surveys.queries import visible_to


@never_cache
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def my_code(request: HttpRequest) -> HttpResponse:
    """GET: the box for a code. POST: what came of the answers under it; with `withdraw`, they are deleted."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form)
    if bots.is_too_often(request, bots.RECEIPT):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return _page(request, form)
    code = form.cleaned_data["code"]
    return _withdrawn(request, form, code) if "withdraw" in request.POST else _found(request, form, code)


def _page(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    return render(request, "surveys/keys/my_code.html", {"form": form, "has_errors": bool(form.errors)})


def _unknown(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    form.add_error("code", _("There are no answers under this code. Look at each letter again; or they were deleted."))
    return _page(request, form)


def _found(request: HttpRequest, form: ReceiptForm, code: str) -> HttpResponse:
    found = receipts.find(code)
    if found is None:
        return _unknown(request, form)
    page = visible_to(None).filter(survey=found.survey).first()
    context = {
        "survey": found.survey,
        "page": page,
        "phase": rules.phase(found.survey, timezone.now()).value,
        "has_results": page is not None and getattr(page.survey, "release", None) is not None,
        "is_counted": found.is_counted,
        "code": codes.grouped(code),
    }
    return render(request, "surveys/keys/what_came.html", context)


def _withdrawn(request: HttpRequest, form: ReceiptForm, code: str) -> HttpResponse:
    survey = receipts.withdraw(typed=code)
    if survey is None:
        return _unknown(request, form)
    response = render(request, "surveys/keys/withdrawn.html", {"survey": survey})
    key = attempts.read(request).get(survey.pk)
    if key and receipts.code_of(survey.pk, key) == code:
        attempts.forget(request, response, survey.pk)
    return response
