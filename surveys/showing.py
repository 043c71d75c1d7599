"""Answers that are shown with a name: staff read each first, let it be shown or not with a reason, and can change that.

What the questions about the person were answered with is never shown, nor what was agreed to. Words that screening
finds are held: those that tell of danger are not shown at all, others only once somebody says that they looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.audit.actions import record
from core.people.enums import ADULTS
from core.people.models import Profile, User
from core.screening.enums import Kind
from core.screening.scan import scan
from surveys import rules
from surveys.definition import Document
from surveys.enums import WRITING, QuestionKind, Showing
from surveys.link_keys import link_key
from surveys.linking import MayNot
from surveys.models import PublicAnswer, Response, Survey, SurveyVersion
from surveys.queries import definition_of
from surveys.wording import wording_of

DECIDED = {True: "survey.answer_shown", False: "survey.answer_refused"}
Said = list[tuple[str, list[str]]]


class Held(Exception):
    """Words in it keep it from being shown, or nobody said that they looked at them."""


def matters(public: PublicAnswer, update_fields: frozenset[str] | None) -> bool:
    """Whether pages may show this row, or did. For core.pages.cache.watch."""
    return public.showing != Showing.WAITING


def person_matters(user: User, update_fields: frozenset[str] | None) -> bool:
    """Whether pages show an answer of `user`, or did, and `user` was just switched off or on. For
    core.pages.cache.watch; no query but then, one where it happened."""
    stood = user.stood()
    if stood is None or stood[User.STANDING.index("is_active")] == user.is_active:
        return False
    return let_be_shown().filter(link__user_id=user.pk).exists()


def profile_matters(profile: Profile, update_fields: frozenset[str] | None) -> bool:
    """Whether pages may show an answer of this member, whose age group decides it too. For core.pages.cache.watch; one
    query."""
    return let_be_shown().filter(link__user_id=profile.user_id).exists()


def let_be_shown() -> QuerySet[PublicAnswer]:
    """What somebody let be shown, whoever its member is by now."""
    return PublicAnswer.objects.filter(showing=Showing.SHOWN)


def on_pages(survey: Survey) -> QuerySet[PublicAnswer]:
    """What pages show of `survey`: what was let be shown, of members whose account is on and of an adult
    (`PublicAnswer.is_held_back`)."""
    return let_be_shown().filter(
        link__survey=survey, link__user__is_active=True, link__user__profile__age_band__in=ADULTS
    )


def public_words(version: SurveyVersion, document: Document) -> Said:
    """Each question whose answer may be shown, and the answer, in words."""
    asked = definition_of(version)
    shown = (one for one in asked.questions if one.asks and not one.about_you and one.kind != QuestionKind.CONSENT)
    return [(one.label, words) for one in shown if (words := wording_of(one, document.get(one.qid)))]


def marks_of(public: PublicAnswer, response: Response) -> frozenset[Kind]:
    """What screening finds in the name and in the words that would be shown."""
    asked = definition_of(response.version)
    words = [str(response.document.get(one.qid) or "") for one in asked.questions if one.kind in WRITING]
    return frozenset(Kind(hit.kind) for hit in scan("\n".join([public.name, *words])))


def public_of(responses: Iterable[Response]) -> dict[UUID, PublicAnswer]:
    """What was sent to be shown, by the id of its response. One query."""
    keys = {link_key(one.receipt_hash): one.pk for one in responses if one.receipt_hash}
    found = PublicAnswer.objects.filter(link__found_by__in=keys).select_related("link__user__profile")
    return {keys[one.link.found_by]: one for one in found}


@transaction.atomic
def decide(*, response: Response, by: User, show: bool, why: str, looked: bool = False) -> PublicAnswer | None:
    """Let `response` be shown with its name, or not. `why`: for staff and its member. `looked`: `by` read what is
    marked.

    None, writing nothing, where it was taken back meanwhile. Raises MayNot, and Held where it cannot be shown. Writes
    the PublicAnswer and an audit entry.
    """
    if not rules.can_read_answers(by):
        raise MayNot
    found = PublicAnswer.objects.select_for_update(of=("self",)).select_related("link__user__profile")
    public = found.filter(link__found_by=link_key(response.receipt_hash or "")).first()
    if public is None:
        return None
    if show:
        marks = marks_of(public, response)
        if Kind.RISK in marks or (marks and not looked) or not rules.can_answer_publicly(public.link.user):
            raise Held
    public.showing, public.why = (Showing.SHOWN if show else Showing.REFUSED), why
    public.decided_by, public.decided_on = by, timezone.localdate()
    public.save()
    record(DECIDED[show], actor=by.opaque_id, target=f"survey:{response.survey_id}", response=str(response.pk))
    return public
