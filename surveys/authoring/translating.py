"""Translating a survey: source beside target, saved in its draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from surveys.authoring.access import readable, writable
from surveys.models import Survey
from surveys.translating import LONGEST, By, Field, State, counts, parts, written

if TYPE_CHECKING:
    from core.people.models import User

A_PAGE = 15
"""Questions on one screen: some hundred fields."""


def languages() -> dict[str, dict[str, Any]]:
    """The languages that a survey can be translated into: those of the site but its first."""
    first = settings.LANGUAGE_CODE
    return {code: get_language_info(code) for code, _name in settings.LANGUAGES if code != first}


@require_safe
def overview(request: HttpRequest, pk: str) -> HttpResponse:
    """Each language with what is done and what is missing."""
    survey = readable(request, pk)
    draft = cast("Survey", survey.get_latest_revision_as_object())
    blocks = draft.questions.get_prep_value()
    rows = [(code, info, counts(parts(blocks, draft.translations.get(code, {})))) for code, info in languages().items()]
    return render(
        request, "surveys/staff/translations.html", {"survey": survey, "rows": rows, "writes": _writes(request)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: str, language: str) -> HttpResponse:
    """One screen of questions in one language. POST saves it into the draft and goes on to the next screen."""
    if language not in languages():
        raise Http404
    survey = writable(request, pk) if request.method == "POST" else readable(request, pk)
    if request.method != "POST":
        draft = cast("Survey", survey.get_latest_revision_as_object())
        return render(request, "surveys/staff/translate.html", _context(request, survey, draft, language, {}))
    problems = _save(request, survey, language)
    if problems:
        draft = cast("Survey", survey.get_latest_revision_as_object())
        context = _context(request, survey, draft, language, problems)
        return render(request, "surveys/staff/translate.html", context, status=422)
    messages.success(request, _("Saved in the draft. People see it when the survey is published."))
    return redirect(_address(survey, language, _show(request), _page(request.POST.get("then", ""))))


def _save(request: HttpRequest, survey: Survey, language: str) -> dict[str, str]:
    """Write what was typed into a new draft. Gives what is wrong, by field, and then writes nothing."""
    words = {key.removeprefix("w."): str(value) for key, value in request.POST.items() if key.startswith("w.")}
    by = {key.removeprefix("by."): str(value) for key, value in request.POST.items() if key.startswith("by.")}
    problems = {key: problem for key, value in words.items() if (problem := _problem(value))}
    if problems:
        return problems
    with transaction.atomic():
        held = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
        draft = cast("Survey", held.get_latest_revision_as_object())
        given = draft.translations.get(language, {})
        fields = [field for part in parts(draft.questions.get_prep_value(), given) for field in part.fields]
        made = written(given, fields, words, {key: who for key, who in by.items() if who in By.values})
        if made != given:
            others = {code: kept for code, kept in draft.translations.items() if code != language}
            draft.translations = {**others, language: made} if made else others
            draft.save_revision(user=cast("User", request.user), log_action=True, clean=False)
    return {}


def _problem(words: str) -> str:
    if len(words) > LONGEST:
        return _("Longer than %(number)d letters.") % {"number": LONGEST}
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        return _("A character in it cannot be kept. Delete it and type it again.")
    return ""


def _writes(request: HttpRequest) -> bool:
    return request.user.has_perm("surveys.change_survey")


def _show(request: HttpRequest) -> str:
    return "open" if request.GET.get("show") == "open" else ""


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 4 else 1


def _address(survey: Survey, language: str, show: str, page: int) -> str:
    query = "&".join([*(["show=open"] if show else []), *([f"page={page}"] if page > 1 else [])])
    return reverse("survey_translate", args=[survey.pk, language]) + (f"?{query}" if query else "")


def _context(
    request: HttpRequest, survey: Survey, draft: Survey, language: str, problems: dict[str, str]
) -> dict[str, Any]:
    every = parts(draft.questions.get_prep_value(), draft.translations.get(language, {}))
    show = _show(request)
    wanted = [part for part in every if part.open] if show else every
    last = max(1, -(-len(wanted) // A_PAGE))
    page = min(max(_page(request.GET.get("page", "")), 1), last)
    shown = wanted[(page - 1) * A_PAGE : page * A_PAGE]
    return {
        "survey": survey,
        "language": language,
        "info": languages()[language],
        "counts": counts(every),
        "parts": [(part, [_row(field, request, problems) for field in part.fields]) for part in shown],
        "by": By.choices,
        "show": show,
        "page": page,
        # Where only what is open is shown, saving empties this screen: the next one is then on the same page.
        "then": page if show else min(page + 1, last),
        "pages": [(number, _address(survey, language, show, number)) for number in range(1, last + 1)],
        "every": _address(survey, language, "", 1),
        "only_open": _address(survey, language, "open", 1),
        "problems": problems,
        "writes": _writes(request),
    }


def _row(field: Field, request: HttpRequest, problems: dict[str, str]) -> dict[str, Any]:
    """A field as it is shown: with what was typed, where something else was wrong."""
    typed = request.POST.get(f"w.{field.key}") if problems else None
    state = field.state
    return {
        "field": field if typed is None else replace(field, words=typed.encode(errors="ignore").decode()),
        "state": state,
        "state_words": State(state).label,
        "problem": problems.get(field.key, ""),
    }
