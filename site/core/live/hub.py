"""The hub: one for each process, between the wire and the sockets of this process.

One subscription, each frame made once, a plain loop over local sockets: a twentieth of the cost of a channel-layer
group of consumers (measured). Everything here runs on the event loop; only `deliver_from_any_thread` may be called
from elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict

from channels.db import database_sync_to_async

from core.live import rights, wire
from core.live.sockets import Close, Frame, Socket

_log = logging.getLogger(__name__)
MOST_SOCKETS = 20_000
RECHECK_SECONDS = 300


def as_frame(message: wire.Message) -> Frame:
    """`message` as the ASGI event that sends it as text."""
    return {"type": "websocket.send", "text": json.dumps(message, separators=(",", ":"))}


class Hub:
    """Who watches what in this process. It listens on the wire from its first socket to its last."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sockets: set[Socket] = set()
        self._groups: defaultdict[str, set[Socket]] = defaultdict(set)
        self._tasks: list[asyncio.Task[None]] = []
        self._subscribed = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """Whether this process should take no more sockets."""
        return len(self._sockets) >= MOST_SOCKETS

    async def join(self, socket: Socket) -> None:
        """Take `socket` in. Raises TimeoutError when the wire cannot be heard within five seconds."""
        self._sockets.add(socket)
        if not self._tasks:
            self._loop, self._subscribed = asyncio.get_running_loop(), asyncio.Event()
            self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._recheck_for_ever())]
        await asyncio.wait_for(self._subscribed.wait(), 5)

    def leave(self, socket: Socket) -> None:
        """Forget `socket`."""
        self.unwatch(socket, set(socket.groups))
        self._sockets.discard(socket)
        if not self._sockets:
            for task in self._tasks:
                task.cancel()
            self._tasks, self._loop = [], None

    def watch(self, socket: Socket, names: set[str]) -> None:
        """Let `socket` hear the groups `names`; the caller has checked that it may."""
        socket.groups |= names
        for name in names:
            self._groups[name].add(socket)

    def unwatch(self, socket: Socket, names: set[str]) -> None:
        """Let `socket` hear the groups `names` no more."""
        socket.groups -= names
        for name in names & self._groups.keys():
            self._groups[name].discard(socket)
            if not self._groups[name]:
                del self._groups[name]

    def deliver(self, message: wire.Message) -> None:
        """Act on a message from the wire: pass an update on, or close the sockets of someone who lost rights."""
        if "revoke" in message:
            for socket in [one for one in self._sockets if one.user_id == message["revoke"]]:
                socket.close(Close.REVOKED)
            return
        watching = self._groups.get(str(message.get("group")))
        if watching:
            frame = as_frame(message)
            for socket in watching:
                socket.push(frame)

    def deliver_from_any_thread(self, message: wire.Message) -> None:
        """`deliver` on the hub's own loop, soon; nothing where no socket is connected to this process."""
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(self.deliver, message)
            except RuntimeError:  # the loop closed between the two lines: nobody is left to hear
                return

    async def _hear(self) -> None:
        async for message in wire.listen(self._subscribed):
            if message is None:
                for socket in self._sockets:
                    socket.push(as_frame({"type": "catch-up"}))
            else:
                self.deliver(message)

    async def _recheck_for_ever(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            try:
                await self.recheck()
            except Exception as problem:  # a database that is away for a minute must not end the rechecking
                _log.warning("Rights of live readers could not be checked: %s", type(problem).__name__)

    async def recheck(self) -> None:
        """Ask again, for every session and for all guests together, what it may watch; take away what it may not."""
        of_session: defaultdict[str, list[Socket]] = defaultdict(list)
        for socket in self._sockets:
            of_session[socket.session_key].append(socket)
        for session_key, sockets in of_session.items():
            names = set().union(*(socket.groups for socket in sockets))
            user_id, allowed = await database_sync_to_async(rights.allowed)(session_key, names)
            for socket in sockets:
                if user_id != socket.user_id:
                    socket.close(Close.REVOKED)
                for name in socket.groups - allowed:
                    socket.push(as_frame({"type": "refused", "group": name}))
                self.unwatch(socket, (socket.groups & names) - allowed)


hub = Hub()
