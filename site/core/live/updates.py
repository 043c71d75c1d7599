"""What travels to browsers: a typed fact with ids, never a person's words and never HTML."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Update:
    """A live fact: `type` such as `post.published`, the `id` of the thing, its `version` (whole numbers that rise)."""

    type: str
    id: int
    version: int

    def as_message(self) -> dict[str, str | int]:
        """The update as a JSON-ready dict."""
        return asdict(self)
