"""Signing up for an event, cancelling, and calendar files. None of these reads a session or a user."""

from __future__ import annotations

import hashlib
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.areas.queries import partnership
from core.pages.cache import keep_until, never_count, never_keep
from core.pages.enums import Sensitivity
from core.pages.frame import small_value
from core.pages.kept_forms import kept_form
from core.people.limits import too_often
from news.events import actions, queries
from news.events.enums import Standing
from news.events.ical import calendar_file
from news.events.models import EventPage, SignUp
from news.events.rules import Door, door, keeps_sign_ups_until, shows_join_link
from news.events.showing import sign_up_context
from news.events.sign_up_form import SignUpForm
from news.events.tokens import reference_in

# A class on the wifi of one school may sign up in one lesson.
MOST_AN_HOUR = 60
TAKEN = (Door.OPEN, Door.WAITING_LIST)


def _event(request: HttpRequest, pk: int) -> EventPage:
    """The event `pk` that takes sign-ups here. Raises Http404. Where it is very sensitive, nothing is kept."""
    event = queries.open_to_sign_up(pk) if pk < 2**62 else None
    if event is None:
        raise Http404
    if event.sensitivity == Sensitivity.HIDDEN:
        never_keep(request)
        never_count(request)
    return event


def _quiet(response: HttpResponse) -> HttpResponse:
    """`response` kept by no browser and found by no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and its post: the same answer whether or not the address has signed up before."""
    event = _event(request, pk)
    if request.method != "POST":
        for moment in (event.starts, event.expire_at):
            if moment and moment > timezone.now():
                keep_until(request, moment)
        return _form_page(request, event, SignUpForm())
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _form_page(request, event, form)
    if too_often(request, "event sign-up", most=MOST_AN_HOUR, seconds=3600):
        return _quiet(render(request, "events/too_often.html", {"form": form, "event": event}, status=429))
    how = actions.sign_up(event_id=event.pk, language=get_language() or "en-gb", **form.cleaned_data)
    if how not in TAKEN:
        return _form_page(request, event, form, status=409)
    response = redirect("events_thanks", event.pk)
    response.status_code = 303
    return _quiet(response)


def _form_page(request: HttpRequest, event: EventPage, form: SignUpForm, *, status: int = 200) -> HttpResponse:
    context = {**sign_up_context(event), "form": form}
    answer = render(request, "events/sign_up.html", context, status=422 if form.errors else status)
    return _quiet(answer) if form.is_bound or event.sensitivity == Sensitivity.HIDDEN else answer


@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Look into your e-mail: the same for everybody."""
    return _quiet(render(request, "events/thanks.html", {"event": _event(request, pk)}))


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's own sign-up, by the link in their e-mail. Looking changes nothing (mail programs fetch links); one
    button says yes, the other cancels."""
    never_keep(request)
    never_count(request)
    reference = reference_in(token)
    if reference is None:
        raise Http404
    if request.method == "POST":
        if "yes" in request.POST:
            actions.confirm(reference=reference)
        else:
            actions.cancel(reference=reference)
        response = redirect("events_place", token)
        response.status_code = 303
        return _quiet(response)
    found = SignUp.objects.select_related("event").filter(reference=reference).first()
    return _quiet(render(request, "events/place.html", {"found": found, **(_place_context(found) if found else {})}))


def _place_context(found: SignUp) -> dict[str, object]:
    event, now = found.event, timezone.now()
    is_on = event.live and event.takes_place and event.ends is not None and now < event.ends
    shows = (is_on and found.standing == Standing.GOING) or (event.live and shows_join_link(event, now))
    return {
        "event": event,
        "join_link": event.join_url if shows else "",
        "kept_until": keeps_sign_ups_until(event),
        "door": door(event, now, is_full=event.pk in queries.full_events()).value if event.live else Door.OFF.value,
        "is_hidden": event.sensitivity == Sensitivity.HIDDEN,
    }


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Every event that lists may show (`area`, `topic`), for calendar programs that ask again by themselves. Raises
    Http404 for an area or topic that is not ours."""
    choice = queries.chosen_exactly(request.GET)
    if choice is None:
        raise Http404
    events = queries.for_calendar(choice, timezone.now())
    for event in events:
        if event.expire_at:
            keep_until(request, event.expire_at)
    house = small_value("partnership", partnership)
    name = _("Events: %(name)s") % {
        "name": ", ".join(str(each) for each in (house.name, choice.area, choice.topic) if each)
    }
    return _calendar_answer(request, events, name=name)


@require_safe
def event_calendar(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """One event, to add to a calendar. Raises Http404 for one that lists may not show."""
    event = queries.public().filter(translation_key=key).first()
    if event is None:
        raise Http404
    if event.expire_at:
        keep_until(request, event.expire_at)
    return _calendar_answer(request, [event])


def _calendar_answer(request: HttpRequest, events: list[EventPage], *, name: str = "") -> HttpResponseBase:
    body = calendar_file(events, base=f"{request.scheme}://{request.get_host()}", name=name)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Content-Length"] = str(len(body))
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response
