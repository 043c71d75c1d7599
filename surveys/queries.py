"""Reads of consultations. Pages come through `visible_to`, figures only from a Release."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Min, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from wagtail.models import DraftStateMixin, LockableMixin

from core.pages.queries import EVERY_LANGUAGE, shown
from core.statements import Reading, slot
from surveys import attempts, rules
from surveys.definition import Definition, parse
from surveys.differing import fingerprint
from surveys.models import ConsultationPage, Draft, PendingResponse, SameMeaning, SpentKey, Survey, SurveyVersion, Tally
from surveys.rules import CLOSING_SOON

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


NOT_SHOWN = ("questions", "codes", "translations", "version__definition", "version__changes")
"""What is large about a survey and no list or page shows."""


def visible_to(user: User | AnonymousUser | None) -> QuerySet[ConsultationPage]:
    """The consultations that `user` (None for nobody in particular) may read: published page, published survey.

    In the language of the request; the same for everybody today. The survey and its release come in the same query,
    without the questions.
    """
    return _visible()


def _visible(language: str | None = None) -> QuerySet[ConsultationPage]:
    return (
        shown(ConsultationPage, language=language)
        .filter(survey__live=True, survey__version__isnull=False)
        .select_related("survey__release", "survey__version")
        .defer("words", *(f"survey__{name}" for name in NOT_SHOWN))
    )


def page_at(slug: str) -> ConsultationPage:
    """The consultation `slug` in the language of the request; where it has no page there, in any that it has.

    Questions can be translated where the page about them is not yet: whoever answers must not meet a 404 then. Raises
    Http404. One query, two for a page that is not in this language.
    """
    found = visible_to(None).filter(slug=slug).first()
    return found or get_object_or_404(_visible(language=EVERY_LANGUAGE), slug=slug)


def page_of_own(slug: str) -> ConsultationPage:
    """As `page_at`, and also where the page was taken down: for somebody who has answered it. Raises Http404."""
    try:
        return page_at(slug)
    except Http404:
        pages = ConsultationPage.objects.select_related("survey__release", "survey__version").filter(slug=slug)
        return get_object_or_404(pages.defer("words", *(f"survey__{name}" for name in NOT_SHOWN)))


def open_consultations(limit: int | None = None, now: datetime | None = None) -> list[ConsultationPage]:
    """Open consultations, the one that closes first at the front. `limit`: the most to return. One query."""
    now = now or timezone.now()
    found = visible_to(None).filter(survey__opens_at__lte=now, survey__closes_at__gt=now).order_by("survey__closes_at")
    return list(found[:limit])


def current_consultations(now: datetime) -> tuple[list[ConsultationPage], list[ConsultationPage]]:
    """Open consultations (the first to close at the front) and those that open later (the next at the front)."""
    found = list(visible_to(None).filter(survey__closes_at__gt=now).order_by("survey__closes_at"))
    coming = [page for page in found if page.survey.opens_at > now]
    coming.sort(key=lambda page: page.survey.opens_at)
    return [page for page in found if page.survey.opens_at <= now], coming


def closed_consultations(limit: int | None = None, now: datetime | None = None) -> list[ConsultationPage]:
    """Closed consultations, the last closed first. `limit`: the most to return. One query."""
    now = now or timezone.now()
    return list(visible_to(None).filter(survey__closes_at__lte=now).order_by("-survey__closes_at")[:limit])


def next_change(now: datetime) -> datetime | None:
    """The next instant at which any consultation opens or closes; None when none will. One query."""
    found = visible_to(None).aggregate(
        opens=Min("survey__opens_at", filter=Q(survey__opens_at__gt=now)),
        closes=Min("survey__closes_at", filter=Q(survey__closes_at__gt=now)),
    )
    return min((instant for instant in found.values() if instant is not None), default=None)


def next_change_of(pages: Iterable[ConsultationPage], now: datetime) -> datetime | None:
    """The next instant at which one of `pages` opens, soon closes, or closes; None when none will. No query."""
    instants = (
        instant
        for page in pages
        for instant in (page.survey.opens_at, page.survey.closes_at - CLOSING_SOON, page.survey.closes_at)
    )
    return min((instant for instant in instants if instant > now), default=None)


def definition_of(version: SurveyVersion) -> Definition:
    """What `version` asks. Kept in memory by digest: a version never changes. One query the first time."""
    return _definition(version.sha256, version.pk)


@lru_cache(maxsize=64)
def _definition(sha256: str, version_id: int) -> Definition:
    return parse(SurveyVersion.objects.values_list("definition", flat=True).get(pk=version_id, sha256=sha256))


def definition_in(version: SurveyVersion, language: str) -> Definition:
    """What `version` asks, in `language` ("cy") as far as it was translated. Kept in memory like `definition_of`."""
    return _in_language(version.sha256, version.pk, language)


@lru_cache(maxsize=64)
def _in_language(sha256: str, version_id: int, language: str) -> Definition:
    return _definition(sha256, version_id).in_language(language)


def definitions_of(survey_id: int) -> dict[int, Definition]:
    """What each version of a survey asks, by the version's id. One query, and one for each not in memory."""
    versions = SurveyVersion.objects.filter(survey_id=survey_id).defer("definition")
    return {version.pk: definition_of(version) for version in versions}


