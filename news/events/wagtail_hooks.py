"""The way to an event's sign-ups in `/cms/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from news.events import holds, staff_views
from news.events.models import EventPage
from news.events.rules import can_see_sign_ups

hooks.register("before_delete_page", holds.told_before_deleted)
hooks.register("before_bulk_action", holds.many_told_before_deleted)
hooks.register("before_unpublish_page", holds.say_who_is_told)


@hooks.register("register_admin_urls")
def sign_up_urls() -> list[URLPattern]:
    """The list of an event, and taking somebody off it."""
    return [
        path("events/<int:pk>/sign-ups/", staff_views.sign_ups, name="events_sign_ups"),
        path("events/<int:pk>/sign-ups/take-off/", staff_views.take_off, name="events_take_off"),
    ]


@hooks.register("register_page_header_buttons")
def sign_ups_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Beside the other things to do with an event."""
    return _button(page, user)


@hooks.register("register_page_listing_more_buttons")
def sign_ups_more_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in lists of pages."""
    return _button(page, user)


def _button(page: Page, user: Any) -> Iterator[Button]:
    """For every event: whether one takes sign-ups would be a query for each row of a list."""
    if page.specific_class is EventPage and can_see_sign_ups(user, page):
        yield Button(_("Who signed up"), reverse("events_sign_ups", args=[page.pk]), icon_name="group", priority=12)
