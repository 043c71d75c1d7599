"""Pictures leave public pages on the day on which somebody's agreement ends, and come back when it is renewed."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import UploadedFile

from core.audit.actions import record
from core.pages.media.consents import consents_of, last_day
from core.pages.media.enums import People
from core.pages.media.fields import extension_of, unguessable_name
from core.pages.media.models import PhotoConsent, SiteImage
from core.pages.pictures import make_renditions
from core.pages.reviews import uk_today
from core.pages.version import raise_version

KEPT_AFTER_PICTURES = datetime.timedelta(days=366)
BATCH = 100
UNFINISHED = datetime.timedelta(days=1)
_log = logging.getLogger(__name__)


@transaction.atomic
def settle(image_ids: Iterable[int], *, actor: UUID | None = None, today: datetime.date | None = None) -> None:
    """Bring `shown_until` of the pictures in step with their consents, and take down or put back what changed by it.

    Writes pictures, an audit entry for each one taken down or put back, and raises the page version. After commit the
    files of one taken down are gone from their addresses; sizes of one put back are made (about a second each).
    """
    today = today or uk_today()
    # Locked first: of two changes at once, the later sees what the earlier wrote.
    images = list(SiteImage.objects.select_for_update(of=("self",)).filter(pk__in=set(image_ids)).order_by("pk"))
    consents = consents_of(image.pk for image in images)
    for image in images:
        until = last_day(consents[image.pk])
        changed = image.shown_until != until
        if changed:
            image.shown_until = until
            image.save(update_fields=["shown_until"])
        if not image.may_be_shown(today):
            _take_down(image, today, actor)
        elif image.hidden_on is not None:
            _put_back(image, actor)
        elif changed:
            transaction.on_commit(partial(make_sizes, image.pk))


def _take_down(image: SiteImage, today: datetime.date, actor: UUID | None) -> None:
    """Idempotent: once it is down, only sizes that appeared since (a look in the CMS) stay as they are."""
    if image.hidden_on is not None:
        return
    image.hidden_on = today
    image.save(update_fields=["hidden_on"])
    record("picture.taken_down", actor=actor, target=f"siteimage:{image.pk}", until=str(image.shown_until or ""))
    transaction.on_commit(partial(forget_addresses, image.pk))


def _put_back(image: SiteImage, actor: UUID | None) -> None:
    image.hidden_on = None
    image.save(update_fields=["hidden_on"])
    record("picture.put_back", actor=actor, target=f"siteimage:{image.pk}", until=str(image.shown_until or ""))
    transaction.on_commit(partial(make_sizes, image.pk))


def make_sizes(image_id: int) -> None:
    """Make what is missing of the sizes of a picture, and raise the page version. Slow: after commit."""
    if make_renditions(SiteImage.objects.filter(pk=image_id)):
        raise_version()


def forget_addresses(image_id: int) -> None:
    """Delete every size of a picture and store its original under another name, so that no address that was ever public
    leads to it, nor to a size that the CMS makes of it later. Slow: after commit."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is None:
        return
    for size in list(image.renditions.all()):
        storage, name = size.file.storage, size.file.name
        size.delete()
        storage.delete(name)
    storage, old = image.file.storage, image.file.name
    try:
        with storage.open(old, "rb") as original:
            new = storage.save(f"original_images/{unguessable_name(extension_of(old))}", original)
    except OSError:
        _log.warning("The original of picture %s is gone", image_id)
        return
    SiteImage.objects.filter(pk=image_id).update(file=new)
    storage.delete(old)


def settle_all(today: datetime.date | None = None) -> None:
    """Settle every picture whose people agreed, delete consents whose pictures went a year ago, and uploads that nobody
    finished within a day. Repeatable; for the worker, each hour."""
    today = today or uk_today()
    asked = SiteImage.objects.filter(Q(people=People.AGREED) | ~Q(hidden_on=None))
    numbers = list(asked.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        settle(numbers[start : start + BATCH], today=today)
    PhotoConsent.objects.filter(pictures=None, expires_on__lt=today - KEPT_AFTER_PICTURES).delete()
    _drop_unfinished()


def _drop_unfinished() -> None:
    for upload in UploadedFile.objects.all():
        try:
            since = default_storage.get_modified_time(upload.file.name)
        except OSError:
            since = timezone.now() - 2 * UNFINISHED
        if since < timezone.now() - UNFINISHED:
            upload.file.delete(save=False)
            upload.delete()
