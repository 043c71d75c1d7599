"""A concern that comes out of a group session carries the session, so that somebody can be rung while it runs.

It is the one exception to *nobody can be reached*, and the first screen of every session says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.notifications import notify
from core.safeguarding.actions import raise_concern
from core.safeguarding.enums import CATEGORY_OF
from core.safeguarding.registry import Duty
from surveys.models import GroupSession

if TYPE_CHECKING:
    from core.safeguarding.models import Concern

TARGET = "group_session"
TOLD = "group.may_need_you"


def concern_for(session: GroupSession, hits: Iterable[str], *, words: str = "") -> Concern | None:
    """Raise one concern for what screening found in answers given in `session`, and tell its worker.

    `hits`: codes of screening rules, such as `risk-self-harm`; the first that safeguarding knows is the reason. None
    is raised where there are no codes. `words`: what the lead is to read. The leads of the session's area see place,
    day and whom to ring; the worker is told that somebody may need them, never who, what or which answer.
    """
    codes = list(hits)
    if not codes:
        return None
    reason = next((code for code in codes if code in CATEGORY_OF), codes[0])
    concern = raise_concern(target=f"{TARGET}:{session.uuid}", reason=reason, words=words, area=session.area)
    _tell(session)
    return concern


def _tell(session: GroupSession) -> None:
    """Tell the worker, unless they have yet to read that somebody may need them."""
    address = reverse("group_session", args=[session.uuid])
    if session.worker is None:
        return
    if not session.worker.notifications.filter(kind=TOLD, url=address, read_at=None).exists():
        notify(session.worker, TOLD, url=address)


def duty_of(target: str) -> Duty | None:
    """Whom to ring about the concern of a session (`group_session:<uuid>`); None where there is no such session."""
    try:
        uuid = UUID(target.partition(":")[2])
    except ValueError:
        return None
    session = GroupSession.objects.filter(uuid=uuid).select_related("area", "worker__profile", "survey").first()
    if session is None:
        return None
    opened = timezone.localtime(session.opened_at)
    closes = timezone.localtime(session.closes_at)
    return Duty(
        who=session.worker.name_shown if session.worker else "",
        employer=session.worker.employer if session.worker else "",
        phone=session.phone,
        place=session.place,
        area=session.area.name if session.area else "",
        when=f"{date_format(opened, 'j F Y, H:i')} – {date_format(closes, 'H:i')}",
        what=session.survey.title,
        is_on=session.closes_at > timezone.now(),
    )
