"""Who is reading, without touching the session of somebody who has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from core.people.models import User

View = Callable[..., HttpResponse]


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    """Who reads. Without a session cookie nothing is asked, so that the page can be kept."""
    return request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else AnonymousUser()


def me(request: HttpRequest) -> User:
    """Whoever is signed in, behind `signed_in_only`."""
    return cast("User", request.user)


def signed_in_only(view: View) -> View:
    """Send people who are not signed in to sign in, and bring them back here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reader_of(request).is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded
