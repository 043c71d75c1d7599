"""Reads of threads and posts. Pages, fragments, sockets, search and feeds all start from `visible_to(user)`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Q, QuerySet

from community.discussion import kinds
from community.discussion.enums import ThreadState
from community.discussion.models import Post, Revision, Thread
from community.moderation import queries as desk
from community.moderation.enums import Visibility
from community.moderation.reasons import public_line

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

PAGE = 20
SHOWN = (ThreadState.OPEN, ThreadState.CLOSED)


@dataclass(frozen=True)
class ShownPost:
    """A post as a page shows it: `text` is None for one that no longer shows; then `reason` is the reason code of the
    decision that took it down, where there was one."""

    post: Post
    text: Revision | None
    reason: str = ""

    @property
    def public_line(self) -> str:
        """What everybody reads in place of a post that was taken down."""
        return str(public_line(self.reason))


def visible_to(user: User | AnonymousUser) -> QuerySet[Thread]:
    """Threads that `user` may see, read with what their pages need."""
    threads = Thread.objects.filter(kinds.visible_threads(user), state__in=SHOWN)
    return threads.select_related("author__profile", *kinds.all_related())


def can_watch(user: User | AnonymousUser, thread_id: int) -> bool:
    """Whether `user` may be told about changes of a thread. One query."""
    return visible_to(user).filter(pk=thread_id).exists()


def pages_of(thread: Thread) -> int:
    """How many pages a thread has: from its counter, no COUNT."""
    return max(-(-thread.last_seq // PAGE), 1)


def page_with(seq: int) -> int:
    """The page that the post at `seq` (from 1) is on."""
    return (seq - 1) // PAGE + 1


def posts_of_page(thread: Thread, number: int) -> list[ShownPost]:
    """Page `number` (from 1) of a thread: one range of the index, at any depth. One query, and one more where
    something on the page was taken down."""
    return _shown(thread, Q(post__seq__gt=PAGE * (number - 1), post__seq__lte=PAGE * number))


def posts_changed(thread: Thread, *, since: int, page: int) -> tuple[list[ShownPost], int]:
    """For readers who have page `page` (and it was the last) open since version `since` of the thread: at most PAGE
    posts that came or changed on it or after it, and up to which version that tells."""
    which = Q(post__seq__gt=PAGE * (page - 1), post__version__gt=since)
    found = _shown(thread, which, order="post__version")
    if len(found) <= PAGE:
        return found, thread.version
    return found[:PAGE], found[PAGE - 1].post.version


def _shown(thread: Thread, which: Q, order: str = "post__seq") -> list[ShownPost]:
    texts = list(
        Revision.objects.filter(which, post__thread=thread, n=F("post__revision"))
        .select_related("post__author__profile")
        .order_by(order)[: PAGE + 1]
    )
    down = [text.post_id for text in texts if text.post.visibility == Visibility.REMOVED]
    reasons = desk.public_reasons("post", down)
    return [
        ShownPost(text.post, text)
        if text.post.visibility == Visibility.VISIBLE
        else ShownPost(text.post, None, reasons.get(text.post_id, ""))
        for text in texts
    ]


def waiting_of(thread: Thread, user: User) -> list[ShownPost]:
    """The posts of `user` in a thread that wait to be checked: theirs to see, nobody else's. At most ten."""
    texts = Revision.objects.filter(
        post__thread=thread,
        post__author=user,
        post__seq=None,
        post__visibility__in=(Visibility.PENDING, Visibility.HIDDEN),
        n=F("post__revision"),
    )
    return [
        ShownPost(text.post, text) for text in texts.select_related("post__author__profile").order_by("post_id")[:10]
    ]


def text_of(post: Post) -> Revision:
    """The present text of a post."""
    return Revision.objects.get(post=post, n=post.revision)


def visible_post(user: User | AnonymousUser, uuid: UUID) -> Post | None:
    """The post at `uuid` where `user` may read it, with its thread; else None, whether or not it exists."""
    found = Post.objects.filter(uuid=uuid, visibility=Visibility.VISIBLE, thread__in=visible_to(user).order_by())
    return found.select_related("thread", "author__profile", *kinds.all_related("thread__")).first()


def own_post(user: User, uuid: UUID) -> Post | None:
    """The post at `uuid` where `user` wrote it, in whatever state, with its thread; else None."""
    found = Post.objects.filter(uuid=uuid, author=user)
    return found.select_related("thread", "author__profile", *kinds.all_related("thread__")).first()


def own_posts(user: User) -> list[ShownPost]:
    """The last fifty posts that `user` wrote, newest first, in whatever state."""
    texts = Revision.objects.filter(post__author=user, n=F("post__revision"))
    texts = texts.select_related("post__thread", *kinds.all_related("post__thread__"))
    return [ShownPost(text.post, text) for text in texts.order_by("-post__submitted_at", "-post_id")[:50]]


def posts_since_by(user: User, since: datetime) -> int:
    """How many posts `user` sent after `since`."""
    return Post.objects.filter(author=user, submitted_at__gt=since).count()


def flaggable_post(uuid: UUID) -> Post | None:
    """The post at `uuid` where it shows to somebody, with its thread; else None. Whoever can see a post can report it,
    and the form must know no user; the uuid cannot be guessed."""
    found = Post.objects.filter(uuid=uuid, visibility=Visibility.VISIBLE, thread__state__in=SHOWN)
    return found.select_related("thread", "author__profile", *kinds.all_related("thread__")).first()
