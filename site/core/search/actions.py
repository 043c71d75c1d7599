"""Writes of search besides the index: the daily tidying, and the words that a new site begins with."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.search.models import IndexedWord, KnownWord, MissedWord, WordGroup
from core.search.seed import first_groups

KEPT_DAYS = 90


@transaction.atomic
def tidy() -> None:
    """Forget words that stand nowhere any more, and words that led to nothing KEPT_DAYS ago. Repeatable."""
    KnownWord.objects.exclude(Exists(IndexedWord.objects.filter(stem=OuterRef("stem")))).delete()
    MissedWord.objects.filter(day__lt=timezone.localdate() - datetime.timedelta(days=KEPT_DAYS)).delete()


@transaction.atomic
def plant_words() -> None:
    """Write the groups of words that a new site begins with, where there is none at all: then they are the editors'."""
    if WordGroup.objects.exists():
        return
    for group in first_groups():
        group.save()
