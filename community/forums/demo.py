"""Loads the demo's boards, talks and desk, through the real actions, with every date relative to a day."""

from __future__ import annotations

import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.discussion import actions as discussion
from community.discussion.models import Post, Revision, Thread
from community.discussion.transitions import transition
from community.forums import actions
from community.forums.demo_talks import AUDIENCE, BOARDS, MEMBERS, TALKS, TEAM, WAITING, Said, Talk
from community.forums.models import Board, Topic
from community.moderation import actions as desk
from community.moderation import promises
from community.moderation.enums import CaseKind, CaseState, Move, Outcome, Severity
from community.moderation.models import Case, Decision
from community.moderation.reasons import REASONS
from core.areas.models import Area
from core.pages.cache import raise_version
from core.people.models import Profile, User
from core.people.names import fold
from core.safeguarding.models import Concern

NAMESPACE = UUID("5a35b0de-6f0e-4c52-9d5e-3f6a54c0c0de")
MODERATOR = "moderator"
KINDS = {"disclosure": CaseKind.RISK, "personal": CaseKind.PERSONAL, "spam": CaseKind.WORDS}


@transaction.atomic
def load(today: datetime.date) -> None:
    """Write three boards with their talks, and five posts that wait at the desk. Dates count back from `today`; loading
    again on another day moves them, on the same day it changes nothing. Needs the demo's areas and people."""
    areas = {area.slug: area for area in Area.objects.all()}
    boards = {slug: _board(slug, place, areas) for place, slug in enumerate(BOARDS)}
    people = {key: _member(key, areas, today) for key in MEMBERS} | {TEAM: User.objects.get(username=TEAM)}
    threads = {talk.key: _talk(talk, boards[talk.board], people, today) for talk in TALKS}
    for key, who, talk_key, minutes, words in WAITING:
        _waiting(key, people[who], threads[talk_key], minutes, words, today)


def _id(key: str) -> UUID:
    """The lasting address of a demo post."""
    return uuid5(NAMESPACE, key)


def _board(slug: str, position: int, areas: dict[str, Area]) -> Board:
    name, description, area = BOARDS[slug]
    facts = {"name": name, "description": description, "area": areas.get(area), "position": position}
    board = Board.objects.filter(slug=slug).first()
    return board or Board.objects.create(slug=slug, audience=AUDIENCE, **facts)


def _member(key: str, areas: dict[str, Area], today: datetime.date) -> User:
    name, band, shape, area = MEMBERS[key]
    found = User.objects.filter(username=fold(name)).select_related("profile").first()
    if found is not None:
        return found
    joined = timezone.make_aware(datetime.datetime.combine(today - datetime.timedelta(days=90), datetime.time(12)))
    user = User(username=fold(name), is_demo=True, date_joined=joined)
    user.set_unusable_password()
    user.save()
    user.profile = Profile.objects.create(
        user=user, display_name=name, folded_name=fold(name), age_band=band, shape=shape, area=areas.get(area)
    )
    return user


def _talk(talk: Talk, board: Board, people: dict[str, User], today: datetime.date) -> Thread:
    opener = Post.objects.filter(uuid=_id(f"{talk.key}.0")).select_related("thread__topic__board").first()
    if opener is not None:
        _move_dates(talk, opener.thread, today)
        return opener.thread
    first = talk.posts[0]
    post = actions.start_topic(
        board=board,
        author=people[first.who],
        title=talk.title,
        text=first.words,
        uuid=_id(f"{talk.key}.0"),
        official=first.who == TEAM,
        at=_at(first, today),
    )
    thread = _thread(post)
    _show(post, first, today)
    for place, said in enumerate(talk.posts[1:], 1):
        reply = discussion.write_post(
            thread=_thread(post),
            author=people[said.who],
            text=said.words,
            uuid=_id(f"{talk.key}.{place}"),
            official=said.who == TEAM,
            at=_at(said, today),
        )
        _show(reply, said, today)
    if talk.pinned:
        actions.pin(thread=thread, by=None)
    if talk.closed:
        discussion.close_thread(thread=thread, by=None)
    return _thread(post)


