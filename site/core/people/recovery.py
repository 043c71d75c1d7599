"""Recovery words: ten one-use sets of three plain words, for people who gave us no e-mail address.

How strong. A set is three words out of 1,245, drawn by HMAC-SHA256 from 128 random bits: about 1.9 thousand million
possibilities (30.8 bits). With ten good sets one guess in 190 million is right; guesses are limited to 5 a quarter of
an hour for each name, 480 a day, so an attacker who never stops needs on average more than 500 years for one account,
and 20 a minute for each network address stop a sweep over many names. A stolen database does not shorten that: the
digests are keyed with the site's SECRET_KEY before they are stretched with scrypt, so without the key no guess can be
checked. Three words are what people really copy correctly on paper, and longer sets get photographed instead.

The words themselves are never stored. They are worked out from a nonce that lives in the session until their owner
says that they are safe (or for fifteen minutes), so that a refresh or a print does not lose them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from core.people.models import RecoverySet, User

SETS, WORDS_IN_A_SET = 10, 3
_WORDS = Path(__file__).parent / "data" / "words.txt"


@cache
def word_list() -> list[str]:
    """The 1,245 words, in the order of the file (part of the BIP-0039 list, MIT, without grim or tricky words)."""
    return _WORDS.read_text(encoding="ascii").split()


def _keyed(purpose: bytes, text: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), purpose + b":" + text.encode(), hashlib.sha256).digest()


def words_of(nonce: str) -> list[str]:
    """The ten sets, each like "river lemon tiger", that `nonce` stands for."""
    words = word_list()
    found = []
    for number in range(SETS):
        drawn = int.from_bytes(_keyed(b"recovery words", f"{nonce}:{number}"))
        picked = []
        for _turn in range(WORDS_IN_A_SET):
            drawn, index = divmod(drawn, len(words))
            picked.append(words[index])
        found.append(" ".join(picked))
    return found


def _plain(typed: str) -> str:
    """What was typed, without case, commas, dashes and doubled spaces."""
    return " ".join(re.findall(r"[a-z]+", unicodedata.normalize("NFKC", typed).casefold()))


def _digest(salt: str, words: str) -> str:
    keyed = _keyed(b"recovery digest", words)
    return hashlib.scrypt(keyed, salt=bytes.fromhex(salt), n=2**12, r=8, p=1, dklen=32).hex()


def make(user: User) -> str:
    """Give `user` ten new sets; the old ones stop working. Returns the nonce for `words_of`. Writes one row."""
    nonce, salt = secrets.token_hex(16), secrets.token_hex(16)
    digests = [_digest(salt, words) for words in words_of(nonce)]
    RecoverySet.objects.update_or_create(user=user, defaults={"salt": salt, "digests": digests})
    return nonce


@transaction.atomic
def spend(user: User | None, typed: str) -> bool:
    """Whether `typed` is an unused set of `user`; if so it is used up. Two requests at once cannot both have it.

    Takes the same time for nobody, for the wrong words and for the right ones.
    """
    kept = RecoverySet.objects.select_for_update().filter(user=user).first() if user else None
    digest = _digest(kept.salt if kept else "00" * 16, _plain(typed[:200]))
    matches = [hmac.compare_digest(digest, each) for each in (kept.digests if kept else ["0" * 64] * SETS)]
    if kept is None or not any(matches):
        return False
    kept.digests = [each for each, same in zip(kept.digests, matches, strict=True) if not same]
    kept.save(update_fields=["digests"])
    return True


def left(user: User) -> int:
    """How many sets `user` has not used (0 to 10). One query."""
    kept = RecoverySet.objects.filter(user=user).first()
    return len(kept.digests) if kept else 0
