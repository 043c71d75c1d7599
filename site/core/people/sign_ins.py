"""The list of places where a person is signed in, and ending them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop

from core.live.publish import revoke
from core.people.models import SignIn, User
from core.people.session_store import row_key

SEEN_ON = "sayso_seen_on"

# In this order: an iPad says Mac too, and Android says Linux.
_DEVICES = [
    (r"iPad|Android(?!.*Mobile)", gettext_noop("Tablet")),
    (r"iPhone|iPod", gettext_noop("iPhone")),
    (r"Android", gettext_noop("Android phone")),
    (r"Windows Phone|Mobile", gettext_noop("Phone")),
    (r"CrOS", gettext_noop("Chromebook")),
    (r"Windows", gettext_noop("Windows computer")),
    (r"Macintosh|Mac OS", gettext_noop("Mac computer")),
    (r"Linux|X11", gettext_noop("Linux computer")),
]
UNKNOWN_DEVICE = gettext_noop("A device")


def device_word(user_agent: str) -> str:
    """A coarse word for the device that calls itself `user_agent`: no browser, no version, no model."""
    return next((word for pattern, word in _DEVICES if re.search(pattern, user_agent[:500])), UNKNOWN_DEVICE)


def remember(sender: object, request: HttpRequest | None, user: AbstractBaseUser, **_kwargs: Any) -> None:
    """Write the SignIn of a session that has just begun (Django's `user_logged_in`)."""
    cookie = getattr(getattr(request, "session", None), "session_key", None)
    if request is None or cookie is None or not isinstance(user, User):
        return
    today = timezone.localdate()
    SignIn.objects.update_or_create(
        session=row_key(cookie),
        defaults={
            "user": user,
            "device": device_word(request.headers.get("User-Agent", "")),
            "first_day": today,
            "last_day": today,
        },
    )
    request.session[SEEN_ON] = today.isoformat()


def forget(sender: object, request: HttpRequest, **_kwargs: Any) -> None:
    """Drop the SignIn of a session that is about to end (Django's `user_logged_out`)."""
    cookie = getattr(getattr(request, "session", None), "session_key", None)
    if cookie is not None:
        SignIn.objects.filter(session=row_key(cookie)).delete()


def seen_today(request: HttpRequest) -> None:
    """Move the last day of this sign-in to today: one write a day, and none where nobody is signed in."""
    today = timezone.localdate()
    if request.session.get(SEEN_ON) != today.isoformat() and request.session.session_key:
        SignIn.objects.filter(session=row_key(request.session.session_key)).update(last_day=today)
        request.session[SEEN_ON] = today.isoformat()


def listed(user: User, current_cookie: str | None) -> list[SignIn]:
    """The sign-ins of `user` whose session is alive, each with `is_current`. Two queries."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    rows = list(user.sign_ins.filter(session__in=alive.values("session_key")))
    for row in rows:
        row.is_current = current_cookie is not None and row.session == row_key(current_cookie)  # type: ignore[attr-defined]
    return rows


@transaction.atomic
def end(*, user: User, sign_in_id: UUID | None = None, keep_cookie: str | None = None) -> int:
    """End one sign-in of `user` (`sign_in_id`, a UUID), or all of them except the one whose cookie is `keep_cookie`.

    Returns how many ended. Somebody else's id ends nothing.
    """
    rows = user.sign_ins.all() if sign_in_id is None else user.sign_ins.filter(pk=sign_in_id)
    if keep_cookie is not None:
        rows = rows.exclude(session=row_key(keep_cookie))
    keys = list(rows.values_list("session", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    revoke(user.pk)
    return len(keys)


@transaction.atomic
def drop_dead() -> int:
    """Delete sign-ins whose session has run out or gone, and sessions that ran out. Returns how many sign-ins."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    return SignIn.objects.exclude(session__in=Session.objects.values("session_key")).delete()[0]
