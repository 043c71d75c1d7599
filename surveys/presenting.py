"""What the public pages of a consultation show, for the views and for the CMS preview alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from core.pages.body import read_body
from surveys import onlyonce, quality, rules
from surveys.enums import Phase
from surveys.groups.results import beside
from surveys.models import ConsultationPage, Survey
from surveys.queries import definition_of, is_full, reasons_of
from surveys.seeing import who_sees_of


def consultation_context(page: ConsultationPage, now: datetime | None = None) -> dict[str, Any]:
    """Everything that the consultation page shows. At most four queries beyond those that brought `page`:
    areas, the questions, and with files their references; two more where there is a quota. Who sees the answers comes
    once for each version of public content.

    `people` is the safe figure of the last release (None while it is hidden), never a count of rows.
    """
    now = now or timezone.now()
    survey = page.survey
    release = getattr(survey, "release", None)
    return {
        "page": page,
        "survey": survey,
        "phase": rules.phase(survey, now).value,
        "stage": rules.stage(page, now),
        "definition": definition_of(survey.version) if survey.version else None,
        "people": release.figures["people"] if release else None,
        "has_results": release is not None,
        "seers": who_sees_of(survey),
        "areas": list(page.areas.all()) if page.pk else [],
        "documents": read_body(page.documents.get_prep_value()) if page.documents else None,
        "closes_soon": rules.closes_soon(survey, now),
        "stopped": stopped(survey),
        "guarantee": onlyonce.guarantee(survey.once_only, survey.anonymity),
    }


def stopped(survey: Survey) -> str:
    """Why nobody new can start now: "paused", "full" or "". At most two queries, none without a quota."""
    if rules.is_paused(survey):
        return "paused"
    return "full" if is_full(survey) else ""


def results_context(page: ConsultationPage, now: datetime | None = None) -> dict[str, Any]:
    """The last release of a consultation: tables about the subject, and tables about who took part."""
    now = now or timezone.now()
    release = getattr(page.survey, "release", None)
    tables = beside(release.figures["tables"], release) if release else []
    return {
        "page": page,
        "survey": page.survey,
        "is_open": rules.phase(page.survey, now) == Phase.OPEN,
        "release": release,
        "reasons": reasons_of(page.survey_id) if release else [],
        "people": release.figures["people"] if release else None,
        "quality": quality.statement(page.survey),
        "tables": [table for table in tables if not table["about_you"]],
        "about_tables": [table for table in tables if table["about_you"]],
    }
