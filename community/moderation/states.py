"""The state table: from where, by which move, to where. Everything else about a move lives with what is moved."""

from __future__ import annotations

from community.moderation.enums import Move, Visibility

V, M = Visibility, Move

TABLE: dict[tuple[Visibility, Move], Visibility] = {
    (V.PENDING, M.APPROVE): V.VISIBLE,
    (V.PENDING, M.RETURN): V.RETURNED,
    (V.PENDING, M.REMOVE): V.REMOVED,
    (V.PENDING, M.HIDE): V.HIDDEN,
    (V.PENDING, M.RESEND): V.PENDING,
    (V.PENDING, M.WITHDRAW): V.WITHDRAWN,
    (V.VISIBLE, M.APPROVE): V.VISIBLE,
    (V.VISIBLE, M.RETURN): V.RETURNED,
    (V.VISIBLE, M.REMOVE): V.REMOVED,
    (V.VISIBLE, M.HIDE): V.HIDDEN,
    (V.VISIBLE, M.WITHDRAW): V.WITHDRAWN,
    (V.HIDDEN, M.APPROVE): V.VISIBLE,
    (V.HIDDEN, M.RETURN): V.RETURNED,
    (V.HIDDEN, M.REMOVE): V.REMOVED,
    (V.HIDDEN, M.HIDE): V.HIDDEN,
    (V.HIDDEN, M.WITHDRAW): V.WITHDRAWN,
    (V.RETURNED, M.RESEND): V.PENDING,
    (V.RETURNED, M.WITHDRAW): V.WITHDRAWN,
    (V.RETURNED, M.HIDE): V.HIDDEN,
    # Taken back, but somebody may be at risk: the case stays, and can still be passed on or ended.
    (V.WITHDRAWN, M.HIDE): V.WITHDRAWN,
    (V.WITHDRAWN, M.REMOVE): V.REMOVED,
}


class MoveNotAllowed(Exception):
    """The state table has no such move from where the thing is now."""


def after(visibility: str, move: Move) -> Visibility:
    """Where `move` leads from `visibility`. Raises MoveNotAllowed where the table has no such step."""
    try:
        return TABLE[Visibility(visibility), move]
    except KeyError:
        raise MoveNotAllowed(f"{visibility} → {move}") from None


def may(visibility: str, move: Move) -> bool:
    """Whether the table knows `move` from `visibility`."""
    return (Visibility(visibility), move) in TABLE
