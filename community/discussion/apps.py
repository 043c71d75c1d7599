"""Threads and posts, shared by forums and ideas."""

from django.apps import AppConfig

AUDIT = {
    "post.submitted": "A post was sent",
    "post.approve": "A post was shown",
    "post.return": "A post was sent back for a change",
    "post.remove": "A post was taken down",
    "post.hide": "A post was hidden",
    "post.resend": "A changed post was sent again",
    "post.withdraw": "A writer took a post back",
    "thread.closed": "A talk was closed",
    "thread.opened": "A talk was opened again",
}


class DiscussionConfig(AppConfig):
    """This package as a Django app."""

    name = "community.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Fill the registries of moderation and of core with posts and threads."""
        from community.discussion import copies, moderating, queries  # noqa: PLC0415 - models are not loaded before this
        from community.discussion.actions import let_go_of  # noqa: PLC0415
        from community.discussion.models import Post, Revision, Thread  # noqa: PLC0415
        from community.moderation import registry  # noqa: PLC0415
        from core.audit.registry import register  # noqa: PLC0415
        from core.live.groups import register_group  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from core.people import copies as people_copies  # noqa: PLC0415
        from core.people import erasure  # noqa: PLC0415
        from core.safeguarding.registry import register_holder  # noqa: PLC0415

        registry.register("post", moderating.POSTS)
        register_holder("post", moderating.hold)
        register_group("thread", queries.can_watch)
        for code, words in AUDIT.items():
            register(code, words)
        watch(Thread, Post, Revision)
        people_copies.register("posts", copies.posts_of)
        erasure.register("posts", let_go_of)
