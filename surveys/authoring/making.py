"""Beginning a consultation: page and survey together, from a template."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from surveys.models import ConsultationIndexPage, ConsultationPage, Survey

if TYPE_CHECKING:
    from core.people.models import User

_FOLDER = Path(__file__).parent / "templates_data"


@cache
def templates() -> dict[str, dict[str, Any]]:
    """Every template by its key, in the order of their files' names: `{"key", "name", "about", "page", "questions"}`.

    A question is `{"type", "value"}` as an editor's block stores it; lists are plain lists and no part has an id.
    """
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.json"))]
    return {each["key"]: each for each in found}


def questions_of(template: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of `template` as stored stream data, each part with a random id of its own, new at every call."""
    return [
        {"type": one["type"], "id": str(uuid4()), "value": _with_ids(one["value"])} for one in template["questions"]
    ]


def _with_ids(value: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [{"type": "item", "id": str(uuid4()), "value": item} for item in inner]
        if isinstance(inner, list)
        else inner
        for name, inner in value.items()
    }


@transaction.atomic
def make_consultation(
    *,
    by: User,
    title: str,
    template: str,
    opens_at: datetime,
    closes_at: datetime,
    who_decides: str = "",
    reply_by: date | None = None,
) -> ConsultationPage:
    """Make a page and its survey as drafts, both or neither, from `template` (a key of `templates`).

    Raises ValidationError where the site has no place for consultations, or the title makes no address. Writes a
    Survey, a ConsultationPage and a first version of each.
    """
    index = ConsultationIndexPage.objects.first()
    if index is None:
        raise ValidationError(
            _("This site has no page for consultations yet. Ask an administrator to set the site up.")
        )
    plan = templates()[template]
    survey = Survey(title=title, opens_at=opens_at, closes_at=closes_at, live=False)
    survey.questions = questions_of(plan)
    survey.save()
    survey.save_revision(user=by)
    page = ConsultationPage(
        title=title, survey=survey, live=False, owner=by, who_decides=who_decides, reply_by=reply_by, **plan["page"]
    )
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page
