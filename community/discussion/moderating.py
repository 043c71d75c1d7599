"""How the desk sees and moves posts: what discussion puts into moderation's registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.discussion import kinds
from community.discussion.models import Post, Revision
from community.discussion.transitions import transition
from community.moderation import actions as desk
from community.moderation import states
from community.moderation.enums import CaseKind, Move, Visibility
from community.moderation.registry import Item, Moderatable

if TYPE_CHECKING:
    from core.people.models import User


def describe(ids: list[int], with_context: bool) -> dict[int, Item]:
    """Items of posts by id. One query; with context one more for each post."""
    texts = Revision.objects.filter(post_id__in=ids, n=F("post__revision")).select_related(
        "post__author__profile", "post__thread", *kinds.all_related("post__thread__")
    )
    return {text.post_id: _item(text, _before(text.post) if with_context else None) for text in texts}


def _item(text: Revision, before: Revision | None) -> Item:
    post = text.post
    place = kinds.place_of(post.thread)
    words = f"{post.thread.title}\n\n{text.source}" if post.is_opener else text.source
    return Item(
        id=post.pk,
        title=post.thread.title,
        words=words,
        visibility=Visibility(post.visibility),
        revision=post.revision,
        author=post.author,
        author_name=post.author_name,
        place=place.name,
        url=place.address if post.thread.is_visible else "",
        sent_at=text.made_at,
        is_opener=post.is_opener,
        before_name=before.post.author_name if before else "",
        before_words=before.plain if before else "",
    )


def _before(post: Post) -> Revision | None:
    """The post that shows just before this one in its thread."""
    earlier = Q(post__seq__lt=post.seq) if post.seq else Q(post__published_at__lte=post.submitted_at)
    found = Revision.objects.filter(
        earlier, post__thread=post.thread, post__visibility=Visibility.VISIBLE, n=F("post__revision")
    )
    return found.select_related("post__author__profile").order_by("-post__seq").first()


def move(pk: int, move: Move, *, actor: User | None, revision: int | None = None) -> None:
    """Carry out a decision on a post."""
    transition(pk, move, actor=actor, revision=revision)


def own_url(pk: int) -> str:
    """Where the writer of a post sees how it goes."""
    return reverse("post", args=[Post.objects.values_list("uuid", flat=True).get(pk=pk)])


def history(user: User) -> str:
    """What the desk is told about a writer, in one line. One query."""
    counts = Post.objects.filter(author=user).aggregate(
        shown=Count("pk", filter=Q(visibility=Visibility.VISIBLE)),
        down=Count("pk", filter=Q(visibility=Visibility.REMOVED)),
    )
    joined = date_format(user.date_joined, "F Y")
    return _("Joined %(joined)s, %(shown)s posts, %(down)s taken down") % {"joined": joined, **counts}


def hold(target: str, reason: str) -> None:
    """Safeguarding asks for `post:12` to be hidden: hide it and open its case."""
    pk = int(target.split(":", 1)[1])
    post = Post.objects.select_related("thread", *kinds.all_related("thread__")).get(pk=pk)
    if not states.may(post.visibility, Move.HIDE):
        return  # taken down already: nobody sees it
    transition(pk, Move.HIDE, actor=None)
    area_id = kinds.place_of(post.thread).area_id
    desk.open_case(target_kind="post", target_id=pk, kind=CaseKind.RISK, area_id=area_id)


POSTS = Moderatable(describe=describe, move=move, own_url=own_url, history=history)
