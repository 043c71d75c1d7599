"""How Talk and the desk say when something happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def when(instant: datetime | None) -> str:
    """`instant` in words that stay true until midnight, because pages are kept: "today, 8:15am", "yesterday, 9:00pm",
    "Monday", "2 November", "2 November 2025". Empty for None."""
    if instant is None:
        return ""
    local, today = timezone.localtime(instant), timezone.localdate()
    clock = date_format(local, "g:ia").replace(".", "")
    if local.date() == today:
        return _("today, %(time)s") % {"time": clock}
    if local.date() == today - timedelta(days=1):
        return _("yesterday, %(time)s") % {"time": clock}
    if today - timedelta(days=7) < local.date() < today:
        return date_format(local, "l")
    return date_format(local, "j F" if local.year == today.year else "j F Y")


@register.filter
def moment(instant: datetime | None) -> str:
    """`instant` to the minute, such as "2 November, 8:15am". Empty for None."""
    if instant is None:
        return ""
    return date_format(timezone.localtime(instant), "j F, g:ia").replace("a.m.", "am").replace("p.m.", "pm")
