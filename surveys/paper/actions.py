"""Writing down what one paper, or one caller, said. Like sending: nothing of it is audited or told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from surveys import concerns
from surveys.definition import Document
from surveys.enums import Channel
from surveys.groups.counting import count_sent, count_started
from surveys.models import GroupSession, PendingResponse, SpentKey, SurveyVersion
from surveys.paper.rules import takes_paper
from surveys.paths import answers_on, path_of
from surveys.queries import definition_of
from surveys.steps import lacks_consent


class Entered(Enum):
    """How typing one in ended."""

    YES = "it is stored"
    BEFORE = "this number of this pile was typed in before; nothing is stored"
    CLOSED = "the consultation takes no more paper"
    NO_CONSENT = "the person did not agree to take part; nothing is stored"
    EMPTY = "nothing was answered on it; nothing is stored"


@dataclass(frozen=True)
class Slip:
    """Which paper it is: a number, written on it by hand, within a pile that staff name."""

    pile: str
    number: int
    channel: Channel = Channel.PAPER
    language: str = "en"

    def key(self, survey_id: int) -> str:
        """What is kept so that it is not typed in twice: it leads to no answer."""
        words = f"{survey_id}:{self.channel}:{' '.join(self.pile.split()).casefold()}:{self.number}"
        return salted_hmac("surveys.paper", words, algorithm="sha256").hexdigest()


def enter(*, version: SurveyVersion, document: Document, slip: Slip, session: GroupSession | None = None) -> Entered:
    """Store the answers of one paper as a response of their own, once for each number of a pile.

    One transaction: the key of the slip is spent, the answers on the path of `document` become a PendingResponse. Words
    of a group session's paper that sound like danger become a concern that names the session, as all its answers do.
    """
    if not takes_paper(version.survey, timezone.now()):
        return Entered.CLOSED
    asked = definition_of(version)
    if lacks_consent(path_of(asked, document), document):
        return Entered.NO_CONSENT
    answers = answers_on(asked, document)
    if all(answer is None for answer in answers.values()):
        return Entered.EMPTY
    try:
        with transaction.atomic():
            SpentKey.objects.create(key_hash=slip.key(version.survey_id), survey_id=version.survey_id)
            PendingResponse.objects.create(
                version=version,
                document=answers,
                channel=slip.channel,
                language=slip.language,
                looked_at=session is not None,
            )
            count_sent(session.pk if session else None)
            if session is not None:
                concerns.raise_for_paper(version, answers, session)
    except IntegrityError:
        return Entered.BEFORE
    if session is not None:
        count_started(session.pk)
    return Entered.YES
