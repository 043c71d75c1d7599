"""The receipt code: the one way to find a response again. Only the person has it.

It is worked out from the key in the person's own browser, so every retry of one sending gives the same code and
nothing is stored but a hash. 80 bits: guessing is hopeless, also for whoever has the hashes. The hash of the code and
the hash of the spent key cannot be joined without the key, which the server never stores.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from core.pages.version import raise_version
from surveys import attempts, codes
from surveys.folding import recount_flagged, take_out
from surveys.link_keys import link_key
from surveys.models import PendingResponse, Response, ResponseLink, Survey, SurveyVersion, Tally
from surveys.queries import definition_of

LENGTH = 16
BITS = 80


def code_of(survey_id: int, key: str) -> str:
    """The code, 16 letters, of whoever answers the survey under `key`."""
    digest = hmac.new(key.encode(), f"receipt:{survey_id}".encode(), hashlib.sha256).digest()
    return codes.spell(int.from_bytes(digest[: BITS // 8]), LENGTH)


def hash_of(code: str) -> str:
    """What is stored of a code, as 64 hex digits."""
    return hashlib.sha256(f"receipt:{code}".encode()).hexdigest()


def hashes(request: HttpRequest) -> dict[str, str]:
    """For each key that this browser holds: the name of its draft, and the hash of the code that sending gives."""
    return {
        attempts.hash_of(survey_id, key): hash_of(code_of(survey_id, key))
        for survey_id, key in attempts.read(request).items()
    }


def code_for(request: HttpRequest, survey_id: int) -> str:
    """The code of this browser's response to a survey, in groups; empty when its cookie is gone."""
    key = attempts.read(request).get(survey_id)
    return codes.grouped(code_of(survey_id, key)) if key else ""


@dataclass(frozen=True)
class Found:
    """The response under a code, as far as anybody is told: which survey it answered. `is_counted`: not pending."""

    survey: Survey
    is_counted: bool


def find(typed: str) -> Found | None:
    """What stands under the code as somebody `typed` it; None when nothing does. At most two queries."""
    code = codes.plain(typed)
    return _find(hash_of(code)) if len(code) == LENGTH else None


def _find(receipt_hash: str) -> Found | None:
    # What waits first: the fold moves rows from there to here, and whoever looked here first could miss them twice.
    for model, is_counted in ((PendingResponse, False), (Response, True)):
        rows = model._default_manager.filter(receipt_hash=receipt_hash)
        survey = Survey.objects.filter(versions__in=rows.values("version")).defer("questions").first()
        if survey is not None:
            return Found(survey, is_counted)
    return None


def withdraw(*, typed: str) -> Survey | None:
    """Delete the response under a code for good, as `withdraw_by` does; None: nothing is there."""
    code = codes.plain(typed)
    return withdraw_by(hash_of(code)) if len(code) == LENGTH else None


@transaction.atomic
def withdraw_by(receipt: str) -> Survey | None:
    """Delete the response with the receipt hash `receipt` for good, with its link to a member if it has one, and take
    it out of the tally. Gives its survey; None: nothing there.

    Figures that are out stay as they are until ten more people than they count have answered: they never move for
    one person. The key stays spent. Twice at once, one of the two finds nothing.
    """
    found = _find(receipt)
    if found is None:
        return None
    # The lock that the fold takes: a pending response is either still there afterwards, or already counted.
    Survey.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=found.survey.pk)
    if PendingResponse.objects.filter(receipt_hash=receipt).delete()[0] == 0:
        response = Response.objects.filter(receipt_hash=receipt).select_related("version").first()
        if response is None:
            return None
        _uncount(response)
    if found.survey.is_linked:
        ResponseLink.objects.filter(found_by=link_key(receipt)).delete()
    if found.survey.quota:
        raise_version()  # there may be room again
    return found.survey


def _uncount(response: Response) -> None:
    """Delete one counted response and take it out of its survey's tally. The caller holds the survey's lock.

    Those with flags are counted again: a tally that was made before they were counted apart does not hold it there.
    """
    tally = Tally.objects.get(survey_id=response.survey_id)
    version: SurveyVersion = response.version
    take_out(tally, definition_of(version), response.document, response.flags, response.people)
    tally.save()
    response.delete()
    if response.flags:
        recount_flagged(tally)
