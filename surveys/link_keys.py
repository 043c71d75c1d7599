"""The two keyed hashes by which an answer and its member are joined, where a survey's level lets them be.

Both need SECRET_KEY: whoever reads the tables or a backup alone can join neither way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from surveys.models import ResponseLink

if TYPE_CHECKING:
    from core.people.models import User


def link_key(receipt_hash: str) -> str:
    """Under what the link of the answer with this receipt hash is kept; 64 hex digits."""
    return salted_hmac("surveys.link", receipt_hash, algorithm="sha256").hexdigest()


def masked(receipt_hash: str, survey_id: int, user: User) -> str:
    """`receipt_hash` (64 hex digits) under the mask of one member and one survey; masked twice it is itself again."""
    mask = salted_hmac("surveys.link.mask", f"{survey_id}:{user.opaque_id}", algorithm="sha256").digest()
    return bytes(one ^ other for one, other in zip(bytes.fromhex(receipt_hash), mask, strict=True)).hex()


def links_of(receipt_hashes: Iterable[str | None]) -> dict[str, ResponseLink]:
    """The links of answers by their receipt hash. One query."""
    keys = {link_key(one): one for one in receipt_hashes if one}
    return {keys[found.found_by]: found for found in ResponseLink.objects.filter(found_by__in=keys)}
