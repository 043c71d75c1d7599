"""`/demo/`: the guided tour of the demonstration, with one press to sign in as each of its people. A 404 elsewhere."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.pages.cache import never_keep
from core.people.actions import sign_in_as_demo
from core.people.demo import SIGN_INS

if TYPE_CHECKING:
    from collections.abc import Callable

STARTS = {
    "editor": "/cms/",
    "areaeditor": "/cms/",
    "approver": "/cms/",
    "moderator": "/desk/",
    "dsl": "/desk/safeguarding/",
    "analyst": "/consultations/things-to-do-in-the-holidays/results/",
    "youthworker": "/desk/groups/",
    "member": "/community/",
    "young": "/community/",
    "admin": "/cms/",
}
"""Where each of the demo's people begins."""


def only_in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make `view` a 404 outside a demonstration, and never kept in one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        never_keep(request)
        return view(request, *args, **kwargs)

    return guarded


@only_in_demo
@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """What this is, what to try in five minutes, and a button for each of the demo's people."""
    people = [(name, _(words)) for name, words in SIGN_INS]
    return render(request, "home/tour.html", {"people": people})


@only_in_demo
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo person named in the form and lead them to their place; anybody else is a 404."""
    name = request.POST.get("person", "")
    if name not in STARTS:
        raise Http404
    try:
        sign_in_as_demo(request, name)
    except PermissionDenied:
        raise Http404 from None
    answer = redirect(STARTS[name])
    answer.status_code = 303
    return answer
