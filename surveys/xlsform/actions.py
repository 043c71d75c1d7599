"""Writes of XLSForm: holding what a form would become, and making the drafts of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from surveys.authoring.making import make_consultation
from surveys.models import ConsultationPage, SurveyImport
from surveys.xlsform.importing import Imported

if TYPE_CHECKING:
    from core.people.models import User

KEPT_FOR = timedelta(days=1)


class Gone(Exception):
    """The form was taken in already, or waited for longer than a day."""


def hold(*, user: User, made: Imported) -> SurveyImport:
    """Keep what a form would become until `user` confirms it. Earlier ones of the same person go."""
    with transaction.atomic():
        SurveyImport.objects.filter(made_by=user).delete()
        return SurveyImport.objects.create(
            made_by=user,
            content={
                "title": made.title,
                "blocks": made.blocks,
                "codes": made.codes,
                "translations": made.translations,
                "paging": made.paging,
                "report": made.report.to_json(),
            },
        )


@transaction.atomic
def take_in(*, held: SurveyImport, user: User, title: str, opens_at: datetime, closes_at: datetime) -> ConsultationPage:
    """Make page and survey of what is held, as drafts, once: the second press finds nothing.

    Raises Gone, and ValidationError where the site has no place for consultations. Nothing is published.
    """
    if not SurveyImport.objects.filter(pk=held.pk).delete()[0]:
        raise Gone
    page = make_consultation(by=user, title=title, template="blank", opens_at=opens_at, closes_at=closes_at)
    survey, content = page.survey, held.content
    survey.questions = content["blocks"]
    for name in ("codes", "translations", "paging"):
        setattr(survey, name, content[name])
    survey.save()
    survey.save_revision(user=user)
    return page


def forget_old_imports() -> int:
    """Delete forms that nobody confirmed within a day. Returns how many went."""
    return SurveyImport.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]
