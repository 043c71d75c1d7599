"""One open concern, so that the desk is not empty. Nobody in it is real."""

from __future__ import annotations

import datetime

from django.utils import timezone

from core.areas.models import Area
from core.people.models import User
from core.safeguarding.actions import raise_concern
from core.safeguarding.enums import Category
from core.safeguarding.models import Concern

REASON = "demo-walking-home"
WORDS = (
    "A young person at a session said they do not feel safe going home at the moment. "
    "They did not want to say more yet. They know they can come back to us, and have the Childline number."
)


def load(today: datetime.date) -> None:
    """Write the concern once, and move it to `today`; running it again on the same day changes nothing."""
    found = Concern.objects.filter(reason=REASON).first()
    if found is not None:
        if timezone.localdate(found.raised_at) != today:
            Concern.objects.filter(pk=found.pk).update(raised_at=_shortly_before(today))
        return
    area = Area.objects.filter(slug="tarn-moor").first()
    worker = User.objects.filter(username="youthworker").first()
    concern = raise_concern(target="", reason=REASON, by=worker, words=WORDS, area=area)
    Concern.objects.filter(pk=concern.pk).update(category=Category.ABUSE, raised_at=_shortly_before(today))


def _shortly_before(today: datetime.date) -> datetime.datetime:
    """A moment ago when `today` is today, else noon of that day."""
    if today == timezone.localdate():
        return timezone.now() - datetime.timedelta(minutes=20)
    return timezone.make_aware(datetime.datetime.combine(today, datetime.time(12)))
