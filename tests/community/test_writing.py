"""Writing: members only, nothing lost, one post for each form, personal data asked about."""

import threading
import uuid

import pytest
from django.db import connection

from community.discussion.models import Post, Thread
from community.forums.actions import start_topic
from community.forums.enums import Mode
from community.forums.models import Board
from community.moderation.enums import CaseKind, Visibility
from community.moderation.models import Case
from core.people.enums import AgeBand
from core.screening import scan
from tests.factories.community import BoardFactory, make_topic
from tests.factories.people import MemberFactory, StaffFactory, UserFactory
from tests.queries import assert_queries
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.django_db


def reply_url(thread):
    return f"/community/{thread.topic.board.slug}/{thread.pk}-{thread.slug}/reply/"


def fields(text="A bench would be good.", **more):
    return {"token": str(uuid.uuid4()), "text": text, **more}


def test_guests_are_shown_the_way_in_and_back(client):
    thread = make_topic().thread
    page = client.get(reply_url(thread))
    assert b"/account/login/?next=" in page.content
    assert client.post(reply_url(thread), fields()).status_code in (200, 403)
    assert thread.posts.count() == 1


def test_somebody_without_a_name_cannot_write(client):
    thread = make_topic().thread
    client.force_login(UserFactory())
    client.post(reply_url(thread), fields())
    assert thread.posts.count() == 1


def test_a_reply_waits_for_a_person_in_at_most_twelve_queries(client):
    thread, writer = make_topic().thread, MemberFactory()
    client.force_login(writer)
    client.get(reply_url(thread))
    with assert_queries(12, at_most=True):
        answer = client.post(reply_url(thread), fields())
    post = Post.objects.latest("pk")
    assert answer["Location"] == f"/community/posts/{post.uuid}/"
    assert post.visibility == Visibility.PENDING
    assert Case.objects.get(target_id=post.pk).kind == CaseKind.NEW
    assert b"A person will read it" in client.get(answer["Location"]).content


def test_a_form_sent_twice_makes_one_post(client):
    board = BoardFactory()
    client.force_login(MemberFactory())
    said = fields(title="Two benches")
    first, second = (client.post(f"/community/{board.slug}/new/", said) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Thread.objects.count() == Post.objects.count() == Case.objects.count() == 1
    thread = make_topic().thread
    said = fields()
    assert client.post(reply_url(thread), said)["Location"] == client.post(reply_url(thread), said)["Location"]
    assert thread.posts.count() == 2


def test_a_token_of_somebody_else_makes_no_post(client):
    post = make_topic()
    client.force_login(MemberFactory())
    answer = client.post(reply_url(post.thread), {"token": post.uuid, "text": "Mine now"})
    assert answer.status_code == 200
    assert b"Mine now" in answer.content
    assert post.thread.posts.count() == 1


def test_personal_data_is_asked_about_and_can_be_taken_out(client):
    text = "Text me on 07700 900123 about the bench"
    assert any(hit.kind == "personal" for hit in scan(text))
    thread = make_topic().thread
    client.force_login(MemberFactory())
    said = fields(text)
    page = client.post(reply_url(thread), said)
    assert page.status_code == 200
    assert b"07700 900123" in page.content
    assert b"Take it out and send" in page.content
    assert thread.posts.count() == 1
    client.post(reply_url(thread), {**said, "choice": "mask"})
    source = Post.objects.latest("pk").revisions.get().source
    assert "07700" not in source
    assert source.endswith("about the bench")


def test_personal_data_sent_anyway_is_held(client):
    thread = make_topic().thread
    client.force_login(MemberFactory())
    client.post(reply_url(thread), fields("Text me on 07700 900123", choice="anyway"))
    assert Case.objects.get(target_id=Post.objects.latest("pk").pk).kind == CaseKind.PERSONAL


def test_a_board_for_adults_may_publish_at_once_but_not_what_screening_holds(client):
    board = BoardFactory(adults_only=True, mode=Mode.AFTER)
    thread = make_topic(board=board).thread
    client.force_login(MemberFactory())
    client.post(reply_url(thread), fields("Good bench"))
    assert Post.objects.latest("pk").visibility == Visibility.VISIBLE
    client.post(reply_url(thread), fields("Text me on 07700 900123", choice="anyway"))
    assert Post.objects.latest("pk").visibility == Visibility.PENDING
    client.force_login(MemberFactory(profile__age_band=AgeBand.FROM_13))
    client.post(reply_url(thread), fields())
    assert thread.posts.count() == 3


def test_where_young_people_write_a_person_reads_first():
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Board.objects.create(slug="quick", name="Quick", mode=Mode.AFTER)


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 10_001])
def test_bad_text_gets_a_plain_message_and_is_kept(client, text):
    thread = make_topic().thread
    client.force_login(MemberFactory())
    page = client.post(reply_url(thread), fields(text))
    assert page.status_code == 200
    assert b"errors-title" in page.content
    assert thread.posts.count() == 1


def test_a_seventh_post_in_ten_minutes_waits_and_is_kept(client):
    thread = make_topic().thread
    client.force_login(MemberFactory())
    for _time in range(6):
        client.post(reply_url(thread), fields())
    page = client.post(reply_url(thread), fields("The seventh"))
    assert b"wait ten minutes" in page.content
    assert b"The seventh" in page.content
    assert thread.posts.count() == 7


def test_only_the_team_speaks_for_the_team(client):
    thread = make_topic().thread
    client.force_login(MemberFactory())
    client.post(reply_url(thread), fields(official="on"))
    assert not Post.objects.latest("pk").official
    client.force_login(StaffFactory())
    client.post(reply_url(thread), fields(official="on"))
    post = Post.objects.latest("pk")
    assert post.official
    assert post.author_name == "Partnership team"


def test_a_writer_takes_a_post_back_once(client):
    thread, writer = make_topic().thread, MemberFactory()
    client.force_login(writer)
    client.post(reply_url(thread), fields())
    post = Post.objects.latest("pk")
    for _time in range(2):
        assert client.post(f"/community/posts/{post.uuid}/withdraw/").status_code == 302
    post.refresh_from_db()
    assert post.visibility == Visibility.WITHDRAWN
    assert Case.objects.get(target_id=post.pk).state == "closed"
    client.force_login(MemberFactory())
    assert client.post(f"/community/posts/{post.uuid}/withdraw/").status_code == 404


def test_no_script_gets_through(client):
    from tests.factories.community import make_reply

    thread = make_topic(title="<script>alert(1)</script>").thread
    make_reply(thread, text="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    page = client.get(f"/community/{thread.topic.board.slug}/{thread.pk}-{thread.slug}/").content
    assert b"<script>alert" not in page
    assert b"<img" not in page.split(b"<main")[1].split(b"</main")[0]
    assert b'href="javascript' not in page


def test_a_copy_holds_every_text(client):
    from community.discussion.copies import posts_of

    writer = MemberFactory()
    make_topic(author=writer, text="What I said")
    assert [row["text"] for row in posts_of(writer)] == ["What I said"]


@pytest.mark.django_db(transaction=True)
def test_a_new_talk_sent_four_times_at_once_is_one_talk():
    board, author, token, made = BoardFactory(), MemberFactory(), uuid.uuid4(), []
    start = threading.Barrier(4)

    def send():
        start.wait()
        try:
            made.append(start_topic(board=board, author=author, title="Lights", text="More lights.", uuid=token).pk)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _turn in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(PATIENCE_SECONDS)
    assert (len(made), len(set(made)), Thread.objects.count()) == (4, 1, 1)
