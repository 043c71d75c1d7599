"""*Check and try*: what is wrong or could be better, who is asked what, and a walk through the questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from surveys.authoring.logic.drafts import Drafted, drafted
from surveys.authoring.logic.picture import Picture, picture_of
from surveys.authoring.logic.walk import Walk
from surveys.definition import Definition, Question, Section
from surveys.expressions import in_words
from surveys.linting import problems
from surveys.linting.wording import unjudged

CHECK = "wagtailsnippets_surveys_survey:check"


@never_cache
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the checks found in the latest draft, and its logic as a picture and as a list."""
    draft = drafted(request, pk)
    context = {"survey": draft.survey, "broken": draft.broken, "page_title": _("Check and try")}
    if draft.definition:
        context |= _checked(draft, draft.definition)
    return render(request, "surveys/authoring/check.html", context)


def _checked(draft: Drafted, definition: Definition) -> dict[str, Any]:
    found = [(one, draft.address(one.qid) if one.qid else "") for one in problems(definition)]
    picture = picture_of(definition)
    return {
        "definition": definition,
        "errors": [row for row in found if row[0].is_error],
        "advice": [row for row in found if not row[0].is_error],
        "picture": picture,
        "unjudged": [get_language_info(code)["name_translated"] for code in unjudged(definition)],
        "rows": _rows(draft, definition, picture),
    }


def _rows(draft: Drafted, definition: Definition, picture: Picture) -> list[tuple[Any, str, str, str]]:
    """The boxes of the picture as a list: the part, its number or "", when it is shown, where it is written."""
    parts: dict[str, Question | Section] = {**{one.qid: one for one in definition.questions}, **definition.section}
    return [
        (part := parts[box.qid], str(box.number or ""), in_words(part.when, definition), draft.address(box.qid))
        for box in picture.boxes
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    """Be asked as somebody would, one question after the other. Nothing is stored: each page holds the walk so far."""
    draft = drafted(request, pk)
    if draft.definition is None:
        return redirect(CHECK, pk)
    walking, form = None, None
    if request.method == "POST":
        walking = Walk.read(draft.definition, request.POST.get("state", ""))
        form = walking.go(request.POST) if walking else None
    walking = walking or Walk.begin(draft.definition, request.GET.get("to", ""))
    context = {"survey": draft.survey, "walk": walking, "form": form or walking.form(), "page_title": _("Walk it as…")}
    return render(request, "surveys/authoring/walk.html", context)
