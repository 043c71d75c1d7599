"""What the socket server answers: `/ws/` and nothing else, without a word in the log for anything a stranger sends."""

from __future__ import annotations

from typing import Any

from core.live.consumers import live


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The ASGI application. Other addresses are refused; a plain request is told that a socket is wanted here."""
    if scope["type"] == "websocket" and scope["path"] == "/ws/":
        await live(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4404})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 426, "headers": [(b"upgrade", b"websocket")]})
        await send({"type": "http.response.body", "body": b""})
    elif scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
