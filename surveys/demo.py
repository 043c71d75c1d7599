"""The demo's consultations: one that is open and one that closed, with 240 people's answers each, and one at each level
of anonymity at which people answer with their account."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from surveys import demo_content as content
from surveys import demo_sending, rights
from surveys.actions import publish_survey
from surveys.compiling import SECTION
from surveys.definition import Answer, Definition, Document, Question
from surveys.demo_named import NAMED_PLANS
from surveys.enums import BY_ROW, CHOOSING, QuestionKind
from surveys.folding import fold
from surveys.models import ConsultationIndexPage, ConsultationPage, PendingResponse, Survey, Tally
from surveys.paths import answers_on
from surveys.queries import definition_of

PEOPLE = 240


def load(today: date) -> None:
    """Make the consultations, or move their dates to `today`. Twice on one day changes nothing.

    The answers are drawn by a fixed seed, or written out where people gave them with their account, and go through the
    same fold as anybody's.
    """
    rights.grant()
    index = _index()
    for plan in [*content.PLANS, *NAMED_PLANS]:
        with transaction.atomic():
            survey = _survey(plan, today)
            _page(index, plan, survey, today)
        _answers(survey, plan)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _index() -> ConsultationIndexPage:
    found = ConsultationIndexPage.objects.first()
    if found is None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = site.root_page if site else Page.get_first_root_node()
        found = home.add_child(instance=ConsultationIndexPage(title="Have your say", slug="consultations"))
    return found


def _survey(plan: dict[str, Any], today: date) -> Survey:
    """The survey of `plan`, published, with dates around `today`."""
    opens, closes = _at(today + timedelta(days=plan["opens"]), 9), _at(today + timedelta(days=plan["closes"]), 17)
    survey = Survey.objects.filter(title=plan["title"]).first()
    if survey is not None and (survey.opens_at, survey.closes_at) == (opens, closes):
        return survey
    if survey is None:
        survey = Survey(title=plan["title"], live=False, opens_at=opens, closes_at=closes, **plan.get("level", {}))
        survey.questions, survey.codes = _blocks(plan)
        survey.save()
    survey.opens_at, survey.closes_at = opens, closes
    return publish_survey(survey=survey)


def _blocks(plan: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The questions as stored stream data, and the names that rules give choices, by block id. Ids come from a seeded
    generator: random, and from no word of a label."""
    chance = random.Random(plan["slug"])  # noqa: S311 - not a secret
    codes: dict[str, str] = {}

    def new_id() -> str:
        return str(UUID(int=chance.getrandbits(128), version=4))

    def item(words: str | tuple[str, str]) -> dict[str, Any]:
        label, code = (words, "") if isinstance(words, str) else words
        made = {"type": "item", "id": new_id(), "value": label}
        if code:
            codes[made["id"]] = code
        return made

    blocks = []
    for kind, value, _weights in plan["questions"]:
        parts = {name: [item(words) for words in value[name]] for name in ("choices", "rows") if name in value}
        blocks.append({"type": kind, "id": new_id(), "value": value | parts})
    return blocks, codes


def _page(index: ConsultationIndexPage, plan: dict[str, Any], survey: Survey, today: date) -> None:
    """The public page of `plan`, with every date counted from `today`."""
    fields = {name: plan[name] for name in ("summary", "why", "can_change", "cannot_change", "who_decides", "artwork")}
    fields |= {"heard_title": plan.get("heard_title", ""), "heard": plan.get("heard", ""), "survey": survey}
    fields["reply_by"] = today + timedelta(days=plan["reply"])
    steps = [
        ("step", {"title": title, "by": today + timedelta(days=days), "text": text})
        for title, days, text in plan["steps"]
    ]
    page = ConsultationPage.objects.filter(slug=plan["slug"]).first()
    if page is None:
        index.add_child(instance=ConsultationPage(title=plan["title"], slug=plan["slug"], steps=steps, **fields))
    elif page.reply_by != fields["reply_by"]:
        for name, value in fields.items():
            setattr(page, name, value)
        page.steps = steps
        page.save()


def _answers(survey: Survey, plan: dict[str, Any]) -> None:
    """240 people's answers, or those in the plan, once: waiting rows first and then the fold, as the worker does it."""
    if Tally.objects.filter(survey=survey).exists():
        return
    version = survey.version
    if version is None:
        return
    if "given" in plan:
        demo_sending.send(survey, version, plan["given"])
        return
    asked = definition_of(version)
    chance = random.Random(plan["title"])  # noqa: S311 - not a secret
    weights = [weights for kind, _value, weights in plan["questions"] if kind != SECTION]
    rows = [PendingResponse(version=version, document=_document(asked, weights, chance)) for _one in range(PEOPLE)]
    PendingResponse.objects.bulk_create(rows)
    fold(survey_id=survey.pk)


def _document(asked: Definition, weights: list[Any], chance: random.Random) -> Document:
    """What one made-up person says to the questions that they come to."""
    said = {
        question.qid: _answer(question, weight, chance) if weight and chance.random() < 0.94 else None
        for question, weight in zip(asked.questions, weights, strict=True)
    }
    return answers_on(asked, said)


def _answer(question: Question, weight: Any, chance: random.Random) -> Answer:
    """What one made-up person says. `weight`: how likely each choice is, in per cent, or sentences to draw from."""
    if question.kind == QuestionKind.TEXT:
        return chance.choice(weight) if chance.random() < 0.4 else None
    if question.kind == QuestionKind.NUMBER:
        return chance.choice(weight)
    if question.kind in BY_ROW:
        return {row.rid: _pick(question, one, chance) for row, one in zip(question.rows, weight, strict=True)}
    if question.kind in CHOOSING:
        return _pick(question, weight, chance)
    if question.kind == QuestionKind.RANKING:
        first = _pick(question, weight, chance)
        return [first, *chance.sample([cid for cid in question.choice if cid != first], 2)]
    picked = [
        choice.cid
        for choice, likely in zip(question.choices, weight, strict=False)
        if chance.random() * 100 < likely and not choice.alone
    ]
    chance.shuffle(picked)
    picked = picked[: question.limit or len(picked)]
    alone = [choice.cid for choice in question.choices if choice.alone]
    return picked or alone or None


def _pick(question: Question, weight: list[int], chance: random.Random) -> str:
    """One choice; those without a weight are picked by nobody."""
    cids = [choice.cid for choice in question.choices][: len(weight)]
    return chance.choices(cids, weight)[0]
