"""The demo's publications: six, each with a real file and its main points in words."""

from __future__ import annotations

import datetime
import uuid

from core.areas.models import Area
from news.publications.demo_file import document
from news.publications.demo_papers import PAPERS, Paper
from news.publications.models import PublicationFile, PublicationIndexPage, PublicationPage


def load(today: datetime.date) -> None:
    """Write the publications that are missing, and move the dates of those that are there to `today`. Idempotent."""
    index = PublicationIndexPage.objects.first()
    if index is None:
        raise PublicationIndexPage.DoesNotExist
    for paper in PAPERS:
        day = today - datetime.timedelta(days=paper.days_ago)
        page = PublicationPage.objects.child_of(index).filter(slug=paper.slug).first()
        if page is None:
            page = _made(index, paper, day)
        elif page.published_on == day:
            continue
        page.published_on = day
        page.save_revision(clean=False).publish()


def _made(index: PublicationIndexPage, paper: Paper, day: datetime.date) -> PublicationPage:
    index.refresh_from_db()
    page = PublicationPage(
        slug=paper.slug,
        title=paper.title,
        summary=paper.summary,
        kind=paper.kind,
        scheme_class=paper.scheme,
        published_on=day,
        body=[{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in paper.body],
        locale=index.locale,
        live=False,
    )
    index.add_child(instance=page)
    page.areas.set(Area.objects.filter(slug__in=paper.areas))
    page.files = [
        PublicationFile(document=document(title, name, paper.words), form=form, is_earlier=earlier)
        for title, name, form, earlier in paper.files
    ]
    page.save()
    return page
