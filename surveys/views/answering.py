"""Starting, checking, sending and deleting answers. Kept by nobody; no session and no user is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.pages.kept_forms import kept_form
from surveys import actions, attempts, bots, drafts, receipts, rules, steps, withdrawing
from surveys.answer_pages import check_context
from surveys.forms import SendForm
from surveys.models import Draft
from surveys.paths import path_of
from surveys.presenting import consultation_context
from surveys.queries import definition_of, has_sent, held_draft, page_at, page_of_own, visible_to
from surveys.sharing import channel_of
from surveys.views import entering
from surveys.views.asking import address, definition_for, spoken, without_draft


@never_cache
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: on to where this browser stopped, else a page with the start button. POST: begin a draft."""
    again = request.method == "POST" and "again" in request.POST
    hashes = attempts.hashes(request)
    if not again:
        draft = held_draft(hashes, slug)
        if draft is not None:
            return _on(slug, draft)
        if has_sent(hashes, slug):
            return redirect("consultation_receipt", slug=slug)
    page = page_at(slug)
    if not rules.can_answer(page.survey, timezone.now()):
        return redirect("consultation", slug=slug)
    if (first := entering.before(request, page)) is not None:
        return first
    if request.method != "POST":
        return render(request, "surveys/start.html", consultation_context(page))
    key = drafts.start_draft(
        survey=page.survey,
        code_hash=entering.code_hash(request, page.survey),
        channel=channel_of(request.POST.get("via", "")),
        language=spoken(),
    )
    asked = definition_of(page.survey.version)
    response = redirect(address(slug, steps.resume(steps.screens_of(asked, path_of(asked, {})), {})))
    attempts.remember(request, response, page.survey.pk, key, page.survey.kept_hours)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """All answers before sending. POST sends them, once however often it is pressed."""
    hashes = attempts.hashes(request)
    form = SendForm(request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_bound:
        if form.is_valid() and bots.presses_too_often(hashes):
            return render(request, "429.html", status=429)
        answer, problem = _send(request, slug, form, hashes)
        if answer is not None:
            return answer
    draft = held_draft(hashes, slug)
    if draft is None:
        return without_draft(request, slug)
    if changed := withdrawing.told(request, slug, draft):
        return changed
    if rules.is_waiting(draft):
        return entering.paused(request, slug, draft)
    if not draft.is_test and not rules.can_send(draft.version.survey, timezone.now()):
        problem = _problem(actions.Sent.CLOSED)  # said before anybody presses Send
    context = check_context(request, slug, definition_for(draft), draft, problem, form)
    if (closed := context["closed"]) is not None:
        return redirect(address(slug, closed))
    return render(request, "surveys/check.html", context)


def _send(request: HttpRequest, slug: str, form: SendForm, hashes: list[str]) -> tuple[HttpResponse | None, str]:
    """Send the draft as `form` (bound) says: what the person sees next, or why nothing went, here or on the form."""
    if not form.is_valid():
        return None, _("A box that should be empty was filled in. Please press Send again.") if form.is_robot else ""
    sent = actions.submit(
        hashes=hashes,
        slug=slug,
        receipts=receipts.hashes(request),
        account=entering.account_of(request),
        member=entering.member_of(request),
        public_name=form.name_agreed,
    )
    if sent in _LEADS_TO:
        return redirect(_LEADS_TO[sent], slug=slug), ""
    if sent == actions.Sent.TRIED:
        return render(request, "surveys/keys/tried.html", {"slug": slug}), ""
    if sent == actions.Sent.NEEDS_NAME:
        form.ask_for_name()
    return None, _problem(sent)


@never_cache
@require_POST
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete this browser's answers to one consultation, now."""
    hashes = attempts.hashes(request)
    survey_id = drafts.delete_held(hashes=hashes, slug=slug)
    page = visible_to(None).filter(slug=slug).first()
    response = render(request, "surveys/deleted.html", {"page": page})
    if survey_id and not has_sent(hashes, slug):
        attempts.forget(request, response, survey_id)
    return response


@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """We have your answers: the same page however sending went, and what happens next; or that they were taken back,
    in the account or with the code elsewhere. Then this browser forgets them too. A page that was taken down meanwhile
    changes none of it."""
    if not has_sent(attempts.hashes(request), slug):
        return redirect("consultation", slug=page_at(slug).slug)
    page = page_of_own(slug)
    code = receipts.code_for(request, page.survey_id)
    if receipts.find(code) is None:
        response = render(request, "surveys/keys/withdrawn.html", {"survey": page.survey})
        attempts.forget(request, response, page.survey_id)
        return response
    context = consultation_context(page) | {"code": code}
    return render(request, "surveys/receipt.html", context)


def _on(slug: str, draft: Draft) -> HttpResponse:
    """On to what this browser has not seen yet."""
    asked = definition_for(draft)
    screens = steps.screens_of(asked, path_of(asked, draft.document))
    return redirect(address(slug, steps.resume(screens, draft.document)))


_LEADS_TO = {
    actions.Sent.YES: "consultation_receipt",
    actions.Sent.NEEDS_KEY: "consultation_key",
    actions.Sent.SPENT: "consultation_key",
    actions.Sent.TOO_YOUNG: "consultation_key",
}


def _problem(sent: actions.Sent) -> str:
    """Why nothing was sent, for the person; empty when there is no draft to speak of."""
    if sent == actions.Sent.CLOSED:
        return _("This consultation has closed, so we cannot take your answers. We are sorry.")
    if sent == actions.Sent.TOO_FAST:
        return _("That was very quick, so we want to be sure a person sent it. Press Send again.")
    return ""
