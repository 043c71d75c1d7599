"""How a survey keeps somebody from sending twice, and what each way truly guarantees.

Sending writes a SpentKey for the browser's own key in every mode, so one sending is one response however often it is
retried. A code or an account is a second SpentKey in the same transaction: of two that race, one is told kindly.
Both are keyed with the site's SECRET_KEY, so whoever reads the database alone cannot work out which member or which
code a row is of.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.actions import record
from surveys import codes
from surveys.enums import AnonymityLevel, OnceOnly
from surveys.models import Draft, InvitationCode, SpentKey, Survey

if TYPE_CHECKING:
    from core.people.models import User

LENGTH = 10
GROUP = 5
"""Invitation codes: 50 bits, in two groups. Guesses are limited (surveys.bots), and hashes are keyed."""
MOST_CODES = 2000


def guarantee(mode: str, level: str = AnonymityLevel.NOBODY) -> str:
    """What a mode guarantees and what it lets us know at a level of anonymity, in plain words for the public."""
    if level != AnonymityLevel.NOBODY:
        return _("Each account sends once.")
    return {
        OnceOnly.NONE: _("Nothing stops a second answer, so we cannot say how many different people answered."),
        OnceOnly.DEVICE: _(
            "Each phone or computer sends once, unless somebody says that another person uses it. "
            "We cannot tell who you are."
        ),
        OnceOnly.CODE: _(
            "Each invitation code sends once. We can know that your code was used, and never what you answered."
        ),
        OnceOnly.ACCOUNT: _(
            "Each account sends once. We can know that you answered, and never what you answered: "
            "nothing joins your answers to your account."
        ),
    }[OnceOnly(mode)]


def _keyed(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), ":".join(parts).encode(), hashlib.sha256).hexdigest()


def invitation_hash(survey_id: int, typed: str) -> str:
    """What is stored of an invitation code, however somebody `typed` it; 64 hex digits."""
    return _keyed("invitation", str(survey_id), codes.plain(typed))


def account_hash(survey_id: int, user: User) -> str:
    """The key that `user` spends by answering a survey; 64 hex digits that lead to nobody without SECRET_KEY."""
    return _keyed("account", str(survey_id), str(user.opaque_id))


def is_spent(key_hash: str) -> bool:
    """Whether this key has sent answers. One query."""
    return SpentKey.objects.filter(pk=key_hash).exists()


def is_invitation(survey_id: int, key_hash: str) -> bool:
    """Whether staff made the code with this hash for the survey. One query."""
    return InvitationCode.objects.filter(pk=key_hash, survey_id=survey_id).exists()


def keys_of(draft: Draft, account: Callable[[int], str]) -> list[str] | None:
    """The hashes that sending `draft` spends, its own first; None when the survey asks for one that is missing.

    `account`: gives the hash of the member who is signed in for a survey's id, "" for nobody.
    A group session stands for its members.
    """
    mode = draft.version.survey.once_only
    if draft.session_id is not None or mode in (OnceOnly.NONE, OnceOnly.DEVICE):
        return [draft.pk]
    more = draft.code_hash if mode == OnceOnly.CODE else account(draft.version.survey_id)
    return [draft.pk, more] if more else None


def give_code(*, draft: Draft, typed: str) -> None:
    """Let `draft` spend another invitation code. One query."""
    code_hash = invitation_hash(draft.version.survey_id, typed)
    Draft.objects.filter(pk=draft.pk).update(code_hash=code_hash)


@transaction.atomic
def make_codes(*, survey: Survey, number: int, batch: str, by: User) -> list[str]:
    """Make `number` invitation codes (at most `MOST_CODES`) and give them, in groups. Only hashes are kept.

    Raises ValueError for a number that is out of bounds. Writes the hashes and an audit entry.
    """
    if not 1 <= number <= MOST_CODES:
        raise ValueError(f"Between 1 and {MOST_CODES} codes at once.")
    made = {codes.random_code(LENGTH) for _one in range(number)}
    while len(made) < number:  # two were the same: once in the life of the sun
        made.add(codes.random_code(LENGTH))
    InvitationCode.objects.bulk_create(
        InvitationCode(code_hash=invitation_hash(survey.pk, code), survey=survey, batch=batch) for code in sorted(made)
    )
    record("survey.codes_made", actor=by.opaque_id, target=f"survey:{survey.pk}", number=number)
    return [codes.grouped(code, GROUP) for code in sorted(made)]
