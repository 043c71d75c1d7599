"""Doors for staff: a second factor before /cms/ and /desk/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.people import sign_ins
from core.people.queries import has_factor

if TYPE_CHECKING:
    from core.people.models import User

STAFF_PATHS = ("/cms/", "/desk/")
Respond = Callable[[HttpRequest], HttpResponse]


def needs_factor(user: User) -> bool:
    """Whether `user` is staff who has yet to set up a second factor.

    Only the made-up people of a demo may do without one, and only while this is a demo.
    """
    return user.is_team and not (settings.DEMO and user.is_demo) and not has_factor(user)


def require_factor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only staff with a second factor reach `view`: guests sign in first, members meet a 404, staff without a
    factor are led to the set-up page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not user.is_team:
            raise Http404
        return _to_set_up() if needs_factor(user) else view(request, *args, **kwargs)

    return guarded


def _to_set_up() -> HttpResponse:
    return HttpResponseRedirect(reverse("account_factor"), status=303)


def people_middleware(get_response: Respond) -> Respond:
    """Lead staff without a second factor away from /cms/ and /desk/, and move the last day of a sign-in.

    A request without a session cookie, and one whose view never read the session, costs nothing here.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(STAFF_PATHS) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.user
            if user.is_authenticated and needs_factor(user):
                return _to_set_up()
        response = get_response(request)
        session = request.session
        if session.accessed and not session.is_empty() and "_auth_user_id" in session:
            sign_ins.seen_today(request)
            response.setdefault("Cache-Control", "no-store, private")  # *back* shows the next person nothing
        return response

    return respond
