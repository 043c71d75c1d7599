"""What the processes of these tests serve: the real `/ws/`, and a plain address at which something is written."""

import os
from urllib.parse import parse_qs

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction


def write(asked):
    """One action that publishes, `times` over; with `rollback` it fails in the end."""
    from core.live.publish import publish
    from core.live.updates import Update

    with transaction.atomic():
        for version in range(int(asked.get("times", 1))):
            publish(asked["group"], Update("post.published", int(asked["id"]), version + 1))
        if "rollback" in asked:
            transaction.set_rollback(True)


def build():
    """The ASGI application of one process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    if "LIVE_PREFIX" in os.environ:
        # The test settings give each process names of its own; these processes shall hear each other.
        settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = os.environ["LIVE_PREFIX"]
    from config.websockets import application as sockets
    from core.live.groups import register_group

    register_group("open", lambda user, number: True)
    register_group("shut", lambda user, number: False)

    async def application(scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/write":
            asked = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
            await sync_to_async(write)(asked)
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"done"})
        else:
            await sockets(scope, receive, send)

    return application
