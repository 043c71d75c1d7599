"""The level of anonymity of a survey: what each level asks for, when it can still change, and the database's guard.

*Nobody*: nothing joins a response to a person. *A named role*: a ResponseLink does, and only people who hold the role
look somebody up. *Public*: so does one, and answers are shown with the name that the person typed for it, once somebody
has read them (docs/adr/0013).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.enums import LINKERS, AnonymityLevel, OnceOnly

if TYPE_CHECKING:
    from surveys.models.authoring import Survey

HELP = gettext_lazy(
    "People read this before the first question. Leave it at “nobody” unless you must be able to reach a person: more "
    "people answer, and more openly. With “a named role”, people answer with their account, only people in that role "
    "can look one person up, and each time is noted with a reason. With “public”, members who are 18 or over answer "
    "with a name that everybody sees, once you have read each answer and let it be shown. It cannot change once it is "
    "open or people have begun to answer."
)
ROLE_HELP = gettext_lazy("Only where a named role can link answers to a person. They read the answers too.")

_WITH_ACCOUNT = Q(once_only=OnceOnly.ACCOUNT, group_sessions=False)
POSSIBLE = (
    Q(anonymity=AnonymityLevel.NOBODY, link_role="")
    | Q(_WITH_ACCOUNT, anonymity=AnonymityLevel.ROLE, link_role__in=[role.value for role in LINKERS])
    | Q(_WITH_ACCOUNT, anonymity=AnonymityLevel.PUBLIC, link_role="")
)
"""What the database lets a survey be: a level with a link asks for an account, so it is for no shared device."""

_ANSWERED = (
    "EXISTS (SELECT 1 FROM surveys_response r WHERE r.survey_id = OLD.id)"
    " OR EXISTS (SELECT 1 FROM surveys_spentkey k WHERE k.survey_id = OLD.id)"
    " OR EXISTS (SELECT 1 FROM surveys_pendingresponse p JOIN surveys_surveyversion v ON v.id = p.version_id"
    " WHERE v.survey_id = OLD.id)"
    " OR EXISTS (SELECT 1 FROM surveys_draft d JOIN surveys_surveyversion v ON v.id = d.version_id"
    " WHERE v.survey_id = OLD.id AND NOT d.is_test)"
)
_CHANGED = "(NEW.anonymity <> OLD.anonymity OR NEW.link_role <> OLD.link_role)"
_NOT_LINKED = "NOT EXISTS (SELECT 1 FROM surveys_survey s WHERE s.id = NEW.survey_id AND s.anonymity <> 'nobody')"
_NOT_PUBLIC = (
    "NOT EXISTS (SELECT 1 FROM surveys_responselink l JOIN surveys_survey s ON s.id = l.survey_id"
    " WHERE l.id = NEW.link_id AND s.anonymity = 'public')"
)


def guard() -> None:
    """Let the database refuse a link for a survey whose level has none, and another level once people have begun to
    answer. For `apps.ready()`."""
    from core.audit.triggers import refuse_when  # noqa: PLC0415 - these need the models
    from surveys.models import PublicAnswer, ResponseLink, Survey  # noqa: PLC0415

    refuse_when(
        Survey,
        "keeps_its_level",
        events=["update"],
        condition=f"{_CHANGED} AND ({_ANSWERED})",
        refusal="the level of a survey that people have begun to answer never changes",
    )
    refuse_when(
        ResponseLink,
        "fits_its_level",
        events=["insert", "update"],
        condition=_NOT_LINKED,
        refusal="nothing links answers of this survey to a person",
    )
    refuse_when(
        PublicAnswer,
        "fits_its_level",
        events=["insert", "update"],
        condition=_NOT_PUBLIC,
        refusal="answers of this survey are not public",
    )


def settle(survey: Survey) -> None:
    """Set what the level of `survey` leaves no choice about. Writes nothing."""
    if survey.anonymity != AnonymityLevel.ROLE:
        survey.link_role = ""
    if survey.is_linked:
        survey.once_only, survey.group_sessions = OnceOnly.ACCOUNT, False


def problem(survey: Survey) -> str:
    """Why the level of `survey`, as it stands in the object, cannot be; "" where it can. At most five queries."""
    if survey.anonymity == AnonymityLevel.ROLE and not survey.link_role:
        return _("Choose the role that can link answers to a person.")
    if _is_other(survey) and not _may_change(survey):
        return _(
            "It is open, or people have begun to answer, and they were told who can find out who wrote an answer. So "
            "this stays as it is. Copy it as a new consultation to ask in another way."
        )
    return ""


def _is_other(survey: Survey) -> bool:
    from surveys.models.authoring import Survey  # noqa: PLC0415 - it stands on this module

    stored = Survey.objects.filter(pk=survey.pk).values_list("anonymity", "link_role").first() if survey.pk else None
    return stored is not None and stored != (survey.anonymity, survey.link_role)


def _may_change(survey: Survey) -> bool:
    from surveys.authoring.keeping import has_answers  # noqa: PLC0415 - they stand on the models
    from surveys.models import Draft, Survey  # noqa: PLC0415

    opened = Survey.objects.filter(pk=survey.pk, live=True, version__isnull=False, opens_at__lte=timezone.now())
    begun = Draft.objects.filter(version__survey_id=survey.pk, is_test=False)
    return not (opened.exists() or begun.exists() or has_answers(survey.pk))
