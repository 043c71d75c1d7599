"""Home's views that are no pages of the CMS."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.cache import never_keep
from core.pages.kept_forms import kept_form
from core.pages.views import serve
from home import usefulness
from home.actions import tell_about_page
from home.forms import FeedbackForm


@require_safe
def area_hub(request: HttpRequest, slug: str) -> HttpResponse:
    """The hub of one area: a page of the CMS, under an address that other parts can name."""
    return serve(request, f"areas/{slug}/")


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Something about a page: stored, then a page of thanks. Errors come back with what was typed."""
    never_keep(request)
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial={"kind": "wrong", "page": "/"})
    if request.method == "POST" and form.is_valid():
        tell_about_page(kind=form.cleaned_data["kind"], path=form.cleaned_data["page"], text=form.cleaned_data["text"])
        answer = redirect("feedback_thanks")
        answer.status_code = 303
        return answer
    return render(request, "home/feedback.html", {"form": form}, status=422 if form.is_bound else 200)


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest) -> HttpResponse:
    """Yes or no to "Was this page useful?": counted for its address and the day, and nothing else."""
    answer = {"yes": True, "no": False}.get(request.POST.get("useful", ""))
    if request.method != "POST" or answer is None:
        return redirect("feedback")
    usefulness.count(request.POST.get("page", ""), useful=answer)
    response = redirect("feedback_thanks")
    response.status_code = 303
    return response


@require_safe
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "home/thanks.html")
