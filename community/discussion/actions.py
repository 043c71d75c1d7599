"""Writes of threads and posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from community.discussion import kinds, screens
from community.discussion.enums import ThreadState
from community.discussion.models import Post, Revision, Thread
from community.discussion.rules import can_edit, can_post_in, can_speak_for_team, can_withdraw, is_member
from community.discussion.transitions import transition
from community.moderation import actions as desk
from community.moderation.enums import CaseKind, Move, Visibility
from core.audit.actions import record
from core.pages.cache import raise_version
from core.text import Rendered, render

if TYPE_CHECKING:
    from core.people.models import User


class NotAllowed(Exception):
    """The rules do not let this person do this now."""


class TooManyPosts(Exception):
    """This person sent a lot in a short time."""


def make_thread(*, kind: str, title: str, author: User, official: bool = False, at: datetime | None = None) -> Thread:
    """An empty thread that nobody sees until its first post is published. The caller adds its place, then a post."""
    return Thread.objects.create(
        kind=kind,
        title=title,
        slug=slug_of(title),
        author=author,
        official=official,
        created_at=at or timezone.now(),
    )


def slug_of(title: str) -> str:
    """The last part of a thread's address."""
    return slugify(title)[:60].strip("-") or "talk"


@transaction.atomic
def write_post(
    *,
    thread: Thread,
    author: User,
    text: str,
    uuid: UUID | None = None,
    opener: bool = False,
    official: bool = False,
    at: datetime | None = None,
) -> Post:
    """Store what `author` says in `thread` and have it checked: a case for the desk, a concern when someone may be at
    risk, and publication at once only where the place allows that and screening found nothing.

    The same `uuid` sent twice by the same person gives the post made first. Raises NotAllowed, and ValueError (with
    words for the writer) for text that cannot be text. `at`: when, now by default.
    """
    allowed = can_speak_for_team(author, kinds.place_of(thread).area_id) if official else is_member(author)
    if not allowed or not (opener or can_post_in(author, thread)):
        raise NotAllowed
    rendered = render(text)
    post = Post(
        uuid=uuid or uuid4(),
        thread=thread,
        author=author,
        is_opener=opener,
        official=official,
        submitted_at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            # Written in bulk, because a waiting post changes no public page: no signal, no new version of the pages.
            Post.objects.bulk_create([post])
    except IntegrityError:
        return _post_made_first(post)
    _add_revision(post, text, rendered, post.submitted_at)
    _have_it_checked(post, thread, text, rendered, post.submitted_at)
    return post


def _post_made_first(post: Post) -> Post:
    """The post that another request made from the same form. Raises NotAllowed where the address is somebody else's."""
    found = Post.objects.filter(uuid=post.uuid, author=post.author).first()
    if found is None:
        raise NotAllowed
    return found


def _add_revision(post: Post, text: str, rendered: Rendered, at: datetime) -> None:
    revision = Revision(
        post=post,
        n=post.revision,
        source=text,
        html=rendered.html,
        plain=rendered.plain,
        renderer_version=rendered.version,
        made_at=at,
    )
    Revision.objects.bulk_create([revision])


def _have_it_checked(post: Post, thread: Thread, text: str, rendered: Rendered, at: datetime) -> None:
    """Screen a new text; open its case and its concern, or publish it where nobody has to look first."""
    place = kinds.place_of(thread)
    found = screens.look(f"{thread.title}\n{text}" if post.is_opener else text)
    record("post.submitted", actor=post.author.opaque_id if post.author else None, target=f"post:{post.pk}")
    if found.risk:
        screens.tell_safeguarding(post=post, text=text, area_id=place.area_id, found=found)
    if place.checked_first or found.must_wait or rendered.held:
        kind = CaseKind.WORDS if rendered.held and found.case_kind == CaseKind.NEW else found.case_kind
        desk.open_case(target_kind="post", target_id=post.pk, kind=kind, area_id=place.area_id, at=at)
    else:
        transition(post.pk, Move.APPROVE, actor=None, at=at)


@transaction.atomic
def send_again(*, post: Post, by: User, text: str, title: str = "") -> Post:
    """A changed text (and, for a post that opens a talk, title) for a post that was sent back or still waits.

    Raises NotAllowed, and ValueError for text that cannot be text.
    """
    desk.touch_case(target_kind="post", target_id=post.pk)
    thread, post = _held(post)
    if not can_edit(by, post):
        raise NotAllowed
    rendered, now = render(text), timezone.now()
    if post.is_opener and title and title != thread.title:
        thread.title, thread.slug = title, slug_of(title)
        thread.save(update_fields=["title", "slug"])
    post.revision += 1
    post.save(update_fields=["revision"])
    _add_revision(post, text, rendered, now)
    transition(post.pk, Move.RESEND, actor=by)
    post.visibility = Visibility.PENDING
    _have_it_checked(post, thread, text, rendered, now)
    return post


def _held(post: Post) -> tuple[Thread, Post]:
    """A post's thread and the post, fresh and locked until the transaction ends.

    Locks are taken in one order everywhere (case, thread, post), so that no two writers wait for each other.
    """
    threads = Thread.objects.select_for_update(of=("self",)).select_related(*kinds.all_related())
    posts = Post.objects.select_for_update(of=("self",)).select_related("author")
    return threads.get(pk=post.thread_id), posts.get(pk=post.pk)


@transaction.atomic
def withdraw(*, post: Post, by: User) -> None:
    """The writer takes a post back: it stops showing and nobody needs to check it. Raises NotAllowed."""
    desk.close_case(target_kind="post", target_id=post.pk)
    _thread, post = _held(post)
    if not can_withdraw(by, post):
        raise NotAllowed
    transition(post.pk, Move.WITHDRAW, actor=by)


@transaction.atomic
def close_thread(*, thread: Thread, by: User | None, closed: bool = True) -> None:
    """Stop (or start again) new replies in a thread that shows."""
    states = (ThreadState.OPEN, ThreadState.CLOSED) if closed else (ThreadState.CLOSED, ThreadState.OPEN)
    if Thread.objects.filter(pk=thread.pk, state=states[0]).update(state=states[1]):
        raise_version()
        record(
            "thread.closed" if closed else "thread.opened",
            actor=by.opaque_id if by else None,
            target=f"thread:{thread.pk}",
        )


@transaction.atomic
def let_go_of(user: User) -> None:
    """`user` leaves: their name goes from all they wrote; what never showed goes altogether."""
    for pk in list(Post.objects.filter(author=user, seq=None).values_list("pk", flat=True)):
        desk.close_case(target_kind="post", target_id=pk, is_gone=True)
    Post.objects.filter(author=user, seq=None).delete()
    Thread.objects.filter(author=user, last_seq=0, posts=None).delete()
    Post.objects.filter(author=user).update(author=None)
    Thread.objects.filter(author=user).update(author=None)
    raise_version()
