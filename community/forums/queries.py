"""Reads of boards and topics. Lists hold only what `visible_to(user)` of discussion would show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from community.discussion import queries as discussion
from community.discussion.models import Thread
from community.forums.models import Board, Topic
from community.forums.rules import audiences_of

if TYPE_CHECKING:
    from core.areas.models import Area
    from core.people.models import User

PAGE = 20
LARGEST_ID = 2**62


@dataclass(frozen=True)
class TopicPage:
    """One page of a list of talks, and the cursor of the next page or ""."""

    topics: list[Topic]
    after: str


@dataclass(frozen=True)
class FoundTalk:
    """A talk that search found."""

    title: str
    url: str


def boards_for(user: User | AnonymousUser) -> QuerySet[Board]:
    """Boards that `user` may read, in their order."""
    return Board.objects.filter(audience__in=audiences_of(user)).select_related("area")


def topics(user: User | AnonymousUser, *, board: Board | None = None, after: str = "") -> TopicPage:
    """PAGE talks, of one board (pinned first) or of every board that `user` may read, newest first, after the cursor
    `after` (one that is not ours is taken as none). One query at any depth."""
    listed = Topic.objects.filter(listed_at__isnull=False).select_related("thread__author__profile", "board")
    pinned, instant, pk = _parts(after)
    older = Q(listed_at__lt=instant) | Q(listed_at=instant, thread_id__lt=pk) if instant else Q()
    if board is None:
        listed = listed.filter(older, board__audience__in=audiences_of(user)).order_by("-listed_at", "-thread_id")
    else:
        listed = listed.filter(board=board).order_by("-pinned", "-listed_at", "-thread_id")
        if instant:
            listed = listed.filter(Q(pinned=pinned) & older | Q(pinned=False) if pinned else Q(pinned=False) & older)
    found = list(listed[: PAGE + 1])
    return TopicPage(found[:PAGE], _cursor(found[PAGE - 1]) if len(found) > PAGE else "")


def _cursor(topic: Topic) -> str:
    return f"{int(topic.pinned)}~{topic.listed_at.isoformat() if topic.listed_at else ''}~{topic.pk}"


def _parts(after: str) -> tuple[bool, datetime | None, int]:
    pieces = after.split("~")
    try:
        pinned, instant, pk = pieces[0] == "1", parse_datetime(pieces[1]), int(pieces[2])
    except (ValueError, IndexError):
        return False, None, 0
    if instant is None or timezone.is_naive(instant) or not 1 < instant.year < 9999 or not 0 <= pk < LARGEST_ID:
        return False, None, 0
    return pinned, instant, pk


def topic_thread(user: User | AnonymousUser, *, board: str, pk: int) -> Thread | None:
    """The thread `pk` on the board with the slug `board` where `user` may see it; else None. One query."""
    if pk >= LARGEST_ID:
        return None
    return discussion.visible_to(user).filter(kind="topic", pk=pk, topic__board__slug=board).first()


def board_summaries(limit: int = 6) -> list[Board]:
    """The boards that everyone can read, in their order, each with its `topic_count`. One query."""
    return list(boards_for(AnonymousUser())[:limit])


def latest_threads(area: Area | None = None, limit: int = 3) -> list[Topic]:
    """The talks with the newest posts that everyone can read: of the boards of `area` and of the whole partnership's
    boards, or of all boards. Each topic has its `thread` (with author) and `board`. One query."""
    listed = Topic.objects.filter(listed_at__isnull=False, board__audience__in=audiences_of(AnonymousUser()))
    if area is not None:
        listed = listed.filter(Q(board__area=area) | Q(board__area=None))
    listed = listed.select_related("thread__author__profile", "board")
    return list(listed.order_by("-listed_at", "-thread_id")[:limit])


def search(text: str, limit: int = 10) -> list[FoundTalk]:
    """Talks that everyone can read whose title holds every word of `text`, the newest first. One query."""
    words = [word.replace("\x00", "") for word in text.split()[:6]]
    if not words:
        return []
    sql, parameters = _statement(len(words), limit)
    put = {_like(_mark(number)): _like(word) for number, word in enumerate(words)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [put.get(value, value) for value in parameters])
        rows = cursor.fetchall()
    return [FoundTalk(title, reverse("topic", args=[board, pk, slug])) for board, pk, slug, title in rows]


@lru_cache(maxsize=20)
def _statement(words: int, limit: int) -> tuple[str, tuple[Any, ...]]:
    """The SQL and parameters of a search for so many words, with marks in their places. Made once: making it cost far
    more than its answer."""
    found = discussion.visible_to(AnonymousUser()).select_related(None)
    for number in range(words):
        found = found.filter(title__icontains=_mark(number))
    rows = found.order_by("-last_published_at", "-pk").values_list("topic__board__slug", "pk", "slug", "title")
    sql, parameters = rows[:limit].query.sql_with_params()
    return sql, tuple(parameters)


def _mark(number: int) -> str:
    return f"\ue000{number}"


def _like(word: str) -> str:
    return f"%{connection.ops.prep_for_like_query(word)}%"
