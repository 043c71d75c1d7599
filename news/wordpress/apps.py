"""Moving in: a WordPress export becomes drafts."""

from typing import Any

from django.apps import AppConfig


class WordpressConfig(AppConfig):
    """Moving in: a WordPress export becomes drafts."""

    name = "news.wordpress"
    label = "wordpress"

    def ready(self) -> None:
        """Old addresses lead on once a page is public; work that was cut off begins again."""
        from django.utils.translation import gettext_noop  # noqa: PLC0415
        from wagtail.signals import page_published  # noqa: PLC0415 - models are loaded by now

        from core import due  # noqa: PLC0415
        from core.audit import registry as audit  # noqa: PLC0415
        from news.wordpress.tasks import look_after  # noqa: PLC0415

        audit.register("wordpress.began", gettext_noop("Began to make drafts of a WordPress export"))
        audit.register("wordpress.made", gettext_noop("Drafts of a WordPress export were made"))
        due.register("wordpress.exports", 120, look_after)
        page_published.connect(_published, dispatch_uid="wordpress.lead_on")


def _published(sender: Any, instance: Any, **_kwargs: Any) -> None:
    from news.wordpress.actions import lead_on  # noqa: PLC0415

    lead_on(instance)
