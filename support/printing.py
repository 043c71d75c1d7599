"""The card to print: one service on half a sheet, with a code that opens its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.ui.codes import qr_code
from support.enums import Sensitivity
from support.models import Service
from support.show import contacts_of, guard, timetables


def card_context(request: HttpRequest, service: Service) -> dict[str, Any]:
    """What the card says."""
    now = timezone.now()
    guard(request, service.sensitivity)
    address = request.build_absolute_uri(service.shared_path)
    return {
        "service": service,
        "neutral": service.sensitivity == Sensitivity.PRIVATE,
        "contacts": contacts_of(service, service.times, now),
        "timetables": timetables(service, now),
        "places": service.places,
        "qr": qr_code(address),
        "address": address,
    }
