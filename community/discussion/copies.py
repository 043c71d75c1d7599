"""What a person gets of their own posts when they ask for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from community.discussion.models import Revision

if TYPE_CHECKING:
    from core.people.models import User


def posts_of(user: User) -> list[dict[str, Any]]:
    """Every text of every post of `user`, oldest first."""
    texts = Revision.objects.filter(post__author=user).select_related("post__thread").order_by("made_at", "pk")
    return [
        {
            "talk": text.post.thread.title,
            "sent": text.made_at.isoformat(),
            "state": text.post.get_visibility_display(),
            "text": text.source,
        }
        for text in texts
    ]
