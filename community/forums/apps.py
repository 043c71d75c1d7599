"""Boards and topics."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """This package as a Django app."""

    name = "community.forums"
    label = "forums"

    def ready(self) -> None:
        """Tell discussion what a topic is, the audit its actions, and the page cache what pages show."""
        from community.discussion import kinds  # noqa: PLC0415 - models are not loaded before this
        from community.forums.models import Board, Topic  # noqa: PLC0415
        from community.forums.topics import KIND  # noqa: PLC0415
        from core.audit.registry import register  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415

        kinds.register("topic", KIND)
        register("topic.pinned", "A talk was pinned")
        register("topic.unpinned", "A talk was unpinned")
        watch(Board, Topic)
