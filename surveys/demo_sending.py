"""Sends the demo's answers that are linked to members, and lets public ones be shown, as people would."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core.people.enums import Role
from core.people.models import Profile, User
from core.people.names import fold
from surveys import attempts, linking, onlyonce, receipts, showing
from surveys.definition import Answer, Definition, Question
from surveys.demo_named import MEMBERS
from surveys.enums import CHOOSING
from surveys.folding import fold as count
from surveys.models import PendingResponse, Response, SpentKey, Survey, SurveyVersion
from surveys.paths import answers_on
from surveys.queries import definition_of


@transaction.atomic
def send(survey: Survey, version: SurveyVersion, given: list[tuple[str, Any, tuple[Any, ...]]]) -> None:
    """Send what `given` says (see demo_named), count it, and let the analyst of the demo decide what is shown.

    Who is not there (somebody who signs in, where the demo's people were not loaded) sends nothing and decides nothing.
    """
    asked = definition_of(version)
    sent = []
    for who, public, said in given:
        if (user := _member(who)) is not None:
            sent.append((_send(survey, version, asked, user, public[0] if public else "", said), public))
    count(survey_id=survey.pk)
    analyst = User.objects.filter(is_demo=True, roles__role=Role.ANALYST).first()
    for receipt_hash, public in sent:
        if analyst and public and public[1]:
            response = Response.objects.select_related("survey", "version").get(receipt_hash=receipt_hash)
            showing.decide(response=response, by=analyst, show=True, why=public[1])


def _member(who: str) -> User | None:
    if who not in MEMBERS:
        return User.objects.filter(username=who, is_demo=True).first()
    name, band, shape = MEMBERS[who]
    user, is_new = User.objects.get_or_create(username=fold(name), defaults={"is_demo": True})
    if is_new:
        user.set_unusable_password()
        user.save()
        Profile.objects.create(user=user, display_name=name, folded_name=fold(name), age_band=band, shape=shape)
    return user


def _send(
    survey: Survey, version: SurveyVersion, asked: Definition, user: User, name: str, said: tuple[Any, ...]
) -> str:
    """Gives the hash of the receipt code. Nobody has the code: the browser that sent is not there."""
    receipt_hash = receipts.hash_of(receipts.code_of(survey.pk, attempts.new_key()))
    answers = {one.qid: _answer(one, given) for one, given in zip(asked.questions, said, strict=True)}
    SpentKey.objects.create(key_hash=onlyonce.account_hash(survey.pk, user), survey=survey)
    PendingResponse.objects.create(version=version, document=answers_on(asked, answers), receipt_hash=receipt_hash)
    linking.link(survey=survey, user=user, receipt_hash=receipt_hash, name=name)
    return receipt_hash


def _answer(question: Question, given: Any) -> Answer:
    return question.choices[given].cid if question.kind in CHOOSING and given is not None else given
