"""Answering on a tablet that goes round: the one cookie it holds, and what its pages do differently.

`shared(view)` wraps the ordinary pages of answering. On any other browser it does nothing and reads nothing. On a
tablet, `request.shared` is its GroupTablet (templates leave out what belongs on one's own phone), every way out leads
to the tablet's own pages, and what one person left is gone before the next begins.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from surveys import attempts
from surveys.drafts import delete_drafts
from surveys.groups import actions, rules
from surveys.groups.queries import tablet_of
from surveys.models import GroupSession, GroupTablet

COOKIE = "sayso_group"
ANSWER_KEPT_SECONDS = 30 * 60
View = Callable[..., HttpResponse]


def shared(view: View) -> View:
    """Let `view` (a page of answering, whose first argument is the slug) know a tablet that goes round."""

    @never_cache
    def handed(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        tablet = tablet_of(request.COOKIES[COOKIE])
        if tablet is None or rules.is_idle(tablet, timezone.now()):
            return cleared(request, tablet, "late" if tablet else "")
        watch(request, tablet)
        if request.method == "POST" and _is_start(request):
            return redirect("group_tablet")  # people begin on the start screen alone, which says what they must know
        request.META.pop("HTTP_X_SAYSO_STEP", None)  # no page is changed in place here: each is loaded and not stored
        actions.note_touch(tablet=tablet)
        return _kept_in(request, tablet, slug, view(request, slug, *args, **kwargs))

    @wraps(view)
    def answered(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return (handed if COOKIE in request.COOKIES else view)(request, slug, *args, **kwargs)

    return answered


def _kept_in(request: HttpRequest, tablet: GroupTablet, slug: str, response: HttpResponse) -> HttpResponse:
    """`response`, led back to the tablet's pages where it would leave them, with a short-lived key."""
    if 300 <= response.status_code < 400:
        goes_to = response.headers["Location"].partition("?")[0]
        if goes_to == reverse("consultation_receipt", args=[slug]):
            return gone(request, redirect("group_done"))
        answering = reverse("consultation_answer", args=[slug])
        if not goes_to.startswith(answering) or goes_to == answering:
            return redirect("group_tablet")
    elif _is_start(request):  # there is nothing to go on with
        return redirect("group_tablet")
    key = response.cookies.get(attempts.COOKIE)
    if key is not None and not key.value:  # deleted, or declined
        return cleared(request, tablet)
    if key is not None:
        key["max-age"] = ANSWER_KEPT_SECONDS
    response["Cache-Control"] = "no-store, private"
    return response


def _is_start(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == "consultation_answer"


def watch(request: HttpRequest, tablet: GroupTablet, *, idle: bool = True) -> None:
    """Let the templates know that this is `tablet`; `idle`: its page clears itself when nobody is there."""
    tablet.watched = idle  # type: ignore[attr-defined]
    request.shared = tablet  # type: ignore[attr-defined]


def set_cookie(response: HttpResponse, token: str, seconds: int) -> None:
    """Let this browser be a tablet of a session for `seconds`."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=max(1, seconds),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def cleared(request: HttpRequest, tablet: GroupTablet | None, why: str = "") -> HttpResponse:
    """The start screen, in the site's first language, with nothing left of the last person. `why`: "late" or ""."""
    delete_drafts(hashes=attempts.hashes(request))
    if tablet is not None:
        actions.note_touch(tablet=tablet)
    with translation.override(settings.LANGUAGE_CODE):
        address = reverse("group_tablet")
    return gone(request, redirect(f"{address}?{why}=1" if why else address))


def gone(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response`, with every cookie but the session's taken away, and what scripts may have stored."""
    for name in request.COOKIES:
        if name != COOKIE:
            response.delete_cookie(name, path="/", samesite="Lax")
    response["Clear-Site-Data"] = '"storage"'
    response["Cache-Control"] = "no-store, private"
    return response


def seconds_left(session: GroupSession) -> int:
    """How long the cookie of a tablet lasts: as long as its session, and the time to finish."""
    return int((session.closes_at - timezone.now()).total_seconds()) + ANSWER_KEPT_SECONDS
