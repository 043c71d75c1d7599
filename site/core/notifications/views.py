"""Someone's own list of what they were told, and how they want to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.notifications import actions, queries
from core.notifications.forms import HowForm
from core.notifications.models import How

if TYPE_CHECKING:
    from core.people.models import User

SHOWN = 50
_BIGGEST_ID = 2**63 - 1


def _number(text: str) -> int:
    """`text` as an id, 0 when it is none."""
    return min(int(text), _BIGGEST_ID) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


@never_cache
@login_required
def own_list(request: HttpRequest) -> HttpResponse:
    """The newest 50, and older ones behind `?before=<id>`."""
    mine = queries.visible_to(request.user)
    if before := _number(request.GET.get("before", "")):
        mine = mine.filter(pk__lt=before)
    found = list(mine[: SHOWN + 1])
    context = {
        "news": found[:SHOWN],
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "has_unread": any(one.read_at is None for one in found[:SHOWN]),
    }
    return render(request, "notifications/list.html", context)


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark one (`only`) or all up to the newest that was on the page (`upto`) as read."""
    only = _number(request.POST.get("only", ""))
    upto = only or _number(request.POST.get("upto", ""))
    actions.mark_read(by=cast("User", request.user), upto=upto, only=only or None)
    return redirect("notifications:list")


@never_cache
@login_required
def how(request: HttpRequest) -> HttpResponse:
    """Choose how to be told."""
    me = cast("User", request.user)
    form = HowForm(request.POST or None, initial={"how": queries.wanted_by(me)})
    if request.method == "POST" and form.is_valid():
        actions.choose(by=me, how=How(form.cleaned_data["how"]))
        messages.success(request, _("Saved."))
        return redirect("notifications:settings")
    return render(request, "notifications/settings.html", {"form": form, "email": me.email})
