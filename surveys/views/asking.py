"""The pages of a survey: shown, saved, led on. No session and no user is read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from surveys import attempts, drafts, rules, steps, withdrawing
from surveys.answer_pages import declined_context, pause_context, screen_context
from surveys.collecting import Unfit
from surveys.definition import Definition, Document, Question
from surveys.enums import Paging, QuestionKind
from surveys.forms import Sheet
from surveys.models import Draft
from surveys.paths import path_of
from surveys.piping import piped
from surveys.queries import definition_in, has_sent, held_draft, page_of_own
from surveys.steps import Screen
from surveys.views import entering

BY_SCRIPT = "X-Sayso-Step"
"""Sent by the script that stays on the page: it is told the next address in `X-Next`, where a browser is redirected."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str, qid: str) -> HttpResponse:
    """One page of a survey. POST saves it, then goes on, back, pauses, or skips as the button says."""
    draft = held_draft(attempts.hashes(request), slug)
    if draft is None:
        return _led(request, without_draft(request, slug))
    asked = definition_for(draft)
    if qid not in asked.places and qid not in asked.section:
        raise Http404
    if request.method == "POST":
        return _led(request, _answered(request, slug, asked, draft, qid))
    if changed := withdrawing.told(request, slug, draft):
        return changed
    if rules.is_waiting(draft):
        return entering.paused(request, slug, draft)
    screens = steps.screens_of(asked, path_of(asked, draft.document))
    screen = steps.at(screens, qid)
    if screen is None or (closed := steps.gate(screens, draft.document, screen)):
        return redirect(address(slug, closed if screen else steps.resume(screens, draft.document)))
    sheet = _sheet(asked, screen.questions, draft.document)
    return render(request, "surveys/question.html", screen_context(request, slug, asked, draft, screens, screen, sheet))


