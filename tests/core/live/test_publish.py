"""Updates leave after the commit and only then; groups are watched by those who may."""

import asyncio
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from config.websockets import application
from core.live import consumers, groups, publish
from core.live.hub import Hub, hub
from core.live.sockets import LONGEST_QUEUE, Close, Socket
from core.live.updates import Update
from tests.core.live.browser import Browser
from tests.waiting import PATIENCE_SECONDS

ORIGIN = (b"origin", b"http://testserver")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("settings.CHANNEL_LAYERS['default'].get('CONFIG')", reason="tests/live does this over Redis"),
]
groups.register_group("open", lambda user, number: True)
groups.register_group("members", lambda user, number: user.is_authenticated)
groups.register_group("own", lambda user, number: user.pk == number)


@pytest.fixture
def someone(django_user_model):
    return django_user_model.objects.create_user("someone", password="x")


def cookie_of(user):
    client = Client()
    client.force_login(user)
    return (b"cookie", f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}".encode())


def talk(journey, *, headers=()):
    """Run `journey(socket)` with a connected socket; communicators run on a loop, the database on this thread."""

    async def run():
        socket = Browser(application, "/ws/", headers=[ORIGIN, *headers])
        assert (await socket.connect())[0]
        try:
            await journey(socket)
        finally:
            await socket.disconnect()

    async_to_sync(run)()


async def watch(socket, *names):
    await socket.send_json_to({"watch": list(names)})
    return [await socket.receive_json_from() for _ in range(1 + sum(not one.startswith("open") for one in names))]


def in_database(work):
    return sync_to_async(work)()


def test_an_update_reaches_those_who_watch_after_the_commit():
    async def journey(socket):
        await watch(socket, "open.1")

        def write():
            with transaction.atomic():
                publish.publish("open.1", Update("post.published", 5, 17))
                publish.publish("open.2", Update("post.published", 6, 18))

        await in_database(write)
        assert await socket.receive_json_from() == {
            "group": "open.1",
            "type": "post.published",
            "id": 5,
            "version": 17,
        }
        assert await socket.receive_nothing()

    talk(journey)


def test_nothing_is_sent_when_the_action_is_rolled_back():
    async def journey(socket):
        await watch(socket, "open.1")

        def write():
            with transaction.atomic():
                publish.publish("open.1", Update("post.published", 5, 17))
                transaction.set_rollback(True)

        await in_database(write)
        assert await socket.receive_nothing()

    talk(journey)


@pytest.mark.parametrize(
    "name", ["members.1", "own.1", "nothing.1", "open.-1", "open", "open.1.2", "open.x", "ÿ.1", ""]
)
def test_a_guest_is_refused_what_is_not_theirs_like_what_is_not_there(name):
    async def journey(socket):
        await socket.send_json_to({"watch": [name]})
        assert await socket.receive_json_from() == {"type": "refused", "group": name}
        assert await socket.receive_json_from() == {"type": "watching", "groups": []}

    talk(journey)


def test_a_member_may_watch_what_is_theirs(someone):
    async def journey(socket):
        await socket.send_json_to({"watch": ["members.1", f"own.{someone.pk}"]})
        assert (await socket.receive_json_from())["groups"] == ["members.1", f"own.{someone.pk}"]

    talk(journey, headers=[cookie_of(someone)])


def test_unwatching_ends_the_updates():
    async def journey(socket):
        await watch(socket, "open.1")
        await socket.send_json_to({"unwatch": ["open.1", "open.9"]})
        assert (await socket.receive_json_from())["groups"] == []
        hub.deliver({"group": "open.1", "type": "x", "id": 1, "version": 1})
        assert await socket.receive_nothing()

    talk(journey)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        '"x"',
        '{"watch": "open.1"}',
        '{"watch": [1]}',
        '{"say": []}',
        "[" * 1990,
        "9" * 1990,
        "x" * 2001,
        '{"watch": ["' + "x" * 61 + '"]}',
        '{"watch": {"a": 1}}',
        '{"watch": null}',
    ],
)
def test_malformed_messages_close_the_socket_with_a_code(text):
    async def journey(socket):
        await socket.send_to(text_data=text)
        assert await socket.receive_output() == {"type": "websocket.close", "code": Close.MALFORMED}

    talk(journey)


def test_bytes_close_the_socket_with_a_code():
    async def journey(socket):
        await socket.send_to(bytes_data=b"\xff")
        assert (await socket.receive_output())["code"] == Close.MALFORMED

    talk(journey)


