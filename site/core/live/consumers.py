"""`/ws/`: a browser watches groups and hears updates. It never writes here, and no words of people pass.

The browser sends `{"watch": ["thread.12"]}` or `{"unwatch": ["thread.12"]}`; we answer `{"type": "watching", "groups":
[…]}` and `{"type": "refused", "group": …}` (the same for a group that is not theirs and one that is none). Updates are
`{"group", "type", "id", "version"}`; `{"type": "catch-up"}` says that some may have been missed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from core.live import rights
from core.live.hub import as_frame, hub
from core.live.sockets import Close, Send, Socket

MOST_WATCHED = 50
LONGEST_MESSAGE = 2_000
MESSAGES_A_MINUTE = 60
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Malformed(Exception):
    """What the browser sent is not in the language of this socket."""


def _header(scope: dict[str, Any], name: bytes) -> str:
    return b"".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def comes_from_us(scope: dict[str, Any]) -> bool:
    """Whether the page that opens this socket is one of ours: its Origin names a host of ALLOWED_HOSTS."""
    try:
        place = urlsplit(_header(scope, b"origin")).netloc
    except ValueError:
        return False
    host, _port = split_domain_port(place)
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


def session_key_of(scope: dict[str, Any]) -> str:
    """The key in the session cookie, or an empty string."""
    try:
        cookie = SimpleCookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return cookie.value if cookie and cookie.value.isalnum() else ""


def wishes(event: dict[str, Any]) -> tuple[set[str], set[str]]:
    """What a received message asks: names to watch, names to watch no more. Raises Malformed."""
    text = event.get("text")
    if text is None or len(text) > LONGEST_MESSAGE:
        raise Malformed
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(said, dict) or not said.keys() <= {"watch", "unwatch"}:
        raise Malformed
    for names in said.values():
        if not isinstance(names, list) or not all(isinstance(name, str) and len(name) <= 60 for name in names):
            raise Malformed
    return set(said.get("watch", [])), set(said.get("unwatch", []))


async def _act_on(socket: Socket, event: dict[str, Any]) -> None:
    try:
        watch, unwatch = wishes(event)
    except Malformed:
        socket.close(Close.MALFORMED)
        return
    hub.unwatch(socket, unwatch & socket.groups)
    if len(socket.groups | watch) > MOST_WATCHED:
        socket.close(Close.TOO_MUCH)
        return
    user_id, allowed = await database_sync_to_async(rights.allowed)(socket.session_key, watch)
    if user_id != socket.user_id:
        socket.close(Close.REVOKED)
        return
    hub.watch(socket, allowed)
    for name in sorted(watch - allowed):
        socket.push(as_frame({"type": "refused", "group": name}))
    socket.push(as_frame({"type": "watching", "groups": sorted(socket.groups)}))


async def _serve(socket: Socket, receive: Receive) -> int | None:
    """Listen to the browser until either side ends it; the code to close with, None when the browser has gone."""
    loop = asyncio.get_running_loop()
    minute, count = loop.time(), 0
    while True:
        hearing = asyncio.ensure_future(receive())
        either: set[asyncio.Future[Any]] = {hearing, socket.closing}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if socket.closing.done():
            hearing.cancel()
            return socket.closing.result()
        event = hearing.result()
        if event["type"] == "websocket.disconnect":
            return None
        if loop.time() - minute > 60:
            minute, count = loop.time(), 0
        count += 1
        if count > MESSAGES_A_MINUTE:
            return Close.TOO_MUCH
        await _act_on(socket, event)


async def live(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI application of `/ws/`. Pages of others and more sockets than we can hold are refused at the door."""
    await receive()
    if not comes_from_us(scope) or hub.is_full:
        await send({"type": "websocket.close", "code": Close.REVOKED})
        return
    key = session_key_of(scope)
    user_id, _none = await database_sync_to_async(rights.allowed)(key, ())
    socket = Socket(send, session_key=key if user_id else "", user_id=user_id)
    code: int | None = Close.LATER
    try:
        await send({"type": "websocket.accept"})
        await hub.join(socket)
        code = await _serve(socket, receive)
    except TimeoutError:
        code = Close.LATER
    except OSError:
        code = None  # the browser went away while we answered
    finally:
        hub.leave(socket)
        await socket.end(code)
