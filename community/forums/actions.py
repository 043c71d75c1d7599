"""Writes of boards and topics."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from community.discussion import actions as discussion
from community.discussion.models import Post, Thread
from community.forums.models import Board, Topic
from community.forums.rules import may_write_on
from core.audit.actions import record

if TYPE_CHECKING:
    from core.people.models import User


@transaction.atomic
def start_topic(
    *,
    board: Board,
    author: User,
    title: str,
    text: str,
    uuid: UUID | None = None,
    official: bool = False,
    at: datetime | None = None,
) -> Post:
    """Start a talk on `board` with its first post, which is checked like every other.

    The same `uuid` sent twice by the same person gives the post made first. Raises NotAllowed, and ValueError for text
    that cannot be text. `at`: when, now by default.
    """
    if uuid is not None and (before := Post.objects.filter(uuid=uuid, author=author).first()) is not None:
        return before
    if not may_write_on(author, board):
        raise discussion.NotAllowed
    thread = discussion.make_thread(kind="topic", title=title, author=author, official=official, at=at)
    thread.topic = Topic.objects.create(thread=thread, board=board)
    post = discussion.write_post(
        thread=thread, author=author, text=text, uuid=uuid, opener=True, official=official, at=at
    )
    if post.thread_id != thread.pk:  # the same form, sent twice at once: the other came first
        thread.delete()
    return post


@transaction.atomic
def pin(*, thread: Thread, by: User | None, pinned: bool = True) -> None:
    """Keep a talk at the top of its board, or no longer."""
    topic = Topic.objects.select_for_update().get(pk=thread.pk)
    topic.pinned = pinned
    topic.save(update_fields=["pinned"])
    record(
        "topic.pinned" if pinned else "topic.unpinned",
        actor=by.opaque_id if by else None,
        target=f"thread:{thread.pk}",
    )
