"""Who wrote an answer, where the level of a survey says that a named role can find out.

A response carries no link: the ResponseLink holds two keyed hashes made with SECRET_KEY. From a response its member is
found by the keyed hash of its receipt hash; a member finds their response by unmasking its receipt hash with a mask
that only their account and the secret make. Whoever reads the tables or a backup alone can join neither way.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit.actions import record
from surveys import receipts, rules
from surveys.link_keys import link_key, masked
from surveys.models import LookUp, PendingResponse, PublicAnswer, Response, ResponseLink, Survey
from surveys.queries import definition_of
from surveys.wording import wording_of

if TYPE_CHECKING:
    from core.people.models import User

LOOKED_UP = "survey.person_looked_up"


class MayNot(Exception):
    """Whoever asked does not hold the role that the survey named."""


class Lacks(Enum):
    """What is missing before answers can be sent with a link."""

    KEY = "somebody who is signed in"
    AGE = "an account of somebody who is 18 or over, for answers that are public"
    NAME = "the name to show with them, and saying yes to that"


def lacks(survey: Survey, *, user: User | None, receipt_hash: str | None, name: str) -> Lacks | None:
    """What keeps answers of `user` to `survey`, which links them, from being sent; None where nothing does."""
    if user is None or not receipt_hash:
        return Lacks.KEY
    if survey.is_public and not rules.can_answer_publicly(user):
        return Lacks.AGE
    return Lacks.NAME if survey.is_public and not name else None


def link(*, survey: Survey, user: User, receipt_hash: str, name: str = "") -> ResponseLink:
    """Note that `user` sent the answers with this receipt hash. Call it in the transaction that stores them.

    `name`: what is shown with them, where they are public. Writes a ResponseLink, and a PublicAnswer there.
    Raises IntegrityError where they have answered, or the level of `survey` allows no link.
    """
    made = ResponseLink.objects.create(
        survey=survey,
        user_id=user.pk,
        found_by=link_key(receipt_hash),
        leads_to=masked(receipt_hash, survey.pk, user),
    )
    if survey.is_public:
        PublicAnswer.objects.create(link=made, name=name)
    return made


@transaction.atomic
def look_up(*, response: Response, by: User, why: str) -> User | None:
    """Who wrote `response`; None where they deleted their account. `why`: what `by` typed; the audit does not hold it.

    Raises MayNot unless `by` holds the role that the survey names. Writes a LookUp and an audit entry.
    """
    survey = response.survey
    if not rules.can_link(by, survey):
        raise MayNot
    # Held until the look-up is written, which names the link: taking the answer back waits for the survey's row, and
    # deleting the account for the member's.
    Survey.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=survey.pk)
    links = ResponseLink.objects.select_for_update(of=("self", "user")).select_related("user__profile")
    found = links.filter(found_by=link_key(response.receipt_hash or ""), survey=survey).first()
    LookUp.objects.create(survey=survey, link=found, by=by, why=why)
    record(LOOKED_UP, actor=by.opaque_id, target=f"survey:{survey.pk}", response=str(response.pk))
    return found.user if found else None


def given_by(user: User) -> list[ResponseLink]:
    """What `user` answered with a link to their account, the newest consultation first. One query."""
    found = ResponseLink.objects.filter(user=user).select_related("survey", "public").defer("survey__questions")
    return list(found.order_by("-survey__closes_at", "survey_id"))


def withdraw(*, user: User, survey_id: int) -> Survey | None:
    """Delete what `user` sent to a survey, and its link. Gives the survey; None where there is nothing of theirs."""
    own = ResponseLink.objects.filter(user=user, survey_id=survey_id).first()
    return receipts.withdraw_by(masked(own.leads_to, survey_id, user)) if own else None


def copied(user: User) -> list[dict[str, Any]]:
    """What `user` answered with a link to their account, for *get a copy*. Three queries for each survey at most."""
    return [
        {
            "consultation": one.survey.title,
            "answers": _answers_of(one, user),
            "name shown": one.public.name if hasattr(one, "public") else "",
        }
        for one in given_by(user)
    ]


def _answers_of(own: ResponseLink, user: User) -> dict[str, list[str]]:
    receipt_hash = masked(own.leads_to, own.survey_id, user)
    for model in (PendingResponse, Response):  # in this order, as the fold moves rows from one to the other
        found = model._default_manager.filter(receipt_hash=receipt_hash).select_related("version").first()
        if found is not None:
            asked = definition_of(found.version)
            return {one.label: wording_of(one, found.document.get(one.qid)) for one in asked.questions if one.asks}
    return {}
