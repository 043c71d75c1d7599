"""Events: what is on, where, and who signed up."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_noop

LIST_KEYS = frozenset({"area", "topic", "month", "past", "after"})


class EventsConfig(AppConfig):
    """Events: what is on, where, and who signed up."""

    name = "news.events"
    label = "events"

    def ready(self) -> None:
        """Keep lists apart by what narrows them, write letters, move waiting lists up, delete what is old."""
        from django.conf import settings  # noqa: PLC0415
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415 - models load after apps

        from core.audit import registry  # noqa: PLC0415
        from core.due.registry import register  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from news.events import actions, letters, tasks  # noqa: PLC0415
        from news.events.models import EventPage, Places  # noqa: PLC0415

        for code, _name in settings.LANGUAGES:
            prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
            own_query_keys(f"{prefix}/events/", LIST_KEYS, frozenset())
        watch(Places)
        page_published.connect(_went_live, sender=EventPage, dispatch_uid="events.went_live")
        page_unpublished.connect(_went_down, sender=EventPage, dispatch_uid="events.went_down")
        registry.register("events.sign_ups_downloaded", gettext_noop("Downloaded who signed up for an event"))
        registry.register("events.taken_off", gettext_noop("Took somebody off the list of an event"))
        register("events.letters", 10, letters.send_due)
        register("events.waiting_lists", 60, tasks.settle_all)
        register("events.retention", 3600, actions.delete_old)


def _went_live(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    from news.events.actions import event_went_live  # noqa: PLC0415

    event_went_live(instance)


def _went_down(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    from news.events.actions import event_went_down  # noqa: PLC0415

    event_went_down(instance)
