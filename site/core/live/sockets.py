"""One browser's connection, as the hub sees it: what it watches, and a queue for when it reads slowly."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from enum import IntEnum
from typing import Any

Frame = dict[str, Any]
Send = Callable[[Frame], Coroutine[Any, Any, None]]
# Room for a burst that arrives in one turn of the loop; frames are shared, so a full queue costs a few kilobytes.
LONGEST_QUEUE = 1024


class Close(IntEnum):
    """Why we close a socket. Browsers come back after any but MALFORMED, and then catch up."""

    MALFORMED = 4400
    REVOKED = 4403
    SLOW = 4408
    TOO_MUCH = 4429
    LATER = 1013


class _Rest:
    """What is left of a coroutine that was begun outside a task and had to wait."""

    def __init__(self, begun: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._begun, self._waits_for = begun, waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        yield self._waits_for
        return (yield from self._begun.__await__())


def _begin(sending: Coroutine[Any, Any, None]) -> Awaitable[None] | None:
    """Run `sending` up to its end (None) or its first wait (the rest).

    A write to a socket with room in its buffer never waits, so a task for each of 1,000 deliveries would be nine
    tenths of their cost. (Python 3.12 has eager tasks for this; we support 3.11.)
    """
    try:
        waits_for = sending.send(None)
    except StopIteration:
        return None
    return _Rest(sending, waits_for)


class Socket:
    """One connection. `session_key` is empty for a guest; `closing` holds the code once it must end."""

    __slots__ = ("_drain", "_queue", "_send", "closing", "groups", "session_key", "user_id")

    def __init__(self, send: Send, *, session_key: str, user_id: int | None) -> None:
        self._send = send
        self._queue: deque[Frame] = deque()
        self._drain: asyncio.Task[None] | None = None
        self.session_key = session_key
        self.user_id = user_id
        self.groups: set[str] = set()
        self.closing: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()

    def close(self, code: int | None) -> None:
        """Let the connection end with `code` (None: the other side has gone). Only the first call counts."""
        if not self.closing.done():
            self.closing.set_result(code)

    def push(self, frame: Frame) -> None:
        """Send `frame`, in order, without ever waiting here. A reader too far behind is closed, and will catch up."""
        if self.closing.done():
            return
        if self._drain is not None:
            self._queue.append(frame)
            if len(self._queue) > LONGEST_QUEUE:
                self.close(Close.SLOW)
            return
        try:
            rest = _begin(self._send(frame))
        except (OSError, RuntimeError):
            self.close(None)
            return
        if rest is not None:
            self._drain = asyncio.ensure_future(self._drain_after(rest))

    async def _drain_after(self, rest: Awaitable[None]) -> None:
        try:
            await rest
            while self._queue:
                await self._send(self._queue.popleft())
        except (OSError, RuntimeError):
            self.close(None)
        finally:
            self._drain = None

    async def end(self, code: int | None) -> None:
        """Say goodbye with `code` where it is still listened to, for at most two seconds; stop sending."""
        if self._drain is not None:
            self._drain.cancel()
        if code is not None:
            try:
                await asyncio.wait_for(self._send({"type": "websocket.close", "code": int(code)}), 2)
            except (OSError, RuntimeError):
                return
