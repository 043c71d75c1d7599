"""What screening means for a post: what its writer is asked, which case it becomes, and when safeguarding is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.moderation.enums import CaseKind
from core.areas.models import Area
from core.safeguarding.actions import raise_concern
from core.screening import Hit, scan

if TYPE_CHECKING:
    from community.discussion.models import Post

TAKEN_OUT = "[…]"


@dataclass(frozen=True)
class Found:
    """What screening found in one text, in order; `text` is what it was found in."""

    text: str
    hits: tuple[Hit, ...]

    @property
    def personal(self) -> list[str]:
        """The personal data, as written."""
        return [self.text[hit.start : hit.end] for hit in self.hits if hit.kind == "personal"]

    @property
    def risk(self) -> bool:
        """Whether the writer or somebody else may be at risk."""
        return any(hit.kind == "risk" for hit in self.hits)

    @property
    def must_wait(self) -> bool:
        """Whether a person has to look before this shows, wherever it was written."""
        return any(hit.action != "warn" for hit in self.hits) or bool(self.personal)

    @property
    def case_kind(self) -> CaseKind:
        """Why a person has to look."""
        if self.risk:
            return CaseKind.RISK
        if self.personal:
            return CaseKind.PERSONAL
        return CaseKind.WORDS if self.hits else CaseKind.NEW


def look(text: str) -> Found:
    """Screen `text`."""
    return Found(text, tuple(scan(text)))


def tell_safeguarding(*, post: Post, text: str, area_id: int | None, found: Found) -> None:
    """Open a concern about what a post says, under the code of the most urgent rule that it met.

    The concern keeps the words: a lead must be able to read them after the writer took the post back.
    """
    most_urgent = min((hit for hit in found.hits if hit.kind == "risk"), key=lambda hit: hit.tier)
    area = Area.objects.filter(pk=area_id).first() if area_id else None
    raise_concern(target=f"post:{post.pk}", reason=most_urgent.rule, words=text, area=area)


def without_personal(text: str) -> str:
    """`text` with everything personal that screening finds taken out, and a mark left in its place."""
    pieces, kept_to = [], 0
    for hit in look(text).hits:
        if hit.kind == "personal":
            if hit.start >= kept_to:
                pieces += [text[kept_to : hit.start], TAKEN_OUT]
            kept_to = max(kept_to, hit.end)
    return "".join([*pieces, text[kept_to:]])
