"""The state table: only its moves exist, and whatever is done to a post its seq and the counters stay true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.discussion.models import Post, Thread
from community.discussion.transitions import transition
from community.moderation import states
from community.moderation.enums import Move, Visibility
from community.moderation.registry import MovedOn
from tests.factories.community import make_reply, make_topic

MOVES = st.lists(st.sampled_from(list(Move)), max_size=12)


@given(MOVES)
def test_every_walk_stays_in_the_table(moves):
    place = Visibility.PENDING
    for move in moves:
        if states.may(place, move):
            place = states.after(place, move)
        else:
            with pytest.raises(states.MoveNotAllowed):
                states.after(place, move)
    assert place in Visibility


def test_nothing_removed_or_withdrawn_shows_again():
    ends = {Visibility.REMOVED, Visibility.WITHDRAWN}
    assert not any(place in ends and to == Visibility.VISIBLE for (place, _move), to in states.TABLE.items())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_counters_stay_true_whatever_moderators_do(seed):
    import random

    chance = random.Random(seed)
    thread = make_topic().thread
    posts = [make_reply(thread, shown=False) for _place in range(4)]
    seqs = {}
    for _step in range(20):
        post = Post.objects.get(pk=chance.choice(posts).pk)
        move = chance.choice(list(Move))
        if states.may(post.visibility, move):
            moved = transition(post.pk, move, actor=None)
            assert moved.seq == seqs.get(post.pk, moved.seq)
            if moved.seq:
                seqs[post.pk] = moved.seq
    thread = Thread.objects.get(pk=thread.pk)
    assert thread.post_count == thread.posts.filter(visibility=Visibility.VISIBLE).count()
    assert sorted([1, *seqs.values()]) == list(range(1, thread.last_seq + 1))


@pytest.mark.django_db
def test_a_decision_about_an_old_text_is_refused():
    post = make_reply(make_topic().thread, shown=False)
    Post.objects.filter(pk=post.pk).update(revision=2)
    with pytest.raises(MovedOn):
        transition(post.pk, Move.APPROVE, actor=None, revision=1)


@pytest.mark.django_db
def test_hiding_the_post_that_opens_a_talk_hides_the_talk():
    post = make_topic()
    transition(post.pk, Move.HIDE, actor=None)
    thread = Thread.objects.select_related("topic__board").get(pk=post.thread_id)
    assert not thread.is_visible
    assert thread.topic.listed_at is None
    assert thread.topic.board.topic_count == 0
