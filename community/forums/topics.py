"""What discussion asks about threads of kind `topic`: where they live, who sees them, and what follows a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.urls import reverse

from community.discussion.kinds import Kind, Place
from community.discussion.models import Thread
from community.forums.enums import Mode
from community.forums.models import Board
from community.forums.rules import audiences_of, may_write_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


def visible(user: User | AnonymousUser) -> Q:
    """Topics on boards that `user` may read."""
    return Q(topic__board__audience__in=audiences_of(user))


def place(thread: Thread) -> Place:
    """The board of a thread."""
    board = thread.topic.board
    return Place(
        name=board.name,
        url=board.get_absolute_url(),
        address=reverse("topic", args=[board.slug, thread.pk, thread.slug]),
        area_id=board.area_id,
        checked_first=board.mode == Mode.BEFORE,
    )


def may_write(user: User | AnonymousUser, thread: Thread) -> bool:
    """Whether `user` may add to a thread on its board."""
    return may_write_on(user, thread.topic.board)


def changed(thread: Thread) -> None:
    """Keep the topic's place in the list of its board, and the board's count."""
    topic = thread.topic
    was_listed = topic.listed_at is not None
    topic.listed_at = thread.last_published_at if thread.is_visible else None
    topic.save(update_fields=["listed_at"])
    step = int(topic.listed_at is not None) - int(was_listed)
    if step:
        Board.objects.filter(pk=topic.board_id).update(topic_count=F("topic_count") + step)


KIND = Kind(related=("topic__board__area",), visible=visible, may_write=may_write, place=place, changed=changed)
