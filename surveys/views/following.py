"""The page on which somebody chooses how to hear what comes of a consultation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surveys import following
from surveys.queries import visible_to


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the ways to hear. POST (`go`: follow or leave), for members: begin or stop."""
    page = get_object_or_404(visible_to(None), slug=slug)
    if request.method != "POST":
        known = request.user.is_authenticated and following.is_following(request.user, page)
        return render(request, "surveys/follow.html", {"page": page, "is_following": known})
    if not request.user.is_authenticated:
        return redirect("account_login")
    change = following.leave if request.POST.get("go") == "leave" else following.follow
    change(user=request.user, page=page)
    return redirect("consultation_follow", slug=slug)
