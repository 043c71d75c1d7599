"""Publishing pages: on time, under embargo, at once, and who looks at it."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Publishing pages: on time, under embargo, at once, and who looks at it."""

    name = "home.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Say what is due by itself, and what people and the audit are told."""
        from core import due  # noqa: PLC0415 - models load after apps
        from home.publishing import previews, schedule, urgent, versions, words  # noqa: PLC0415

        words.register()
        due.register("pages.publish_scheduled", schedule.EVERY_SECONDS, schedule.publish_due)
        due.register("pages.preview_links", 6 * 3600, previews.forget_ended)
        due.register("pages.urgent", 3600, urgent.remind)
        due.register("pages.versions", 3600, versions.prune)
