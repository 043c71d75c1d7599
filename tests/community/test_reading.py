"""Reading: who sees what, in how many queries, and without a cookie."""

import pytest

from community.discussion import queries as discussion
from community.discussion.models import Revision
from community.discussion.transitions import transition
from community.forums import queries
from community.forums.enums import Audience
from community.moderation.enums import Move
from core.pages.cache import forget
from tests.factories.community import BoardFactory, make_reply, make_topic
from tests.factories.people import MemberFactory, StaffFactory
from tests.queries import assert_queries, count_queries

pytestmark = pytest.mark.django_db


def address(thread):
    return f"/community/{thread.topic.board.slug}/{thread.pk}-{thread.slug}/"


def test_guests_read_a_talk_without_a_cookie(client):
    post = make_topic(text="More *seats* please")
    answer = client.get(address(post.thread))
    assert answer.status_code == 200
    assert b"<em>seats</em>" in answer.content
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


@pytest.mark.parametrize("replies", [1, 30])
def test_a_thread_page_costs_guests_at_most_five_queries(client, replies):
    thread = make_topic().thread
    for _number in range(replies):
        make_reply(thread)
    client.get(address(thread))
    with assert_queries(5, at_most=True):
        client.get(address(thread))


def test_a_thread_page_costs_members_at_most_eight_queries(client):
    thread = make_topic().thread
    for _number in range(5):
        make_reply(thread)
    transition(make_reply(thread).pk, Move.REMOVE, actor=None)
    client.force_login(MemberFactory())
    for _warm in range(2):
        client.get(address(thread))
    with assert_queries(8, at_most=True):
        client.get(address(thread))


@pytest.mark.parametrize("topics", [1, 12])
def test_a_board_costs_at_most_eight_queries(client, topics):
    board = BoardFactory()
    for _number in range(topics):
        make_topic(board=board)
    client.get("/community/")
    with assert_queries(8, at_most=True):
        client.get(f"/community/{board.slug}/")
    with assert_queries(8, at_most=True):
        client.get("/community/")


def test_a_post_that_waits_is_seen_by_its_writer_alone(client):
    thread, writer = make_topic().thread, MemberFactory()
    post = make_reply(thread, author=writer, text="Wait for me", shown=False)
    assert b"Wait for me" not in client.get(address(thread)).content
    assert client.get(f"/community/posts/{post.uuid}/").status_code == 404
    client.force_login(MemberFactory())
    assert b"Wait for me" not in client.get(address(thread)).content
    assert client.get(f"/community/posts/{post.uuid}/").status_code == 404
    client.force_login(writer)
    assert b"Wait for me" in client.get(address(thread)).content
    assert client.get(f"/community/posts/{post.uuid}/").status_code == 200


def test_what_one_may_not_see_and_what_is_not_there_are_the_same_404(client):
    hidden = make_topic(board=BoardFactory(slug="team", audience=Audience.TEAM), author=StaffFactory())
    waiting = make_topic(shown=False)
    nothing = client.get("/community/team-x/99999-x/")
    for path in (address(hidden.thread), address(waiting.thread), "/community/team/", "/community/team/1-x/since/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert len(answer.content) == pytest.approx(len(nothing.content), abs=60)
    assert queries.search("seats") == []


def test_pages_are_ranges_of_seq_and_deep_ones_cost_the_same():
    thread = make_topic().thread
    for _number in range(44):
        make_reply(thread)
    thread.refresh_from_db()
    assert discussion.pages_of(thread) == 3
    with count_queries() as first:
        assert [shown.post.seq for shown in discussion.posts_of_page(thread, 1)] == list(range(1, 21))
    with count_queries() as deep:
        assert [shown.post.seq for shown in discussion.posts_of_page(thread, 3)] == list(range(41, 46))
    assert len(first) == len(deep) == 1


def test_a_post_taken_down_leaves_a_stone_that_says_why(client):
    from community.moderation import actions as desk
    from community.moderation.enums import FlagReason, Outcome

    post = make_reply(make_topic().thread, text="Bad words here")
    flag = desk.flag(target_kind="post", target_id=post.pk, reason=FlagReason.UNKIND, note="", area_id=None)
    desk.decide(case=flag.case, by=StaffFactory(), outcome=Outcome.REMOVED, version=1, revision=1, reason="unkind")
    page = client.get(address(post.thread)).content
    assert b"Bad words here" not in page
    assert b"was unkind" in page


def test_lists_go_on_after_a_cursor_and_take_a_strange_one_as_none(client):
    board = BoardFactory()
    made = [make_topic(board=board, title=f"Talk {number}").thread_id for number in range(queries.PAGE + 3)]
    first = queries.topics(StaffFactory(), board=board)
    second = queries.topics(StaffFactory(), board=board, after=first.after)
    assert [topic.pk for topic in first.topics + second.topics] == made[::-1]
    for strange in ("x", "1~~", "0~2020-01-01~3", "~~~~", "1~2020-01-01T00:00:00+00:00~" + "9" * 40, "\x00"):
        assert client.get(f"/community/{board.slug}/", {"after": strange}).status_code == 200


def test_the_fragment_tells_what_changed_and_up_to_where(client):
    thread = make_topic().thread
    gone = make_reply(thread, text="soon gone")
    thread.refresh_from_db()
    seen = thread.version
    make_reply(thread, text="brand new")
    transition(gone.pk, Move.HIDE, actor=None)
    forget()
    answer = client.get(address(gone.thread) + f"since/?page=1&since={seen}")
    assert answer["Sayso-Version"] == str(seen + 2)
    assert b"brand new" in answer.content
    assert f'id="post-{gone.pk}"'.encode() in answer.content
    assert b"soon gone" not in answer.content
    assert client.get(address(gone.thread) + f"since/?page=1&since={seen + 2}").status_code == 204


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=9", "page=x", "page=99999999999999999999", "page=%00"])
def test_pages_that_are_not_there_are_404(client, query):
    assert client.get(address(make_topic().thread) + "?" + query).status_code == 404


def test_an_old_address_leads_to_the_new_one(client):
    thread = make_topic().thread
    answer = client.get(f"/community/{thread.topic.board.slug}/{thread.pk}-old-title/")
    assert answer.status_code == 301
    assert answer["Location"] == address(thread)


def test_who_left_is_nobody(client):
    from community.discussion.actions import let_go_of

    writer = MemberFactory(profile__display_name="Leaver")
    post = make_topic(author=writer)
    waiting = make_reply(post.thread, author=writer, shown=False)
    let_go_of(writer)
    writer.delete()
    page = client.get(address(post.thread)).content
    assert b"Someone who left" in page
    assert b"Leaver" not in page
    assert not Revision.objects.filter(post=waiting.pk).exists()