@never_cache
@require_safe
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept, where and until when; the way back in, and the way to delete it."""
    draft = held_draft(attempts.hashes(request), slug)
    if draft is None:
        return without_draft(request, slug)
    asked = definition_for(draft)
    screens = steps.screens_of(asked, path_of(asked, draft.document))
    onward = address(slug, steps.resume(screens, draft.document))
    return render(request, "surveys/pause.html", pause_context(request, slug, asked, draft, onward))


def spoken() -> str:
    """The language of the request, in two letters."""
    return (get_language() or "en").partition("-")[0]


def definition_for(draft: Draft) -> Definition:
    """What `draft` answers, in the language of the request, with its own earlier answers put into the words."""
    return piped(definition_in(draft.version, spoken()), draft.document)


def address(slug: str, screen: Screen | None) -> str:
    """Where `screen` is; past the last one, the check page."""
    if screen is None:
        return reverse("consultation_check", args=[slug])
    return reverse("consultation_question", args=[slug, screen.key])


def without_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """This browser has nothing to go on with: sent means the receipt, anything else the start page."""
    sent = has_sent(attempts.hashes(request), slug)
    return redirect("consultation_receipt" if sent else "consultation_answer", slug=slug)


def _answered(request: HttpRequest, slug: str, asked: Definition, draft: Draft, qid: str) -> HttpResponse:
    """Save what was posted to one page and lead on; where it cannot be kept, the page again with all that was typed."""
    go = request.POST.get("go", "next")
    posted = _posted(asked, draft, qid, request.POST)
    if not posted:
        return redirect("consultation_answer", slug=slug)
    sheet = _sheet(asked, posted, draft.document, None if go in ("skip", "part") else request.POST)
    answers = _answers(asked, posted, sheet, draft.document, go)
    if answers is None:
        screens = steps.screens_of(asked, path_of(asked, draft.document))
        context = screen_context(request, slug, asked, draft, screens, Screen(tuple(posted)), sheet)
        return render(request, "surveys/question.html", context)
    if any(steps.refuses(one, answers) for one in posted if one.kind == QuestionKind.CONSENT):
        return _declined(request, slug, draft)
    if not drafts.save_answers(draft=draft, answers=answers):
        return without_draft(request, slug)
    response = redirect(_onward(slug, asked, draft, posted, go))
    attempts.renew(request, response, {draft.version.survey_id: draft.version.survey.kept_hours})
    return response


def _posted(asked: Definition, draft: Draft, qid: str, data: QueryDict) -> list[Question]:
    """The questions that the posted page showed: those it names, else those of its address. On the path or not: what
    somebody answered in another tab is kept, should its question come back."""
    named = [asked.questions[asked.places[one]] for one in dict.fromkeys(data.getlist("on")) if one in asked.places]
    screens = steps.screens_of(asked, path_of(asked, draft.document))
    screen = steps.at(screens, qid)
    here = list(screen.questions) if screen else [asked.questions[asked.places[qid]]] if qid in asked.places else []
    if asked.paging == Paging.QUESTION or not named:
        return here
    part = {one.section for one in here} or {qid}
    return [one for one in sorted(named, key=lambda one: asked.places[one.qid]) if one.section in part] or here


def _sheet(
    asked: Definition, questions: list[Question] | tuple[Question, ...], kept: Document, data: QueryDict | None = None
) -> Sheet:
    return Sheet((one for one in questions if one.asks), kept, data, together=asked.paging == Paging.SECTION)


def _answers(asked: Definition, posted: list[Question], sheet: Sheet, kept: Document, go: str) -> Document | None:
    """What is to be saved; None where something typed cannot be. *Back* and *Pause* mark nothing as skipped."""
    if go in ("skip", "part"):
        left = steps.part_after(asked, posted[-1]) if go == "part" else []
        skipped: Document = {one.qid: None for one in posted if one.skippable}
        return skipped | {one.qid: None for one in left if one.qid not in kept}
    valid = sheet.is_valid()
    if go == "next":
        valid = _consented(sheet) and valid
    if not valid:
        return None
    answers = sheet.to_store()
    if go in ("back", "pause"):
        return {qid: answer for qid, answer in answers.items() if answer is not None or qid in kept}
    return {one.qid: None for one in posted if not one.asks} | answers


def _consented(sheet: Sheet) -> bool:
    """Whether each consent on the page was answered; says beside it where it was not."""
    silent = [form for form in sheet if not form.question.skippable and form.is_valid() and form.to_store() is None]
    for form in silent:
        form.add_error("answer", str(Unfit("answer", _("Pick yes or no. You cannot skip this one."))))
    return not silent


def _onward(slug: str, asked: Definition, draft: Draft, posted: list[Question], go: str) -> str:
    """The address that the button leads to."""
    if go == "pause":
        return reverse("consultation_pause", args=[slug])
    screens = steps.screens_of(asked, path_of(asked, draft.document))
    place = asked.places[posted[-1].qid]
    if go == "back":
        screen = steps.earlier(asked, screens, asked.places[posted[0].qid])
        return address(slug, screen) if screen else reverse("consultation", args=[slug])
    same = steps.at(screens, posted[-1].qid)
    came = [one for one in same.questions if one.qid not in draft.document] if same else []
    if same and came and go == "next":  # an answer of this page brought more questions to it
        return f"{address(slug, same)}#q{came[0].qid}"
    if go == "part":
        part = steps.part_after(asked, posted[-1])
        place = asked.places[part[-1].qid] if part else place
    return address(slug, steps.following(asked, screens, draft.document, place))


def _declined(request: HttpRequest, slug: str, draft: Draft) -> HttpResponse:
    """Somebody does not want to take part: the draft is deleted, and a kind page says so."""
    drafts.delete_drafts(hashes=[draft.pk])
    response = render(request, "surveys/declined.html", declined_context(page_of_own(slug)))
    attempts.forget(request, response, draft.version.survey_id)
    return response


def _led(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response`, or for the script the address that it leads to."""
    if response.status_code != 302 or BY_SCRIPT not in request.headers:
        return response
    told = HttpResponse(status=204, headers={"X-Next": response["Location"]})
    told.cookies = response.cookies
    return told
