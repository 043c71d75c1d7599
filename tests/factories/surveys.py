"""Consultations for tests: a published, open survey of three questions with its page, and answers to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from surveys import attempts
from surveys.actions import publish_survey
from surveys.definition import Answer, Question
from surveys.models import ConsultationIndexPage, ConsultationPage, Draft, PendingResponse, Survey
from surveys.queries import definition_of


def single(label: str = "Pick one", choices: tuple[str, ...] = ("Yes", "No", "Maybe"), **value: Any) -> dict[str, Any]:
    """A stored single question with fresh ids."""
    return _block("single", label, choices, value)


def multiple(
    label: str = "Pick some", choices: tuple[str, ...] = ("A", "B", "C", "D"), limit: int = 3, **value: Any
) -> dict[str, Any]:
    """A stored multiple question with fresh ids and a choice that stands alone."""
    return _block("multiple", label, choices, {"limit": limit, "none_of_these": "None of these", **value})


def text(label: str = "Your words", max_length: int = 200, **value: Any) -> dict[str, Any]:
    """A stored text question."""
    return {"type": "text", "id": str(uuid4()), "value": {"label": label, "max_length": max_length, **value}}


def _block(kind: str, label: str, choices: tuple[str, ...], value: dict[str, Any]) -> dict[str, Any]:
    items = [{"type": "item", "id": str(uuid4()), "value": choice} for choice in choices]
    return {"type": kind, "id": str(uuid4()), "value": {"label": label, "choices": items, **value}}


def make_survey(*, questions: list[dict[str, Any]] | None = None, opens: int = -1, closes: int = 30, **fields: Any):
    """A published survey; `opens` and `closes` in days from now."""
    now = timezone.now()
    survey = Survey(
        title=fields.pop("title", f"Survey {uuid4().hex[:6]}"),
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
        live=False,
        **fields,
    )
    survey.questions = questions if questions is not None else [single(), multiple(), text()]
    survey.save()
    return publish_survey(survey=survey)


def make_page(*, survey: Survey | None = None, slug: str = "after-dark", **fields: Any) -> ConsultationPage:
    """The public page of a survey (an open one is made where none is given)."""
    index = ConsultationIndexPage.objects.first()
    if index is None:
        home = Page.objects.filter(depth=2).first()
        index = home.add_child(instance=ConsultationIndexPage(title="Have your say", slug="consultations"))
    survey = survey or make_survey()
    words = {
        "title": survey.title,
        "summary": "What we ask about.",
        "why": "Because it matters.",
        "who_decides": "The board",
        "reply_by": timezone.localdate() + timedelta(days=60),
        **fields,
    }
    return index.add_child(instance=ConsultationPage(slug=slug, survey=survey, **words))


def make_draft(survey: Survey, *, document: dict[str, Any] | None = None, seconds_ago: int = 60) -> tuple[Draft, str]:
    """A draft begun `seconds_ago`, and the cookie value that opens it."""
    key = attempts.new_key()
    now = timezone.now()
    draft = Draft.objects.create(
        key_hash=attempts.hash_of(survey.pk, key),
        version=survey.version,
        document=document if document is not None else full_document(survey),
        started_at=now - timedelta(seconds=seconds_ago),
        expires_at=now + attempts.KEPT_FOR,
    )
    return draft, f"{survey.pk}-{key}"


def full_document(survey: Survey, words: str = "some words", pick: int = 0) -> dict[str, Any]:
    """An answer to every question: choice number `pick`, or `words`."""
    document: dict[str, Any] = {}
    for question in definition_of(survey.version).questions:
        document[question.qid] = _answer_to(question, words, pick)
    return document


def _answer_to(question: Question, words: str, pick: int) -> Answer:
    """An answer of the shape that `question` has."""
    plain = {"text": words, "short": words, "number": pick + 3, "month": "2026-03", "date": "2026-03-09"}
    if question.kind in plain or not question.asks:
        return plain.get(question.kind)
    cid = question.choices[pick].cid
    if question.rows:
        return {row.rid: cid for row in question.rows}
    if question.kind == "points":
        return {cid: question.total}
    return [cid] if question.kind in ("multiple", "ranking") else cid


def make_pending(survey: Survey, number: int, **answers: Any) -> None:
    """`number` people's answers, waiting for the fold."""
    rows = [
        PendingResponse(version=survey.version, document=full_document(survey, **answers)) for _one in range(number)
    ]
    PendingResponse.objects.bulk_create(rows)


def make_session(survey: Survey, *, worker: Any = None, mode: str = "tablet", minutes: int = 60, **fields: Any):
    """A group session that is running, and was opened by a youth worker (a new one where none is given)."""
    from core.people.enums import Role
    from surveys.groups import codes
    from surveys.models import GroupSession
    from tests.factories.people import StaffFactory

    now = timezone.now()
    uuid = uuid4()
    return GroupSession.objects.create(
        uuid=uuid,
        survey=survey,
        worker=worker or StaffFactory(role=Role.YOUTH_WORKER),
        mode=mode,
        code_hash=codes.hash_of(codes.code_of(uuid)),
        closes_at=now + timedelta(minutes=minutes),
        **{"place": "Kestrel club", "phone": "07700 900123", "opened_at": now - timedelta(minutes=1), **fields},
    )