def _thread(post: Post) -> Thread:
    return Thread.objects.select_related("topic__board").get(pk=post.thread_id)


def _show(post: Post, said: Said, today: datetime.date) -> None:
    """Publish a demo post half an hour after it was sent, and take it down where that is its fate."""
    at = _at(said, today) + datetime.timedelta(minutes=30)
    if not said.fate:
        transition(post.pk, Move.APPROVE, actor=None, at=at)
        desk.close_case(target_kind="post", target_id=post.pk, is_gone=True)
        return
    transition(post.pk, Move.APPROVE, actor=None, at=at)
    case = Case.objects.get(target_kind="post", target_id=post.pk, state=CaseState.OPEN)
    desk.decide(
        case=case,
        by=User.objects.get(username=MODERATOR),
        outcome=Outcome.REMOVED,
        version=case.version,
        revision=1,
        reason=said.fate,
        note_to_writer=str(REASONS[said.fate].to_writer),
        at=at + datetime.timedelta(minutes=10),
    )


def _at(said: Said, today: datetime.date) -> datetime.datetime:
    day = today - datetime.timedelta(days=said.days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(said.clock)))


def _move_dates(talk: Talk, thread: Thread, today: datetime.date) -> None:
    """Move a demo talk that is there already to `today`."""
    opener = thread.posts.get(uuid=_id(f"{talk.key}.0"))
    by = _at(talk.posts[0], today) - opener.submitted_at
    if not by:
        return
    Post.objects.filter(thread=thread).update(submitted_at=F("submitted_at") + by, published_at=F("published_at") + by)
    Revision.objects.filter(post__thread=thread).update(made_at=F("made_at") + by)
    times = {"created_at": F("created_at") + by, "last_published_at": F("last_published_at") + by}
    Thread.objects.filter(pk=thread.pk).update(**times)
    Topic.objects.filter(pk=thread.pk).update(listed_at=F("listed_at") + by)
    here = thread.posts.values("pk")
    decided = Case.objects.filter(target_kind="post", target_id__in=here, state=CaseState.DECIDED)
    Decision.objects.filter(case__in=decided).update(at=F("at") + by)
    decided.update(opened_at=F("opened_at") + by, due_at=F("due_at") + by, decided_at=F("decided_at") + by)
    raise_version()


def _waiting(key: str, author: User, thread: Thread, minutes: int, words: str, today: datetime.date) -> None:
    """One post at the desk, sent `minutes` ago when `today` is today, else at noon less as many minutes."""
    at = timezone.now() if today == timezone.localdate() else _noon(today)
    at -= datetime.timedelta(minutes=minutes)
    post = Post.objects.filter(uuid=_id(f"desk.{key}")).first()
    if post is None:
        post = discussion.write_post(thread=thread, author=author, text=words, uuid=_id(f"desk.{key}"), at=at)
        kind = KINDS.get(key, CaseKind.NEW)
        desk.open_case(target_kind="post", target_id=post.pk, kind=kind, area_id=thread.topic.board.area_id, at=at)
        Concern.objects.filter(target=f"post:{post.pk}").update(raised_at=at)
        return
    for case in Case.objects.filter(target_kind="post", target_id=post.pk, state=CaseState.OPEN):
        if timezone.localdate(case.opened_at) != today:
            case.opened_at, case.due_at = at, promises.due_at(at, Severity(case.severity))
            case.save(update_fields=["opened_at", "due_at"])
            Revision.objects.filter(post=post).update(made_at=at)
            Post.objects.filter(pk=post.pk).update(submitted_at=at)
            Concern.objects.filter(target=f"post:{post.pk}").update(raised_at=at)


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
