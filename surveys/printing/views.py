"""The form to print: a public page, kept, without a cookie. `?large=1`: large print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.pages.cache import keep_while_shown
from surveys.piping import piped
from surveys.printing.sheets import printed
from surveys.queries import definition_in, visible_to

DIGEST_LENGTH = 12


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question of the consultation's current version, for pen and paper."""
    page = get_object_or_404(visible_to(None), slug=slug)
    version = page.survey.version
    if version is None:
        raise Http404
    keep_while_shown(request, [page])
    if page.survey.is_linked:
        return render(request, "surveys/levels/on_paper.html", {"page": page})
    language = (get_language() or "en").partition("-")[0]
    context = {
        "page": page,
        "survey": page.survey,
        "version": version,
        "digest": version.sha256[:DIGEST_LENGTH],
        "items": printed(piped(definition_in(version, language), {})),
        "large": request.GET.get("large") == "1",
    }
    return render(request, "surveys/printing/sheet.html", context)
