"""What the worker does with consultations by itself: see `core.due`."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from surveys.folding import SMALLEST_BATCH, fold
from surveys.models import Draft, PendingResponse, SpentKey

FOLD_EVERY = 5.0
"""Seconds between two looks for a full batch of waiting responses."""

LONGEST_WAIT = 120.0
"""Seconds after which fewer than a batch are folded too, mixed with responses that are there already."""

SWEEP_EVERY = 600.0
SPENT_KEYS_KEPT = timedelta(days=2)


def fold_full_batches() -> int:
    """Fold the surveys that have at least `SMALLEST_BATCH` waiting responses. Gives how many were folded."""
    return _fold(at_least=SMALLEST_BATCH)


def fold_pending() -> int:
    """Fold every waiting response. Gives how many were folded."""
    return _fold(at_least=1)


def _fold(*, at_least: int) -> int:
    surveys = list(PendingResponse.objects.order_by().values_list("version__survey_id", flat=True).distinct())
    return sum(fold(survey_id=survey_id, at_least=at_least) for survey_id in surveys)


def sweep() -> int:
    """Delete drafts that ran out, and the spent keys of surveys that closed two days ago. Gives how many rows."""
    now = timezone.now()
    drafts, _kinds = Draft.objects.filter(expires_at__lte=now).delete()
    keys, _kinds = SpentKey.objects.filter(survey__closes_at__lte=now - SPENT_KEYS_KEPT).delete()
    return drafts + keys
