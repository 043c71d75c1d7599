"""Boards, talks, posts and cases for tests, made through the real actions."""

import factory

from community.discussion import actions as discussion
from community.discussion.models import Post
from community.forums import actions as forums
from community.forums.models import Board
from community.moderation.enums import Move
from tests.factories.people import MemberFactory


class BoardFactory(factory.django.DjangoModelFactory):
    """A board that everyone can read and members can write on, read first by a person."""

    class Meta:
        model = Board
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Board {n}")
    slug = factory.Sequence(lambda n: f"board-{n}")


def make_topic(
    *, board=None, author=None, title="More seats in the park", text="Can we have seats?", shown=True, **more
):
    """The opening Post of a new talk; published unless `shown` is False."""
    board, author = board or BoardFactory(), author or MemberFactory()
    post = forums.start_topic(board=board, author=author, title=title, text=text, **more)
    return approved(post) if shown else post


def make_reply(thread, *, author=None, text="Yes please.", shown=True, **more):
    """A reply Post in `thread`; published unless `shown` is False."""
    post = discussion.write_post(thread=fresh(thread), author=author or MemberFactory(), text=text, **more)
    return approved(post) if shown else post


def approved(post):
    """`post` published, without a moderator."""
    from community.discussion.transitions import transition
    from community.moderation.actions import close_case

    if post.seq is None:
        transition(post.pk, Move.APPROVE, actor=None)
        close_case(target_kind="post", target_id=post.pk, is_gone=True)
    return Post.objects.select_related("thread__topic__board").get(pk=post.pk)


def fresh(thread):
    """`thread` read again, with its board."""
    return type(thread).objects.select_related("topic__board").get(pk=thread.pk)
