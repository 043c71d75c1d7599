"""The newsletter for readers: asking, confirming, choosing, leaving. No view reads a session or who is signed in.

Links in letters are fetched by mail scanners, so no GET writes. Pages behind a signed link are kept nowhere, found by
no search engine, and say no address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.areas.models import Area
from core.pages.cache import never_count, never_keep
from core.pages.kept_forms import kept_form
from core.pages.models import Topic
from core.pages.reviews import uk_today
from news.newsletter import actions, consent, limits, queries, tokens
from news.newsletter.addresses import masked
from news.newsletter.enums import State
from news.newsletter.forms import PreferencesForm, SignUpForm
from news.newsletter.models import Subscriber

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For pages behind a signed link: kept and counted nowhere, not indexed, the link told to nobody else."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        never_keep(request)
        never_count(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"  # browsers would send `Origin: null` with forms otherwise
        return response

    return wrapped


@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter. The answer is the same whoever the address belongs to; the worker does the rest."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "consent": consent.words_now(), "how_often": queries.how_often()}
    if request.method != "POST":
        return render(request, "newsletter/sign_up.html", context)
    never_keep(request)
    if not form.is_valid():
        return render(request, "newsletter/sign_up.html", context, status=422)
    if limits.is_too_often(request):
        form.add_error(None, _("Too many people ask from here at the moment. Please try again in an hour."))
        return render(request, "newsletter/sign_up.html", context, status=429)
    actions.ask(
        email=form.cleaned_data["email"],
        areas=form.ids("areas"),
        topics=form.ids("topics"),
        language=form.language_chosen(),
    )
    return _see("newsletter:check")


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox: the one answer to every asking."""
    return render(request, "newsletter/check.html", {"days": tokens.CONFIRM_DAYS})


@private
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button; pressing it makes the subscription."""
    found = tokens.confirmer(token)
    if found is None:
        return _old(request)
    person, asking = found
    if request.method != "POST":
        return render(request, "newsletter/confirm.html", {"masked": masked(person.email)})
    if not actions.confirm(subscriber=person, asking=asking):
        return _old(request)
    context = {"choose": tokens.for_preferences(person.uuid)}
    return render(request, "newsletter/confirmed.html", context)


@private
@kept_form
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Choose, pause, leave, get a copy, or have everything deleted: without a password."""
    person = tokens.chooser(token)
    if person is None or person.state not in (State.ACTIVE, State.OUT):
        return _old(request)
    doing = _DOINGS.get(request.POST.get("do", "save")) if request.method == "POST" else None
    if doing is not None:
        return doing(request, person, token)
    return _preferences_page(request, person, token, PreferencesForm.of(person))


def _preferences_page(
    request: HttpRequest, person: Subscriber, token: str, form: PreferencesForm, **more: Any
) -> HttpResponse:
    context = {"form": form, "person": person, "masked": masked(person.email), **more}
    context["paused"] = person.is_paused(uk_today())
    return render(request, "newsletter/preferences.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, person: Subscriber, token: str) -> HttpResponse:
    form = PreferencesForm.of(person, request.POST)
    if person.state != State.ACTIVE or not form.is_valid():
        return _preferences_page(request, person, token, form)
    actions.choose(
        subscriber=person,
        areas=Area.objects.filter(pk__in=form.ids("areas")),
        topics=Topic.objects.filter(pk__in=form.ids("topics")),
        language=form.language_chosen(),
        pause_days=form.pause_days(),
    )
    person.refresh_from_db()
    return _preferences_page(request, person, token, PreferencesForm.of(person), saved=True)


def _leave(request: HttpRequest, person: Subscriber, token: str) -> HttpResponse:
    actions.leave(subscriber=person)
    return render(request, "newsletter/left.html")


def _erase(request: HttpRequest, person: Subscriber, token: str) -> HttpResponse:
    actions.erase(subscriber=person)
    return render(request, "newsletter/erased.html")


def _copy(request: HttpRequest, person: Subscriber, token: str) -> HttpResponse:
    answer = JsonResponse(queries.held_about(person), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="newsletter.json"'
    return answer


_DOINGS: dict[str, Callable[[HttpRequest, Subscriber, str], HttpResponse]] = {
    "save": _save,
    "leave": _leave,
    "erase": _erase,
    "copy": _copy,
}


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave with one click: a GET shows a button; a POST, also one that a mail program sends by itself without cookies
    (RFC 8058), leaves and answers 200. The link holds for ever and opens nothing else, so it needs no token."""
    person = tokens.leaver(token)
    if request.method != "POST":
        return render(request, "newsletter/leave.html", {"masked": masked(person.email) if person else ""})
    if person is not None:
        actions.leave(subscriber=person)
    return render(request, "newsletter/left.html")


def _old(request: HttpRequest) -> HttpResponse:
    """A link that holds no more, or never did: what to do instead. The same for both."""
    return render(request, "newsletter/old_link.html", status=404)


def _see(name: str) -> HttpResponse:
    answer = redirect(name)
    answer.status_code = 303
    return answer
