"""Leaving quickly: `/exit/` sends the visitor away and clears what this device holds of the visit."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.areas.queries import partnership
from core.pages.frame import small_value
from surveys.drafts import discard_draft

AWAY = "https://www.bbc.co.uk/weather"
logger = logging.getLogger(__name__)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """303 to the partnership's exit address. Ends a sign-in and deletes open answers, where their cookies came in.

    A link, so it takes no token: all that a stranger could do with it is to sign somebody out. The chosen area stays.
    Leaving works even where the database does not.
    """
    response = HttpResponse(status=303, headers={"Location": AWAY})
    response["Clear-Site-Data"] = '"cache"'
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    try:
        response["Location"] = small_value("partnership", partnership).exit_address or AWAY
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.session.flush()
        if settings.CSRF_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
        discard_draft(request, response)
    except DatabaseError:
        logger.exception("leaving: not everything could be cleared")
    return response
