"""What every page shows: the partnership, its areas, menus and the emergency line."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core.areas.queries import active_areas, partnership
from core.pages.frame import is_demo, small_value
from home.alerts import alerts_now
from home.furniture import frame


def house(request: HttpRequest) -> dict[str, Any]:
    """The values of the frame. No query when they are warm; no session and no user is read."""
    return {
        "partnership": small_value("partnership", partnership),
        "areas": small_value("areas", active_areas),
        "demo": is_demo(),
        "tour": settings.DEMO,
        "frame": frame(),
        "alerts": alerts_now(request),
    }
