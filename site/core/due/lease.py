"""One worker runs the due jobs; others wait for its lease to end."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.due.models import Lease

NAME = "due jobs"
LENGTH = datetime.timedelta(seconds=30)
RENEW_AFTER = datetime.timedelta(seconds=10)


def take(holder: str) -> bool:
    """Take or renew the lease for `holder`: whether it holds the lease now, for 30 seconds. One or two writes."""
    now = timezone.now()
    mine = Lease.objects.filter(name=NAME)
    free = mine.filter(until__lt=now) | mine.filter(holder=holder)
    if free.update(holder=holder, until=now + LENGTH):
        return True
    if mine.exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=NAME, holder=holder, until=now + LENGTH)
    except IntegrityError:  # another worker was first
        return False
    return True


def give_back(holder: str) -> None:
    """End the lease of `holder`, so that another worker need not wait."""
    Lease.objects.filter(name=NAME, holder=holder).delete()


def is_held() -> bool:
    """Whether some worker is running due jobs now (the heartbeat). One query."""
    return Lease.objects.filter(name=NAME, until__gte=timezone.now()).exists()
