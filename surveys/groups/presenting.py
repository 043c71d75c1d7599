"""What the screens of a session show, to the people in the room and to its worker."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.ui.codes import qr_code
from surveys.definition import Definition
from surveys.groups import addresses, codes, rules
from surveys.models import GroupMode, GroupSession
from surveys.piping import piped
from surveys.queries import definition_of, is_full
from surveys.seeing import who_sees


def asked_in(session: GroupSession) -> Definition:
    """What the session asks: the version of its survey that is current."""
    if session.survey.version is None:
        raise ValueError("A session is opened for a published survey only.")
    return piped(definition_of(session.survey.version), {})


def first_screen(session: GroupSession) -> dict[str, Any]:
    """What everybody reads before the first question of a session. Two queries more where there is a quota."""
    return {
        "session": session,
        "survey": session.survey,
        "page": addresses.shown_page(session.survey),
        "definition": asked_in(session),
        "together": session.mode == GroupMode.TOGETHER,
        "on_tablet": session.mode == GroupMode.ONE_TABLET,
        "seers": who_sees().whole,
        "is_full": is_full(session.survey),
    }


def worker_screen(request: HttpRequest, session: GroupSession) -> dict[str, Any]:
    """What the worker sees of a session: how to get in, and how many, where that tells of nobody.

    How many *sent* is there only when the session is over: while it runs, a number that moves or does not would say
    what the person who has just handed the tablet on did. And then not whether one or two did not.
    """
    running = rules.is_running(session, timezone.now())
    sent, or_more = (None, False) if running else rules.shown_sent(session.started, session.sent)
    return {
        "session": session,
        "running": running,
        "is_full": running and is_full(session.survey),
        "started": rules.shown_count(session.started),
        "sent": sent,
        "or_more": or_more,
        "fewest": rules.FEWEST,
        "pin": codes.pin_of(session.uuid) if running and session.mode in rules.ON_TABLET else "",
        "for_tablet": session.mode in rules.ON_TABLET,
        **(ways_in(request, session) if running and session.code_hash else {}),
    }


def ways_in(request: HttpRequest, session: GroupSession) -> dict[str, str]:
    """The code, its QR and the address to type it at, where a session has them."""
    if session.mode not in rules.BY_CODE | rules.ON_TABLET:
        return {}
    return {
        "code": codes.spaced(codes.code_of(session.uuid)),
        "qr": qr_code(addresses.joining_address(request, session), sized=False),
        "address": addresses.typing_address(request),
    }
