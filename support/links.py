"""Which links to other sites no longer lead anywhere: asked once a day, a few at a time, where staff switched it on.

The worker asks; no page that is served ever does. One host gets one question in a batch, and batches are minutes apart.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_tasks import task

from core.pages.reviews import uk_today
from support import fetching
from support.models import ContactPoint, HelpSettings, LinkCheck, Organisation, Service
from support.models.link import FAILED_DAYS
from support.models.parts import LINKED

BATCH = 10
MOST_LINKS = 20_000


def enqueue_check() -> None:
    """Let the worker ask the next few links, where the settings say so and some are left for today."""
    if not HelpSettings.objects.filter(checks_links=True).exists():
        return
    today = uk_today()
    note_links(today)
    if _left(today).exists():
        check_some.enqueue()


@task()
def check_some() -> int:
    """Ask the next few links, one a host, and note what they answer; how many were asked. Takes two minutes at most."""
    if not HelpSettings.objects.filter(checks_links=True).exists():
        return 0
    today = uk_today()
    chosen: dict[str, LinkCheck] = {}
    for link in _left(today).order_by(F("checked_on").asc(nulls_first=True), "pk")[: BATCH * 20]:
        chosen.setdefault(link.host, link)
    for link in itertools.islice(chosen.values(), BATCH):
        note_answer(link, fetching.ask(link.url), today)
    return min(len(chosen), BATCH)


def _left(today: datetime.date) -> QuerySet[LinkCheck]:
    return LinkCheck.objects.filter(Q(checked_on=None) | Q(checked_on__lt=today))


def note_answer(link: LinkCheck, answer: fetching.Answer, today: datetime.date) -> None:
    """Write down how `link` answered on `today`. A day counts once."""
    link.status, link.problem = answer.status, answer.problem
    if not answer.problem:
        link.first_failed_on, link.failed_days = None, 0
    elif link.checked_on != today:
        link.first_failed_on = link.first_failed_on or today
        link.failed_days += 1
    link.checked_on = today
    link.save()


def note_links(today: datetime.date) -> None:
    """Once a day: a row for every link that published help has, at most 20,000, and none for those that are gone."""
    if LinkCheck.objects.filter(checked_on=today).exists():
        return
    wanted = {_hash(url): url for url in itertools.islice(_published(), MOST_LINKS)}
    known = set(LinkCheck.objects.values_list("url_hash", flat=True))
    with transaction.atomic():
        gone = sorted(known - wanted.keys())
        for start in range(0, len(gone), 500):
            LinkCheck.objects.filter(url_hash__in=gone[start : start + 500]).delete()
        made = [_row(key, url) for key, url in wanted.items() if key not in known]
        LinkCheck.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


def _published() -> Iterable[str]:
    points = ContactPoint.objects.filter(channel__in=LINKED, service__live=True).order_by()
    sites = Organisation.objects.filter(services__in=Service.objects.filter(live=True)).exclude(website="").order_by()
    found = itertools.chain(
        points.values_list("value", flat=True).distinct().iterator(),
        sites.values_list("website", flat=True).distinct().iterator(),
    )
    return (url for url in found if url.startswith(("http://", "https://")) and len(url) <= 500)


def _row(key: str, url: str) -> LinkCheck:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return LinkCheck(url_hash=key, url=url, host=host[:255])


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def dead_links() -> QuerySet[LinkCheck]:
    """Links that failed on at least three days in a row of questions, the longest dead first."""
    return LinkCheck.objects.filter(failed_days__gte=FAILED_DAYS).order_by("first_failed_on", "pk")
