"""Who signed up, in `/cms/`: for those who may edit the event, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.audit.actions import record
from core.people.models import User
from core.text.cells import csv_file
from news.events import actions, queries
from news.events.models import EventPage
from news.events.rules import can_see_sign_ups, keeps_sign_ups_until

SHOWN = 100


def _asked(request: HttpRequest, pk: int) -> tuple[User, EventPage]:
    """Who asks, and the event `pk`. Raises Http404, and PermissionDenied for anybody who may not edit it."""
    if pk >= 2**62:
        raise Http404
    event = get_object_or_404(EventPage, pk=pk)
    if not isinstance(request.user, User) or not can_see_sign_ups(request.user, event):
        raise PermissionDenied
    return request.user, event


@require_safe
def sign_ups(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list, 100 a page in the order of coming (`after`); `as=csv` downloads all, and that is audited."""
    user, event = _asked(request, pk)
    if request.GET.get("as") == "csv":
        record("events.sign_ups_downloaded", actor=user.opaque_id, target=f"eventpage:{event.pk}")
        return csv_file(f"event-{event.pk}-sign-ups", _rows(event))
    found = queries.sign_ups(event)
    start = request.GET.get("after", "")
    past = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0
    people = list(found[past : past + SHOWN + 1])
    context = {
        "event": event,
        "people": people[:SHOWN],
        "counts": queries.counts(event),
        "more": past + SHOWN if len(people) > SHOWN else 0,
        "kept_until": keeps_sign_ups_until(event),
    }
    answer = render(request, "events/staff_sign_ups.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the person named by `sign_up` off the list, as when they ring to cancel."""
    user, event = _asked(request, pk)
    number = request.POST.get("sign_up", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        actions.take_off(by=user, event=event, sign_up_id=int(number))
    return redirect("events_sign_ups", pk)


def _rows(event: EventPage) -> Iterator[list[object]]:
    """The headings, then everybody, read 500 at a time."""
    yield [_("Name"), _("E-mail"), _("Place"), _("What they need"), _("Signed up (UK time)")]
    for one in queries.sign_ups(event).iterator(chunk_size=500):
        at = timezone.localtime(one.at)
        yield [one.name, one.email, one.get_standing_display(), one.access_needs, f"{at:%Y-%m-%d %H:%M}"]
