"""The review clock of services and needs: who is reminded when, and what is hidden in the end.

A service that nobody checked for 90 days is hidden, announced at least 14 days ahead, unless it helps anyone or stands
alone: then the line that readers see stays, and the accountable person is told. A need is never hidden: its page leads
to the lines that help anyone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from core.audit.actions import record
from core.notifications.once import tell_once, told_on
from core.pages.reviews import LIMIT, SOON, ReviewStage, uk_today
from core.people.enums import Role
from core.people.models import User
from support.models import HelpSettings, Need, Service
from support.queries import stands_alone, visible_needs, visible_to
from support.rules import review_stage

ANNOUNCED = datetime.timedelta(days=14)
MOST_TOLD = 20
KINDS = ("soon", "due", "stale", "hiding", "hidden", "alone")
Thing = Service | Need


def run_clock(today: datetime.date | None = None) -> None:
    """Remind, announce and hide what the UK day `today` asks for. Repeatable, and safe to run late: a reminder that was
    missed is told once, and nothing is hidden that was not announced 14 days before."""
    today = today or uk_today()
    near = Q(review_by__lte=today + SOON)
    for things in (visible_to().filter(near), visible_needs().filter(near)):
        for thing in things.select_related("review_person").order_by("review_by", "pk").iterator(chunk_size=200):
            for kind in reminders(thing, today):
                _tell(thing, kind, today)
            if isinstance(thing, Service):
                _hide_in_the_end(thing, today)


def reminders(thing: Thing, today: datetime.date) -> Iterator[str]:
    """The kinds of reminder that are due for `thing` on `today`. Those of a stage that has passed are left out."""
    stage = review_stage(thing, today)
    if stage == ReviewStage.SOON:
        yield "soon"
    if ReviewStage.DUE <= stage < ReviewStage.STALE:
        yield "due"
    if stage >= ReviewStage.STALE and isinstance(thing, Service):
        yield "stale"


def hides_on(service: Service, announced: datetime.date) -> datetime.date:
    """The first day on which `service`, announced on that day, may be hidden."""
    return max(service.review_by + LIMIT, announced + ANNOUNCED)


def key_of(thing: Thing, kind: str) -> str:
    """Under which key a reminder is told once; a new review date begins anew."""
    return f"review:{thing._meta.model_name}:{thing.pk}:{thing.review_by}:{kind}"


def _hide_in_the_end(service: Service, today: datetime.date) -> None:
    if service.is_fallback or today < service.review_by + LIMIT - ANNOUNCED:
        return
    _tell(service, "hiding", today)
    announced = told_on(key_of(service, "hiding"))
    if announced and today >= hides_on(service, announced):
        _hide(service.pk, today)


@transaction.atomic
def _hide(pk: int, today: datetime.date) -> None:
    """Hide it, unless somebody checked it meanwhile or it stands alone. Its needs are locked, so that two services do
    not both count on the other."""
    service = visible_to().select_for_update().filter(pk=pk).first()
    if service is None or review_stage(service, today) < ReviewStage.EXPIRED or service.is_fallback:
        return
    list(Need.objects.filter(services=service).select_for_update().order_by("pk"))
    if stands_alone(service):
        _tell(service, "alone", today)
        return
    service.hidden_on = today
    service.save(update_fields=["hidden_on"])
    record("support.hidden", target=f"service:{service.pk}", review_by=service.review_by.isoformat())
    _tell(service, "hidden", today)


def _tell(thing: Thing, kind: str, today: datetime.date) -> None:
    people = keepers(thing)
    if kind == "alone":
        people = list({user.pk: user for user in [*people, *accountable()]}.values())
    tell_once(
        key_of(thing, kind),
        on=today,
        users=people,
        kind=f"support.review_{kind}",
        url=reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk]),
        facts={"name": thing.name[:80]},
        mailbox=thing.review_email,
    )


def keepers(thing: Any) -> list[User]:
    """Who keeps `thing` right: its own person of staff, else, where no mailbox is given, safeguarding approvers."""
    person = thing.review_person
    if person is not None and person.is_active and person.is_team:
        return [person]
    return [] if thing.review_email else approvers()


def approvers() -> list[User]:
    """Active safeguarding approvers everywhere, at most 20; administrators where there are none."""
    active = User.objects.filter(is_active=True).order_by("pk")
    held = active.filter(roles__role=Role.SAFEGUARDING_APPROVER, roles__area=None)
    return list(held[:MOST_TOLD]) or list(active.filter(is_superuser=True)[:MOST_TOLD])


def accountable() -> list[User]:
    """The account of the accountable person, as the settings name it; else administrators, at most 20."""
    person = HelpSettings.load().accountable
    if person is not None and person.is_active:
        return [person]
    return list(User.objects.filter(is_active=True, is_superuser=True).order_by("pk")[:MOST_TOLD])
