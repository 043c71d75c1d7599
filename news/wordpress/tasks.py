"""Work that takes minutes, done by the worker, and begun again where it was cut off."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django_tasks import task

from news.wordpress.actions import forget_old_exports, make_drafts
from news.wordpress.enums import ExportState
from news.wordpress.models import WordpressExport
from news.wordpress.planning import read_export

CUT_OFF = datetime.timedelta(minutes=5)


@task()
def go_on(pk: int) -> None:
    """Do what an export waits for: reading it, or making its drafts. Nothing where it is gone."""
    export = WordpressExport.objects.select_related("made_by", "parent").filter(pk=pk).first()
    if export is None:
        return
    if export.state == ExportState.READING:
        read_export(export)
    elif export.state == ExportState.WORKING:
        make_drafts(export)


def look_after() -> None:
    """Begin again what was cut off, and forget what is old. Short; for `core.due`."""
    forget_old_exports()
    busy = [ExportState.READING, ExportState.WORKING]
    for export in WordpressExport.objects.filter(state__in=busy, touched_at__lt=timezone.now() - CUT_OFF)[:5]:
        export.save(update_fields=["touched_at"])
        go_on.enqueue(export.pk)
