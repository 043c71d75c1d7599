"""One ASGI application for one process: `/ws/` to Channels, everything else to the WSGI application in threads.

Django's middleware is synchronous, so HTTP over WSGI costs a fraction of HTTP over ASGI (docs/adr/0004-serving.md).
`make run` and the browser journeys serve exactly this; production runs the two halves apart.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from a2wsgi import WSGIMiddleware

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Any, Any, Any], Awaitable[None]]

HTTP_THREADS = 8


class Combined:
    """The ASGI application. `http` is a WSGI application, `sockets` an ASGI one that answers `/ws/`."""

    def __init__(self, *, http: Any, sockets: Any, threads: int = HTTP_THREADS) -> None:
        self._http = WSGIMiddleware(http, workers=threads)
        self._sockets = sockets

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one connection. Sockets outside `/ws/` are refused before the handshake."""
        if scope["type"] == "websocket":
            if scope["path"].startswith("/ws/"):
                await self._sockets(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            # WSGI wants ASCII; browsers encode queries already, hostile clients do not.
            scope["query_string"] = quote(scope["query_string"], safe="%/:;?@!$&'()*+,=-._~[]{}|\\^`\"<>").encode()
            await self._http(scope, receive, send)  # type: ignore[arg-type]

    def close(self, *, wait: bool = True) -> None:
        """Let requests in hand finish (where `wait`) and end their threads."""
        self._http.executor.shutdown(wait=wait, cancel_futures=True)


def combined() -> Combined:
    """The site's own two halves, ready to serve. Django must be set up."""
    from config.websockets import application as sockets  # noqa: PLC0415 - both need the app registry
    from config.wsgi import application as http  # noqa: PLC0415

    return Combined(http=http, sockets=sockets)
