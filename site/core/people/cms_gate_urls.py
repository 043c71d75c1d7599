"""Wagtail's own login, reset and password pages lead to ours: one way in, with its limits and its second factor."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse


def to_sign_in(request: HttpRequest, **_matched: str) -> HttpResponse:
    """303 to our sign-in page, whatever was sent; a safe `next` goes along. 404 for who is signed in and has no
    business in /cms/: our page would send them straight back."""
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    onward = get_next_redirect_url(request)
    query = f"?{urlencode({'next': onward})}" if onward else ""
    return HttpResponseRedirect(reverse("account_login") + query, status=303)


def to_reset(request: HttpRequest, **_matched: str) -> HttpResponse:
    """303 to our page for a forgotten password."""
    return HttpResponseRedirect(reverse("account_reset_password"), status=303)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out when the button was pressed (a POST, with its token), and 303 to our own page."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_logout"), status=303)
    logout(request)
    return HttpResponseRedirect(reverse("account_login"), status=303)


def not_here(request: HttpRequest, **_matched: str) -> HttpResponse:
    """404: acting on many people at once would pass by roles, audit and erasure."""
    raise Http404


urlpatterns = [
    re_path(r"^bulk/people/user/(?P<rest>.*)$", not_here),
    re_path(r"^login/?$", to_sign_in),
    re_path(r"^logout/?$", sign_out),
    re_path(r"^_util/(?P<rest>.*)$", to_sign_in),
    re_path(r"^password_reset(?P<rest>/.*)?$", to_reset),
    path("account/password/", to_reset),
]