def held_draft(hashes: Collection[str], slug: str, *, lock: bool = False) -> Draft | None:
    """The draft of the consultation `slug` under one of the keys that a browser holds, with version and survey, and
    whether the version was withdrawn: before showing anything of it, ask `withdrawing.told`. None where there is none.

    Drafts that ran out are not found. `hashes`: the last `attempts.MOST` count. `lock`: for this transaction. One
    query, which every step of answering asks.
    """
    keys = dict(zip(_KEYS, [*list(hashes)[-attempts.MOST :], *_KEYS], strict=False))
    return (_HELD_ALONE if lock else _HELD).first(**keys, slug=slug, now=timezone.now())


_KEYS = tuple(f"key_{place}" for place in range(attempts.MOST))
"""Names of the slots; a browser that holds fewer keys leaves a name in their place, which is no hash."""


_NOT_ANSWERED = (
    *NOT_SHOWN[:3],
    *(field.name for mixin in (DraftStateMixin, LockableMixin) for field in mixin._meta.fields if field.name != "live"),
)
"""What of a survey no step of answering reads: what is large, and how far its writing has come."""


def _held() -> QuerySet[Draft]:
    return (
        Draft.objects.select_related("version__survey", "version__withdrawn")
        .defer("version__definition", "version__changes", *(f"version__survey__{name}" for name in _NOT_ANSWERED))
        .filter(
            pk__in=[slot(Draft, "key_hash", name) for name in _KEYS],
            version__survey__pages__slug=slot(ConsultationPage, "slug"),
            expires_at__gt=slot(Draft, "expires_at", "now"),
        )
    )


_HELD = Reading(lambda: _held()[:1])
_HELD_ALONE = Reading(lambda: _held().select_for_update(of=("self",))[:1])


def reasons_of(survey_id: int) -> list[tuple[int, date, str]]:
    """Why answers to several versions of a survey can be counted together: number, day (UK) and reason, each reason
    once. One query, two where a version was tried before its reason was signed."""
    rows = list(SurveyVersion.objects.filter(survey_id=survey_id).exclude(changes=[]).defer("definition"))
    signed: dict[str, str] = {}
    if any(not version.reason and fingerprint(version.changes) for version in rows):
        signed = dict(SameMeaning.objects.filter(survey_id=survey_id).values_list("fingerprint", "reason"))
    found: dict[str, tuple[int, date, str]] = {}
    for version in sorted(rows, key=lambda one: one.number):
        if reason := version.reason or signed.get(fingerprint(version.changes), ""):
            found.setdefault(reason, (version.number, timezone.localdate(version.made_on), reason))
    return list(found.values())


def has_sent(hashes: Collection[str], slug: str) -> bool:
    """Whether answers to the consultation `slug` were sent under one of these keys. One query, none without keys."""
    return bool(hashes) and SpentKey.objects.filter(pk__in=hashes, survey__pages__slug=slug).exists()


def sent_so_far(survey: Survey) -> int:
    """The true number of responses, counted or waiting. For the server only: never shown. Two queries."""
    counted = Tally.objects.filter(survey=survey).values_list("responses", flat=True).first() or 0
    return counted + PendingResponse.objects.filter(version__survey=survey).count()


def is_full(survey: Survey) -> bool:
    """Whether a survey with a quota has as many responses as it wants. Two queries, none without a quota."""
    return survey.quota is not None and rules.is_full(survey, sent_so_far(survey))
