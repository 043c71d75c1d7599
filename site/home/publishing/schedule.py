"""Going up and coming down at the minute that was set, by `manage.py work`.

One page that cannot go up never holds up the others; what was missed while nothing ran is done as soon as it runs.
Only versions that somebody approved for a time are put up, and only where the gate is still content: a consent may have
ended meanwhile.
"""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from core.notifications.once import tell_once
from core.pages.models import BasePage, embargo_of
from core.pages.reviews import uk_today
from home.publishing.gatekeeping import standing_problems
from home.publishing.models import Heartbeat
from home.reviews import keepers

EVERY_SECONDS = 5
LATE = datetime.timedelta(minutes=5)
_BEAT_EVERY = datetime.timedelta(seconds=30)
_NAME = "publish on time"
_log = logging.getLogger(__name__)


def publish_due() -> None:
    """Take down what has ended and put up what is due now, then note that this ran. Repeatable, safe to run late and in
    several workers."""
    now = timezone.now()
    for model in _models_with_drafts():
        for pk in model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at").values_list("pk"):
            _try(_take_down, model, pk[0])
    for pk in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at").values_list("pk"):
        _try(_put_up, Revision, pk[0])
    _beat(now)


def _models_with_drafts() -> list[Any]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in others if not issubclass(model, Page))]


def _try(do: Any, model: Any, pk: int) -> None:
    try:
        with transaction.atomic():
            do(model, pk)
    except Exception:
        _log.exception("%s %s could not be published or taken down on time", model.__name__, pk)


def _take_down(model: Any, pk: int) -> None:
    thing = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lte=timezone.now()).first()
    if thing is not None:
        thing = thing.specific if isinstance(thing, Page) else thing
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _put_up(_model: Any, pk: int) -> None:
    now = timezone.now()
    version = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
    if version is None:
        return  # another worker was first, or somebody cancelled
    thing = version.as_object()
    if isinstance(thing, BasePage) and (embargo_of(thing) or _ended(thing, now) or standing_problems(thing)):
        _hold_back(version, thing)
    else:
        version.publish(log_action="wagtail.publish.scheduled")


def _ended(thing: Any, now: datetime.datetime) -> bool:
    return thing.expire_at is not None and thing.expire_at <= now


def _hold_back(version: Revision, page: BasePage) -> None:
    """Leave `page` down, the version being its draft, and tell who keeps it. Under embargo it waits for its end."""
    if ends := embargo_of(page):
        Revision.objects.filter(pk=version.pk).update(approved_go_live_at=ends)
        return
    Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
    log(instance=page, action="wagtail.schedule.cancel", revision=version, content_changed=False)
    tell_once(
        f"held:page:{page.pk}:{version.pk}:{timezone.now():%Y%m%d%H%M}",
        on=uk_today(),
        users=keepers(page),
        kind="page.held_back",
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        facts={"name": page.title[:80]},
        mailbox=page.review_email,
    )


def _beat(now: datetime.datetime) -> None:
    fresh = Heartbeat.objects.filter(name=_NAME, at__gt=now - _BEAT_EVERY)
    if not fresh.exists():
        Heartbeat.objects.update_or_create(name=_NAME, defaults={"at": now})


def last_ran() -> datetime.datetime | None:
    """When the job last went through (to about half a minute); None where it never did. One query."""
    return Heartbeat.objects.filter(name=_NAME).values_list("at", flat=True).first()


def has_run_lately() -> bool:
    """Whether the job went through in the last five minutes. One query."""
    ran = last_ran()
    return ran is not None and ran > timezone.now() - LATE
