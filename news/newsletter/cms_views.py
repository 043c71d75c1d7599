"""Trying, agreeing to, watching and stopping a newsletter, and what its readers ask staff for, in `/cms/`."""

from __future__ import annotations

import datetime
import smtplib
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit.actions import record
from core.people.models import User
from news.newsletter import actions, issuing, queries, rules
from news.newsletter.cms_forms import AgreeForm, LookUpForm, WhenForm
from news.newsletter.compiling import compile_now
from news.newsletter.models import Newsletter, NewsletterSettings, Subscriber
from news.newsletter.quiet import first_open


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _fetched(request: HttpRequest, pk: str) -> tuple[Newsletter, list[int]]:
    """The newsletter and its areas, for those who may write it. Raises Http404 and PermissionDenied."""
    newsletter = get_object_or_404(Newsletter.objects.select_related("live_revision"), pk=pk)
    area_ids = issuing.area_ids(newsletter)
    if not rules.can_compose(_user(request), area_ids):
        raise PermissionDenied
    return newsletter, area_ids


@require_safe
def way(request: HttpRequest, pk: str) -> HttpResponse:
    """Where a newsletter stands: who gets it, what is left out, how sending goes, and what can be done."""
    newsletter, area_ids = _fetched(request, pk)
    return render(request, "newsletter/staff/way.html", _way(request, newsletter, area_ids, WhenForm()))


def _way(request: HttpRequest, newsletter: Newsletter, area_ids: list[int], form: WhenForm) -> dict[str, Any]:
    user, sending = _user(request), queries.sending_of(newsletter)
    draft = newsletter.get_latest_revision_as_object() if newsletter.latest_revision_id else newsletter
    return {
        "newsletter": newsletter,
        "sending": sending,
        "form": form,
        "count": queries.count_of(draft),
        "areas": list(draft.areas.all()),
        "topics": list(draft.topics.all()),
        "left_out": [] if sending else compile_now(draft).left_out,
        "obstacles": [] if sending else issuing.obstacles(newsletter),
        "may_send": rules.can_send(user, area_ids, queries.writers_of(newsletter)),
        "may_stop": rules.can_stop(user, area_ids) and sending is not None,
        "address": user.email,
        "edit": newsletter.snippet_viewset.get_url_name("edit"),
    }


@require_POST
def agree(request: HttpRequest, pk: str) -> HttpResponse:
    """First asks with the count and the instant; with `sure` agrees to it."""
    newsletter, area_ids = _fetched(request, pk)
    if not rules.can_send(_user(request), area_ids, queries.writers_of(newsletter)):
        raise PermissionDenied
    form = AgreeForm(request.POST) if "sure" in request.POST else WhenForm(request.POST)
    if not form.is_valid():
        context = _way(request, newsletter, area_ids, form)
        return render(request, "newsletter/staff/way.html", context, status=422)
    if not isinstance(form, AgreeForm):
        return _ask(request, newsletter, form.cleaned_data["at"])
    at = form.cleaned_data["at"] or timezone.now()
    count, revision = form.cleaned_data["count"], form.cleaned_data["revision"]
    try:
        issuing.agree(by=_user(request), newsletter=newsletter, at=at, count=count, revision=revision)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Agreed. It leaves by itself."))
    return redirect("newsletter_way", pk=newsletter.pk)


def _ask(request: HttpRequest, newsletter: Newsletter, at: datetime.datetime | None) -> HttpResponse:
    """The page that says how many get it and when, before anybody agrees."""
    if problems := issuing.obstacles(newsletter):
        messages.error(request, " ".join(problems))
        return redirect("newsletter_way", pk=newsletter.pk)
    house = NewsletterSettings.load()
    leaves = first_open(at or timezone.now(), house.quiet_from, house.quiet_until)
    compiled = compile_now(newsletter)
    context = {
        "newsletter": newsletter,
        "at": at,
        "leaves": leaves,
        "utc": leaves.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "waits": leaves > (at or timezone.now()) + datetime.timedelta(minutes=1),
        "count": queries.count_of(newsletter),
        "minutes": -(-queries.count_of(newsletter) // house.rate),
        "left_out": compiled.left_out,
        "items": compiled.content["items"],
    }
    return render(request, "newsletter/staff/agree.html", context)


@require_POST
def stop(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop it, whatever is left of it."""
    newsletter, _areas = _fetched(request, pk)
    if issuing.stop(by=_user(request), newsletter=newsletter):
        messages.success(request, _("Stopped. Nothing more of it leaves."))
    else:
        messages.error(request, _("There was nothing to stop."))
    return redirect("newsletter_way", pk=newsletter.pk)


@require_POST
def try_on(request: HttpRequest, pk: str) -> HttpResponse:
    """Send one copy to the address of whoever asks."""
    newsletter, _areas = _fetched(request, pk)
    try:
        issuing.try_on(by=_user(request), newsletter=newsletter)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    except (OSError, smtplib.SMTPException):
        messages.error(request, _("The mail server did not take it. Please try again in a while."))
    else:
        messages.success(request, _("A trial is on its way to you."))
    return redirect("newsletter_way", pk=newsletter.pk)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many get the newsletter, and how many got each one: counts and nothing about anybody."""
    if not rules.can_see_counts(_user(request)):
        raise PermissionDenied
    sendings = queries.latest_sendings(50)
    return render(request, "newsletter/staff/figures.html", {"standing": queries.standing(), "sendings": sendings})


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Find one exact address, and do what its owner asked for. The address goes by POST: it is in no log."""
    if not rules.can_look_up(_user(request)):
        raise PermissionDenied
    form = LookUpForm(request.POST or None)
    found = queries.by_address(form.cleaned_data["email"]) if form.is_bound and form.is_valid() else None
    if found is not None and (answer := _done(request, found)):
        return answer
    context = {"form": form, "found": found, "asked": form.is_bound and form.is_valid()}
    return render(request, "newsletter/staff/people.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, found: Subscriber) -> HttpResponse | None:
    """Do what the button says, if one was pressed."""
    doing = request.POST.get("do")
    if doing == "copy":
        record("newsletter.copied", actor=_user(request).opaque_id, target=f"subscriber:{found.uuid}")
        answer = JsonResponse(queries.held_about(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="newsletter.json"'
        return answer
    if doing == "leave":
        actions.leave(subscriber=found)
        record("newsletter.left", actor=_user(request).opaque_id, target=f"subscriber:{found.uuid}")
        messages.success(request, _("They get nothing any more."))
    elif doing == "erase":
        actions.erase(subscriber=found, by=_user(request))
        messages.success(request, _("All that the newsletter held about them is deleted."))
    else:
        return None
    return redirect("newsletter_people")
