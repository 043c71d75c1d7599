"""The short code of a session and the worker's PIN: worked out of its id and our secret key, so neither is stored.

Only the code's keyed hash is in the database, to find the session by; whoever reads the table can read no code from it.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I or L: they are read out in a room."""

LENGTH = 6
PIN_LENGTH = 4


def code_of(session: UUID) -> str:
    """The six letters and digits that people in the room type. 31 to the power of 6: near 900 million."""
    return _drawn("surveys.groups.code", str(session), ALPHABET, LENGTH)


def pin_of(session: UUID) -> str:
    """The four digits with which the worker ends the session on a tablet that goes round."""
    return _drawn("surveys.groups.pin", str(session), "0123456789", PIN_LENGTH)


def is_pin(session: UUID, typed: str) -> bool:
    """Whether `typed` is the PIN, in a time that tells nothing."""
    return constant_time_compare(typed.strip(), pin_of(session))


def tidy(typed: str) -> str:
    """What somebody typed as a code is written: capitals, nothing between, "" where it cannot be one."""
    code = "".join(letter for letter in typed.upper() if letter not in " -–.·")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """A code as it is shown: `ABC 234`."""
    return f"{code[:3]} {code[3:]}"


def hash_of(code: str) -> str:
    """The keyed name of a code in the database, as 64 hex digits."""
    return salted_hmac("surveys.groups.code_hash", code, algorithm="sha256").hexdigest()


def _drawn(salt: str, value: str, alphabet: str, length: int) -> str:
    number = int.from_bytes(salted_hmac(salt, value, algorithm="sha256").digest())
    signs = []
    for _place in range(length):
        number, which = divmod(number, len(alphabet))
        signs.append(alphabet[which])
    return "".join(signs)
