"""What people write that sounds like danger, handed to the safeguarding leads: words, and nothing that finds a person.

Every answer in words is looked at by `core.screening`, which knows English only and is wrong sometimes, both ways. A
risk phrase raises a concern that holds the sentences around it, the kind of risk, and the area where the survey asks
for one. It holds no id of the response and no time of sending: the worker raises it when the response is counted,
mixed among the others of that batch. Nothing else follows by itself, and sending is never stopped or slowed.

Where the survey's level links answers to a person, and said so before the first question, the concern names that link,
so that a lead can reach them. In a group session it is raised at once and carries the session, as the first screen of
the session says.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.areas.models import Area
from core.safeguarding.actions import raise_concern
from core.safeguarding.registry import Author
from core.screening.scan import Hit, scan_all
from surveys.definition import Definition, Document, Question
from surveys.enums import WRITING, Channel, QuestionKind
from surveys.groups.concerns import concern_for
from surveys.link_keys import links_of
from surveys.models import Draft, GroupSession, PendingResponse, ResponseLink, SurveyVersion
from surveys.queries import definition_of

ANSWER = "survey_answer"
"""The target of a concern that leads to nobody. It has no number: there is nothing to open."""
PERSON = "survey_person"
"""The target of a concern whose author a lead can reach: the id of a ResponseLink follows."""
RISK = "risk"
BESIDE = 1
"""Sentences before and after a risk phrase that go with it: enough to judge, and no more."""
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+|\n|$)\s*")
_shuffler = secrets.SystemRandom()


@dataclass(frozen=True)
class Risk:
    """One answer with a risk phrase: the code of the most urgent rule, the sentences, the slug of the area or "", and
    what the concern is about."""

    reason: str
    words: str
    area: str
    target: str = ANSWER


def raise_for(waiting: Iterable[PendingResponse], *, linked: bool = False) -> None:
    """Raise a concern for each risky answer of a batch that is being counted, in random order. For the worker.

    Responses of group sessions were looked at when they were sent, or typed in. `linked`: their survey links answers to
    members; one more query then.
    """
    rows = [row for row in waiting if row.channel != Channel.GROUP and not row.looked_at]
    links = links_of(row.receipt_hash for row in rows) if linked else {}
    texts: list[tuple[str, str, str]] = []
    for row in rows:
        link = links.get(row.receipt_hash or "")
        target = f"{PERSON}:{link.pk}" if link else ANSWER
        texts += _texts(definition_of(row.version), row.document, target)
    found = _risks(texts)
    _shuffler.shuffle(found)
    for risk in found:
        _raise(risk)


def author_of(target: str) -> Author | None:
    """Who wrote what a concern is about (`survey_person:<id of a link>`); None where the link is gone."""
    try:
        pk = UUID(target.partition(":")[2])
    except ValueError:
        return None
    link = ResponseLink.objects.filter(pk=pk).select_related("user__profile", "survey").first()
    if link is None:
        return None
    return Author(who=link.user.name_shown, email=link.user.email, what=link.survey.title)


def raise_at_once(draft: Draft, document: Document) -> None:
    """Raise concerns for the risky answers of a group session that is being sent; they carry the session's uuid.

    One query when there is nothing to raise.
    """
    for risk in _risks(_texts(definition_of(draft.version), document)):
        if draft.session:
            concern_for(draft.session, [risk.reason], words=risk.words)
        else:
            _raise(risk)


def raise_for_paper(version: SurveyVersion, document: Document, session: GroupSession) -> None:
    """The same for one paper of `session`, when it is typed in."""
    for risk in _risks(_texts(definition_of(version), document)):
        concern_for(session, [risk.reason], words=risk.words)


def _raise(risk: Risk) -> None:
    area = Area.objects.filter(slug=risk.area).first() if risk.area else None
    raise_concern(target=risk.target, reason=risk.reason, words=risk.words, area=area)


def _texts(definition: Definition, document: Document, target: str = ANSWER) -> list[tuple[str, str, str]]:
    """Each answer in words, with the slug of the area that the same person picked, if they were asked, and `target`."""
    area = next((_area(one, document) for one in definition.questions if one.kind == QuestionKind.PLACE), "")
    answers = (document.get(one.qid) for one in definition.questions if one.kind in WRITING)
    return [(answer, area, target) for answer in answers if isinstance(answer, str) and answer]


def _area(question: Question, document: Document) -> str:
    picked = question.choice.get(str(document.get(question.qid)))
    return picked.code if picked else ""


def _risks(texts: list[tuple[str, str, str]]) -> list[Risk]:
    found = []
    for (text, area, target), hits in zip(texts, scan_all([one[0] for one in texts]), strict=True):
        risky = [hit for hit in hits if hit.kind == RISK]
        if risky:
            worst = min(risky, key=lambda hit: hit.tier)
            found.append(Risk(worst.rule, around(text, risky), area, target))
    return found


def around(text: str, hits: Iterable[Hit]) -> str:
    """The sentences of `text` that hold `hits`, with one before and one after; "…" where something was left out."""
    spans = [(match.start(), match.end()) for match in _SENTENCE.finditer(text) if match.group().strip()]
    holding = {place for place, span in enumerate(spans) for hit in hits if hit.start < span[1] and span[0] < hit.end}
    wanted = sorted({near for place in holding for near in range(place - BESIDE, place + BESIDE + 1)})
    pieces: list[str] = []
    last = -1
    for place in wanted:
        if 0 <= place < len(spans):
            pieces += ["…"] if place > last + 1 else []
            pieces.append(text[slice(*spans[place])].strip())
            last = place
    return " ".join([*pieces, *(["…"] if last < len(spans) - 1 else [])])
