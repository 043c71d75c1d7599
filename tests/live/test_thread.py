"""A talk on the wire: who hears that a post was published, and that no words travel."""

import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import transaction

from community.discussion.transitions import transition
from community.forums.enums import Audience
from community.moderation.enums import Move
from config.env import ENV
from config.websockets import application
from tests.core.live.browser import Browser
from tests.factories.community import BoardFactory, make_reply, make_topic
from tests.factories.people import StaffFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(ENV.redis_url), reason="the in-memory hub is what is asked here"),
]


def heard_while(work, group):
    """What a guest who watches `group` hears first after `work()` ran, and what they heard on asking to watch."""

    async def run():
        socket = Browser(application, "/ws/", headers=[(b"origin", b"http://testserver")])
        assert (await socket.connect())[0]
        try:
            await socket.send_json_to({"watch": [group]})
            answer = await socket.receive_json_from()
            await sync_to_async(work)()
            return answer, None if answer["type"] == "refused" else await socket.receive_json_from()
        finally:
            await socket.disconnect()

    return async_to_sync(run)()


def test_guests_hear_of_a_published_post_by_its_id_alone():
    post = make_reply(make_topic().thread, text="Nobody sends these words", shown=False)
    group = f"thread.{post.thread_id}"
    _watching, update = heard_while(lambda: transition(post.pk, Move.APPROVE, actor=None), group)
    assert update == {"group": group, "type": "post.published", "id": post.pk, "version": 2}
    assert "words" not in json.dumps(update)


def test_nothing_is_heard_of_what_was_rolled_back():
    post = make_reply(make_topic().thread, shown=False)

    def work():
        with transaction.atomic():
            transition(post.pk, Move.APPROVE, actor=None)
            transaction.set_rollback(True)
        transition(post.pk, Move.APPROVE, actor=None)

    _watching, update = heard_while(work, f"thread.{post.thread_id}")
    assert update["version"] == 2


def test_a_talk_of_the_team_is_refused_to_guests():
    board = BoardFactory(audience=Audience.TEAM)
    post = make_topic(board=board, author=StaffFactory())
    answer, _none = heard_while(lambda: None, f"thread.{post.thread_id}")
    assert answer == {"type": "refused", "group": f"thread.{post.thread_id}"}
