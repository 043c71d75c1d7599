"""The card with four words: taking one, and going on from it on another phone. The words are in no address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.pages.kept_forms import kept_form
from surveys import attempts, bots, cards, drafts
from surveys.code_forms import CardForm
from surveys.queries import held_draft


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: what a card is. POST: a new one, its words shown in this answer and never again."""
    draft = held_draft(attempts.hashes(request), slug)
    if draft is None:
        return redirect("consultation_answer", slug=slug)
    if not draft.takes_card:
        raise Http404
    words = cards.make(draft=draft) if request.method == "POST" else None
    context = {"slug": slug, "survey": draft.version.survey, "draft": draft, "words": words}
    return render(request, "surveys/keys/card.html", context)


@never_cache
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def my_card(request: HttpRequest) -> HttpResponse:
    """`/consultations/my/card/`: four words bring answers to this phone. What it held for that survey makes room."""
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_bound and bots.is_too_often(request, bots.CARD):
        return render(request, "429.html", status=429)
    moved = cards.go_on(typed=form.cleaned_data["words"]) if form.is_bound and form.is_valid() else None
    if moved is None:
        if form.is_bound and not form.errors:
            form.add_error("words", _("No answers wait under these words. Look at each word again; or they ran out."))
        return render(request, "surveys/keys/my_card.html", {"form": form, "has_errors": bool(form.errors)})
    old = attempts.read(request).get(moved.survey_id)
    if old:
        drafts.delete_drafts(hashes=[attempts.hash_of(moved.survey_id, old)], but_on_cards=True)
    response = redirect("consultation_answer", slug=moved.slug)
    attempts.remember(request, response, moved.survey_id, moved.key, moved.hours)
    return response
