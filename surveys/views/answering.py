"""Answering: one question a page, saved at each step, sent once. Kept by nobody; no session and no user is read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.pages.kept_forms import kept_form
from surveys import actions, attempts, rules
from surveys.definition import Definition
from surveys.forms import AnswerForm, SendForm
from surveys.models import Draft
from surveys.presenting import consultation_context
from surveys.queries import definition_of, has_sent, held_draft, visible_to


@never_cache
@kept_form
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: on to where this browser stopped, else a page with the start button. POST: begin a draft."""
    again = request.method == "POST" and "again" in request.POST
    hashes = attempts.hashes(request)
    if not again:
        draft = held_draft(hashes, slug).first()
        if draft is not None:
            return _on(slug, definition_of(draft.version), draft)
        if has_sent(hashes, slug):
            return redirect("consultation_receipt", slug=slug)
    page = get_object_or_404(visible_to(None), slug=slug)
    if not rules.can_answer(page.survey, timezone.now()):
        return redirect("consultation", slug=slug)
    if request.method != "POST":
        return render(request, "surveys/start.html", consultation_context(page))
    key = actions.start_draft(survey=page.survey)
    response = redirect("consultation_question", slug=slug, qid=definition_of(page.survey.version).questions[0].qid)
    attempts.remember(request, response, page.survey.pk, key)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str, qid: str) -> HttpResponse:
    """One question. POST saves it, then goes on, back, or skips as the button says."""
    draft = held_draft(attempts.hashes(request), slug).first()
    if draft is None:
        return _without_draft(request, slug)
    asked = definition_of(draft.version)
    if qid not in asked.places:
        raise Http404
    if request.method == "POST":
        return _answered(request, slug, asked, draft, qid)
    form = AnswerForm(asked.questions[asked.places[qid]], answer=draft.document.get(qid))
    return render(request, "surveys/question.html", _question_context(slug, asked, draft, qid, form))


def _answered(request: HttpRequest, slug: str, asked: Definition, draft: Draft, qid: str) -> HttpResponse:
    """Save what was posted to one question and lead on."""
    place, go = asked.places[qid], request.POST.get("go", "next")
    form = AnswerForm(asked.questions[place], request.POST)
    valid = go == "skip" or form.is_valid()
    if not valid and go != "back":
        return render(request, "surveys/question.html", _question_context(slug, asked, draft, qid, form))
    answer = None if go == "skip" else form.to_store() if valid else draft.document.get(qid)
    if not actions.save_answer(draft=draft, qid=qid, answer=answer):
        return _without_draft(request, slug)
    if go == "back":
        return redirect(_back(slug, asked, place))
    unseen = asked.first_unseen(draft.document)
    following = place + 1 if place + 1 < len(asked.questions) and unseen < len(asked.questions) else unseen
    response = _to(slug, asked, following)
    attempts.renew(request, response)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """All answers before sending. POST sends them, once however often it is pressed."""
    hashes = attempts.hashes(request)
    form = SendForm(request.POST) if request.method == "POST" else SendForm()
    problem = ""
    if form.is_bound and form.is_valid():
        sent = actions.submit(hashes=hashes, slug=slug)
        if sent == actions.Sent.YES:
            return redirect("consultation_receipt", slug=slug)
        problem = _problem(sent)
    elif form.is_bound:
        problem = _("A box that should be empty was filled in. Please press Send again.")
    draft = held_draft(hashes, slug).first()
    if draft is None:
        return _without_draft(request, slug)
    return render(request, "surveys/check.html", _check_context(slug, draft, problem))


@never_cache
@require_POST
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete this browser's answers to one consultation, now."""
    page = get_object_or_404(visible_to(None), slug=slug)
    key = attempts.read(request).get(page.survey_id)
    response = render(request, "surveys/deleted.html", {"page": page})
    if key:
        actions.delete_drafts(hashes=[attempts.hash_of(page.survey_id, key)])
        if not has_sent([attempts.hash_of(page.survey_id, key)], slug):
            attempts.forget(request, response, page.survey_id)
    return response


@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """We have your answers: the same page however sending went, and what happens next."""
    page = get_object_or_404(visible_to(None), slug=slug)
    if not has_sent(attempts.hashes(request), slug):
        return redirect("consultation", slug=slug)
    return render(request, "surveys/receipt.html", consultation_context(page))


def _without_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """This browser has nothing to go on with: sent means the receipt, anything else the start page."""
    sent = has_sent(attempts.hashes(request), slug)
    return redirect("consultation_receipt" if sent else "consultation_answer", slug=slug)


def _on(slug: str, asked: Definition, draft: Draft) -> HttpResponse:
    return _to(slug, asked, asked.first_unseen(draft.document))


def _to(slug: str, asked: Definition, place: int) -> HttpResponse:
    """The question at `place`; past the last one, the check page."""
    if place >= len(asked.questions):
        return redirect("consultation_check", slug=slug)
    return redirect("consultation_question", slug=slug, qid=asked.questions[place].qid)


def _back(slug: str, asked: Definition, place: int) -> str:
    """The address before the question at `place`."""
    if place == 0:
        return reverse("consultation", args=[slug])
    return reverse("consultation_question", args=[slug, asked.questions[place - 1].qid])


def _question_context(slug: str, asked: Definition, draft: Draft, qid: str, form: AnswerForm) -> dict[str, Any]:
    place = asked.places[qid]
    return {
        "slug": slug,
        "survey": draft.version.survey,
        "form": form,
        "question": asked.questions[place],
        "number": place + 1,
        "of": len(asked.questions),
        "dots": [one <= place for one in range(len(asked.questions))],
    }


def _check_context(slug: str, draft: Draft, problem: str) -> dict[str, Any]:
    asked = definition_of(draft.version)
    rows = [(one, one.wording_of(draft.document.get(one.qid))) for one in asked.questions]
    return {
        "slug": slug,
        "survey": draft.version.survey,
        "rows": rows,
        "problem": problem,
        "last": asked.questions[-1].qid,
        "has_errors": bool(problem),
    }


def _problem(sent: actions.Sent) -> str:
    """Why nothing was sent, for the person; empty when there is no draft to speak of."""
    if sent == actions.Sent.CLOSED:
        return _("This consultation has closed, so we cannot take your answers. We are sorry.")
    if sent == actions.Sent.TOO_FAST:
        return _("That was very quick, so we want to be sure a person sent it. Press Send again.")
    return ""
