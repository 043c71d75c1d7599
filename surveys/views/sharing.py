"""`/c/<token>/`: a short address on a poster leads to its consultation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.pages.views_count import is_robot
from surveys.models import ShareLink
from surveys.queries import visible_to
from surveys.sharing import count_arrival


@never_cache
@require_safe
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """On to the consultation, with the kind of way in the address; people are counted, robots are not."""
    link = ShareLink.objects.filter(token=token.lower()).first()
    if link is None:
        raise Http404
    page = visible_to(None).filter(survey_id=link.survey_id).first()
    if page is None:
        raise Http404
    if request.method == "GET" and not is_robot(request.headers.get("user-agent", "")):
        count_arrival(link)
    return redirect(f"{reverse('consultation', args=[page.slug])}?via={link.channel}")
