"""How an update gets from the process that wrote to every process that holds sockets.

With the in-memory layer there is one process: the update enters its hub by the event loop's thread-safe call. With
Redis it is one PUBLISH on one channel. We use the address of the channel layer, but not its group calls: those open a
connection for every call from a thread, and do not say when the subscription was lost, which our readers must know.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Message = dict[str, Any]
_log = logging.getLogger(__name__)
_LONGEST_PAUSE = 10.0


def redis_address() -> str:
    """The Redis of the channel layer, or an empty string when updates stay in this process."""
    hosts = settings.CHANNEL_LAYERS["default"].get("CONFIG", {}).get("hosts", [""])
    return str(hosts[0])


def channel_name() -> str:
    """The one Redis channel. Publishing there ignores database numbers, so the name carries ours."""
    prefix = settings.CHANNEL_LAYERS["default"].get("CONFIG", {}).get("prefix", "sayso")
    return f"{prefix}.live{urlsplit(redis_address()).path}"


@cache
def _client(address: str) -> Any:
    import redis  # noqa: PLC0415 - only in the production extra

    return redis.Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2)


def send(message: Message) -> None:
    """Bring `message` (JSON-ready) to every hub. From any thread; raises nothing: what is done stays done when a live
    update cannot leave, and readers see it with their next page."""
    from core.live.hub import hub  # noqa: PLC0415 - the hub listens on this wire

    if not redis_address():
        hub.deliver_from_any_thread(message)
        return
    import redis  # noqa: PLC0415

    try:
        _client(redis_address()).publish(channel_name(), json.dumps(message))
    except redis.RedisError:
        _log.warning("A live update could not be sent: Redis does not answer.")


async def listen(subscribed: asyncio.Event) -> AsyncIterator[Message | None]:
    """Every message on the wire, for ever; None when some may have been missed. Sets `subscribed` while it hears."""
    if not redis_address():
        subscribed.set()
        await asyncio.Event().wait()  # messages come by deliver_from_any_thread
    import redis.asyncio  # noqa: PLC0415

    pause, heard_before = 0.1, False
    while True:
        try:
            async with (
                redis.asyncio.Redis.from_url(redis_address(), health_check_interval=15) as client,
                client.pubsub(ignore_subscribe_messages=True) as subscription,
            ):
                await subscription.subscribe(channel_name())
                subscribed.set()
                pause = 0.1
                if heard_before:
                    yield None
                heard_before = True
                while True:
                    found = await subscription.get_message(timeout=15)
                    if found:
                        yield json.loads(found["data"])
        except (redis.RedisError, OSError):
            subscribed.clear()
            _log.warning("Live updates wait for Redis.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
