"""A page whose time came, and which may not go up: its time is taken back, and somebody hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.pages.gate import GateClosed

if TYPE_CHECKING:
    from core.pages.models import BasePage

SCHEDULED = "wagtail.publish.scheduled"
_log = logging.getLogger(__name__)
_tellers: list[Callable[[Any, list[str]], None]] = []


def when_declined(tell: Callable[[Any, list[str]], None]) -> None:
    """Let `tell(page, sentences)` run for each page that its time did not put up. For apps above this one."""
    _tellers.append(tell)


@transaction.atomic
def decline(revision: Any, page: BasePage, closed: GateClosed) -> None:
    """Take the time of `revision` back, so that the next look at the clock does not meet it again. What is public stays
    as it is. Writes the revision and the log (which the audit copies); tells the page's keepers."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action="wagtail.schedule.cancel", revision=revision)
    _log.warning("The gate held page %s back at its time: %s to mend", page.pk, len(closed.reasons))
    for tell in _tellers:
        tell(page, closed.reasons)