def test_too_many_groups_or_messages_close_the_socket():
    async def many_groups(socket):
        await socket.send_json_to({"watch": [f"open.{number}" for number in range(51)]})
        assert (await socket.receive_output())["code"] == Close.TOO_MUCH

    async def many_messages(socket):
        for _ in range(consumers.MESSAGES_A_MINUTE):
            await socket.send_json_to({})
            await socket.receive_json_from()
        await socket.send_json_to({})
        assert (await socket.receive_output())["code"] == Close.TOO_MUCH

    talk(many_groups)
    talk(many_messages)


@pytest.mark.parametrize(
    "origin", [b"http://evil.example", b"http://[::1", b"null", b"", b"http://testserver.evil.example", b"\xff\xfe"]
)
def test_pages_of_others_are_refused_at_the_door(origin):
    async def run():
        socket = Browser(application, "/ws/", headers=[(b"origin", origin)] if origin else [])
        assert not (await socket.connect())[0]

    async_to_sync(run)()


@pytest.mark.parametrize(
    "cookie", [b"sayso_session=" + b"x" * 40, b"sayso_session=\xff;;=", b"=;,", b"sayso_session=a b"]
)
def test_a_cookie_that_is_none_makes_a_guest(cookie):
    async def journey(socket):
        await socket.send_json_to({"watch": ["open.1"]})
        assert (await socket.receive_json_from())["groups"] == ["open.1"]

    talk(journey, headers=[(b"cookie", cookie)])


def test_revoking_closes_every_socket_of_the_person_and_no_other(someone):
    async def journey(socket):
        guest = Browser(application, "/ws/", headers=[ORIGIN])
        await guest.connect()

        def take_away():
            with transaction.atomic():
                publish.revoke(someone.pk)

        await in_database(take_away)
        assert (await socket.receive_output())["code"] == Close.REVOKED
        assert await guest.receive_nothing()
        await guest.disconnect()

    talk(journey, headers=[cookie_of(someone)])


def test_rechecking_closes_the_socket_of_someone_who_signed_out(someone):
    cookie = cookie_of(someone)

    async def journey(socket):
        await in_database(lambda: Session.objects.all().delete())
        await hub.recheck()
        assert (await socket.receive_output())["code"] == Close.REVOKED

    talk(journey, headers=[cookie])


def test_rechecking_takes_away_a_group_that_may_no_longer_be_watched():
    may = {"watch": True}
    groups.register_group("fading", lambda user, number: may["watch"])

    async def journey(socket):
        await socket.send_json_to({"watch": ["fading.1", "open.1"]})
        await socket.receive_json_from()
        may["watch"] = False
        await hub.recheck()
        assert await socket.receive_json_from() == {"type": "refused", "group": "fading.1"}
        hub.deliver({"group": "fading.1", "type": "x", "id": 1, "version": 1})
        hub.deliver({"group": "open.1", "type": "x", "id": 1, "version": 1})
        assert (await socket.receive_json_from())["group"] == "open.1"

    talk(journey)


def test_a_guest_connects_and_watches_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        talk(lambda socket: watch(socket, "open.1"))


def test_a_slow_reader_is_dropped_and_holds_up_nobody():
    async def run():
        room, heard = asyncio.Event(), []

        async def slow(frame):
            await room.wait()
            heard.append(frame)

        async def quick(frame):
            heard.append(frame)

        slowly = Socket(slow, session_key="", user_id=None)
        quickly = Socket(quick, session_key="", user_id=None)
        own = Hub()
        for socket in (slowly, quickly):
            await own.join(socket)
            own.watch(socket, {"open.1"})
        for number in range(LONGEST_QUEUE + 2):
            own.deliver({"group": "open.1", "type": "x", "id": number, "version": 1})
            await asyncio.sleep(0)
        assert len(heard) == LONGEST_QUEUE + 2
        assert slowly.closing.result() == Close.SLOW
        for socket in (slowly, quickly):
            own.leave(socket)
            await socket.end(None)

    async_to_sync(run)()


def test_a_reader_that_was_slow_for_a_moment_gets_everything_in_order():
    async def run():
        room, heard = asyncio.Event(), []

        async def send(frame):
            await room.wait()
            await asyncio.sleep(0)
            heard.append(json.loads(frame["text"])["id"])

        socket = Socket(send, session_key="", user_id=None)
        for number in range(10):
            socket.push({"type": "websocket.send", "text": json.dumps({"id": number})})
        room.set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(heard) < 10:
                await asyncio.sleep(0)
        assert heard == list(range(10))
        assert not socket.closing.done()

    async_to_sync(run)()


def test_other_addresses_and_plain_requests_are_answered_calmly():
    async def run():
        elsewhere = Browser(application, "/elsewhere/", headers=[ORIGIN])
        assert not (await elsewhere.connect())[0]
        said = []

        async def keep(event):
            said.append(event)

        await application({"type": "http", "path": "/ws/"}, None, keep)
        assert said[0]["status"] == 426

    async_to_sync(run)()
