"""Writes of group sessions: opening, ending, handing a tablet over, beginning and wiping what one person answers."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from core.audit.actions import record
from surveys import attempts
from surveys.drafts import start_draft
from surveys.enums import Channel
from surveys.groups import codes, rules
from surveys.groups.counting import count_started
from surveys.models import Draft, GroupMode, GroupSession, GroupTablet, HandsCount, SurveyVersion
from surveys.queries import is_full

if TYPE_CHECKING:
    from core.areas.models import Area
    from core.people.models import User
    from surveys.models import Survey


class NotNow(Exception):
    """The consultation is not open or takes no more people, or the session is over."""


@dataclass(frozen=True)
class Meeting:
    """Where a session is, how its worker is reached, and how many minutes it lasts."""

    area: Area | None
    place: str
    phone: str
    minutes: int


@transaction.atomic
def open_session(*, by: User, survey: Survey, mode: GroupMode, meeting: Meeting) -> GroupSession:
    """Open a session of `survey`, run by `by`. Raises NotNow where that may not be. Writes it and an audit entry."""
    now = timezone.now()
    if not rules.can_open(by, survey, meeting.area.pk if meeting.area else None, now) or is_full(survey):
        raise NotNow
    session_id = _free_id()
    session = GroupSession.objects.create(
        uuid=session_id,
        survey=survey,
        mode=mode,
        area=meeting.area,
        worker=by,
        code_hash=codes.hash_of(codes.code_of(session_id)),
        place=meeting.place,
        phone=meeting.phone,
        opened_at=now,
        closes_at=min(now + timedelta(minutes=meeting.minutes), survey.closes_at),
    )
    record("group.opened", actor=by.opaque_id, target=f"group_session:{session.pk}", mode=str(mode))
    return session


def _free_id() -> uuid.UUID:
    """An id whose code opens no other session."""
    while True:
        found = uuid.uuid4()
        if not GroupSession.objects.filter(code_hash=codes.hash_of(codes.code_of(found))).exists():
            return found


@transaction.atomic
def end_session(*, session: GroupSession, by: User | None) -> None:
    """End it now; whoever is in the middle can still send. `by`: None where the PIN on a tablet ended it.

    Writes the session and an audit entry. Ending it twice changes nothing.
    """
    now = timezone.now()
    if GroupSession.objects.filter(pk=session.pk, closes_at__gt=now).update(closes_at=now, code_hash=None):
        record("group.ended", actor=by.opaque_id if by else None, target=f"group_session:{session.pk}")


@transaction.atomic
def close_doors(*, session_ids: Collection[int]) -> int:
    """Take codes, tablets, and what was left unsent on tablets, away from sessions. Gives how many tablets."""
    Draft.objects.filter(session__in=session_ids, session__mode__in=rules.ON_TABLET).delete()
    GroupSession.objects.filter(pk__in=session_ids).update(code_hash=None)
    return GroupTablet.objects.filter(session__in=session_ids).delete()[0]


def hand_over(*, session: GroupSession) -> str:
    """Let one more tablet take part. Gives what its cookie holds; only the hash is stored. Raises NotNow."""
    if session.mode not in rules.ON_TABLET or not rules.is_running(session, timezone.now()):
        raise NotNow
    token = secrets.token_urlsafe(24)
    GroupTablet.objects.create(token_hash=hash_of_token(token), session=session)
    return token


def hash_of_token(token: str) -> str:
    """The one-way name of a tablet's cookie in the database."""
    return hashlib.sha256(b"sayso tablet:" + token.encode("utf-8", "surrogatepass")).hexdigest()


def begin(*, session: GroupSession, language: str, people: int = 1) -> str:
    """Begin the answers of one person, or of a group of `people`, in `session`. Gives the key of their draft.

    Raises NotNow once the session or the consultation is over, or as many have answered as are wanted: nobody answers
    for nothing. Writes the draft, and one more to those who started.
    """
    if not rules.can_start(session, timezone.now()) or is_full(session.survey):
        raise NotNow
    key = start_draft(survey=session.survey)
    take_in(session=session, hashes=[attempts.hash_of(session.survey_id, key)], language=language, people=people)
    return key


@transaction.atomic
def take_in(*, session: GroupSession, hashes: Collection[str], language: str, people: int = 1) -> None:
    """Let the drafts under `hashes` count as given in `session`."""
    people = max(1, min(people, rules.LARGEST_GROUP))
    drafts = Draft.objects.filter(pk__in=hashes, version__survey=session.survey_id, session=None)
    if drafts.update(session=session, channel=Channel.GROUP, language=language[:8], people=people):
        count_started(session.pk)


@transaction.atomic
def take_back(*, tablet: GroupTablet, hashes: Collection[str]) -> None:
    """Let a tablet be an ordinary browser again; what was left unsent on it (`hashes`) is deleted."""
    Draft.objects.filter(pk__in=hashes, session=tablet.session_id).delete()
    GroupTablet.objects.filter(pk=tablet.pk).delete()


def note_touch(*, tablet: GroupTablet) -> None:
    """Somebody is using the tablet. One query."""
    GroupTablet.objects.filter(pk=tablet.pk).update(seen_at=timezone.now())


@transaction.atomic
def count_hands(*, session: GroupSession, version: SurveyVersion, counts: dict[str, dict[str, int]], by: User) -> None:
    """Keep how many hands went up (question id → choice id → hands); what was counted before is replaced."""
    for qid, row in counts.items():
        HandsCount.objects.update_or_create(session=session, qid=qid, defaults={"version": version, "counts": row})
    record("group.hands_counted", actor=by.opaque_id, target=f"group_session:{session.pk}")
