"""What the public pages of a consultation show, for the views and for the CMS preview alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from core.people.enums import Role
from surveys import rules
from surveys.enums import Phase
from surveys.models import ConsultationPage
from surveys.queries import definition_of


def consultation_context(page: ConsultationPage, now: datetime | None = None) -> dict[str, Any]:
    """Everything that the consultation page shows. At most one query beyond those that brought `page`.

    `people` is the safe figure of the last release (None while it is hidden), never a count of rows.
    """
    now = now or timezone.now()
    survey = page.survey
    release = getattr(survey, "release", None)
    return {
        "page": page,
        "survey": survey,
        "phase": rules.phase(survey, now).value,
        "definition": definition_of(survey.version) if survey.version else None,
        "people": release.figures["people"] if release else None,
        "has_results": release is not None,
        "readers": [Role(role).label for role in rules.READERS],
        "closes_soon": rules.closes_soon(survey, now),
    }


def results_context(page: ConsultationPage, now: datetime | None = None) -> dict[str, Any]:
    """The last release of a consultation: tables about the subject, and tables about who took part."""
    now = now or timezone.now()
    release = getattr(page.survey, "release", None)
    tables = release.figures["tables"] if release else []
    return {
        "page": page,
        "survey": page.survey,
        "is_open": rules.phase(page.survey, now) == Phase.OPEN,
        "release": release,
        "people": release.figures["people"] if release else None,
        "tables": [table for table in tables if not table["about_you"]],
        "about_tables": [table for table in tables if table["about_you"]],
    }
