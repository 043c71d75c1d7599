"""The one way in which a post's visibility changes, with everything that follows from it, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.discussion import kinds
from community.discussion.enums import ThreadState
from community.discussion.models import Post, Thread
from community.moderation import states
from community.moderation.enums import Move, Visibility
from community.moderation.registry import MovedOn
from core.audit.actions import record
from core.live.groups import group
from core.live.publish import publish
from core.live.updates import Update

if TYPE_CHECKING:
    from core.people.models import User


@transaction.atomic
def transition(
    pk: int, move: Move, *, actor: User | None, revision: int | None = None, at: datetime | None = None
) -> Post:
    """Carry out `move` on the post `pk`: give it its seq at first publication, keep the thread's counters and state,
    tell readers, and record it. `revision`: the one that `actor` read. `at`: when, now by default.

    Raises Post.DoesNotExist, MovedOn when the text changed meanwhile, MoveNotAllowed by the state table.
    """
    # The thread first, always: every writer takes the two locks in the same order.
    thread = Thread.objects.select_for_update(of=("self",)).select_related(*kinds.all_related()).get(posts__pk=pk)
    post = Post.objects.select_for_update().get(pk=pk)
    if revision is not None and post.revision != revision:
        raise MovedOn
    before = Visibility(post.visibility)
    post.visibility = states.after(before, move)
    if post.visibility == before and move != Move.RESEND:
        return post
    was_shown, is_shown = before == Visibility.VISIBLE, post.visibility == Visibility.VISIBLE
    now = at or timezone.now()
    if is_shown and post.seq is None:
        thread.last_seq += 1
        post.seq, post.published_at = thread.last_seq, now
        thread.last_published_at = now
    thread.post_count += int(is_shown) - int(was_shown)
    if was_shown or is_shown:
        thread.version += 1
        post.version = thread.version
    post.save(update_fields=["visibility", "seq", "published_at", "version"])
    if was_shown or is_shown:
        _follow(thread, post)
    record(
        f"post.{move.value}", actor=actor.opaque_id if actor else None, target=f"post:{post.pk}", revision=post.revision
    )
    return post


def _follow(thread: Thread, post: Post) -> None:
    """What a change that readers see brings to the thread: its state, its place, and a live update."""
    if post.is_opener:
        thread.state = _state_after(thread, post)
    thread.save(update_fields=["state", "last_seq", "post_count", "last_published_at", "version"])
    kinds.of(thread).changed(thread)
    kind = "post.published" if post.visibility == Visibility.VISIBLE else "post.changed"
    publish(group("thread", thread.pk), Update(kind, post.pk, thread.version))


def _state_after(thread: Thread, opener: Post) -> ThreadState:
    """An opener and its title were checked together, so they show together; but when a writer takes back the opener of
    a talk that others joined, the talk stays."""
    if opener.visibility == Visibility.VISIBLE:
        return ThreadState.CLOSED if thread.state == ThreadState.CLOSED else ThreadState.OPEN
    if opener.visibility == Visibility.WITHDRAWN and thread.post_count:
        return ThreadState(thread.state)
    return ThreadState.HIDDEN
