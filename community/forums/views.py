"""Talk: the boards, their talks, one talk, and writing in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from community.discussion import actions as discussion_actions
from community.discussion import kinds, rules
from community.discussion import queries as discussion
from community.discussion.composing import sent, voice_of
from community.discussion.forms import ComposerForm, NewTalkForm
from community.discussion.models import Post, Thread
from community.discussion.visitors import reader_of
from community.forums import actions, queries
from community.forums.models import Board
from community.forums.queries import TopicPage
from community.forums.rules import may_write_on
from community.moderation import promises
from core.pages.cache import next_uk_midnight
from core.pages.frame import kept_value, timed_value

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

MOST_THREADS = 200  # talks, and pages of posts, kept for guests: some 60 kB each


def talk(request: HttpRequest) -> HttpResponse:
    """Every board, and the newest talks of all of them."""
    shown = _talks(reader_of(request), "", request.GET.get("after", ""))
    return render(request, "community/board.html", {"shown": shown, "boards": shown.boards, "page": shown.page})


def board(request: HttpRequest, board: str) -> HttpResponse:
    """The talks of one board."""
    shown = _talks(reader_of(request), board, request.GET.get("after", ""))
    context = {"shown": shown, "boards": shown.boards, "board": shown.board, "page": shown.page}
    return render(request, "community/board.html", context)


@dataclass
class Talks:
    """What the list of talks shows: the boards, the one asked for (None for all), and one page of its talks."""

    boards: list[Board]
    board: Board | None
    page: TopicPage


def _talks(user: User | AnonymousUser, slug: str, after: str) -> Talks:
    """The talks of the board `slug`, or of all for "", after the cursor `after`. Guests share the first page of each
    until something changes or the day ends, with no query. Raises Http404."""

    def load(now: datetime) -> tuple[Talks, datetime]:
        boards = list(queries.boards_for(user))
        here = next((one for one in boards if one.slug == slug), None)
        if slug and here is None:
            raise Http404
        return Talks(boards, here, queries.topics(user, board=here, after=after)), next_uk_midnight(now)

    now = timezone.now()
    if user.is_authenticated or after:
        return load(now)[0]
    return timed_value("forums.talks", load, now, key=slug)


def new(request: HttpRequest, board: str) -> HttpResponse:
    """Start a talk. Guests are shown how to join, and come back here."""
    user = reader_of(request)
    here = queries.boards_for(user).filter(slug=board).first()
    if here is None:
        raise Http404
    context: dict[str, Any] = {"place_url": here.get_absolute_url(), "place_name": here.name}
    if not may_write_on(user, here):
        return render(request, "community/join_in.html", {**context, "signed_in": user.is_authenticated})

    def start(data: dict[str, Any], official: bool) -> Post:
        said = {"title": data["title"], "text": data["text"], "uuid": data["token"]}
        return actions.start_topic(board=here, author=user, official=official, **said)

    return _compose(request, user, NewTalkForm, here.area_id, context, start)


def _compose(
    request: HttpRequest,
    user: User,
    form_class: type[ComposerForm],
    area_id: int | None,
    context: dict[str, Any],
    write: Callable[[dict[str, Any], bool], Post],
) -> HttpResponse:
    """The composer, until `write(cleaned_data, official)` made a post; then how that post goes."""
    voice = voice_of(user, area_id)
    form = form_class(request.POST if request.method == "POST" else None, may_be_official=voice.may_be_official)
    post = sent(form, user, lambda data: write(data, voice.is_official(data)))
    if post is not None:
        return redirect("post", post.uuid)
    return render(request, "community/write.html", {**context, "form": form, "voice": voice})


def topic(request: HttpRequest, board: str, pk: int, slug: str) -> HttpResponse:
    """One page of a talk."""
    user = reader_of(request)
    thread = _shared_thread(user, board, pk)
    place = kinds.place_of(thread)
    if slug != thread.slug:
        return redirect(place.address, permanent=True)
    number, last = _number(request, "page", "1"), discussion.pages_of(thread)
    if not 1 <= number <= last:
        raise Http404
    return render(request, "community/thread.html", _topic_context(thread, user, number, last))


def _topic_context(thread: Thread, user: Any, number: int, last: int) -> dict[str, Any]:
    signed_in = user.is_authenticated
    place = kinds.place_of(thread)
    voice = voice_of(user, place.area_id) if rules.can_post_in(user, thread) else None
    return {
        "thread": thread,
        "place": place,
        "posts": _posts(thread, user, number),
        "waiting": discussion.waiting_of(thread, user) if signed_in and number == last else [],
        "page_number": number,
        "last_page": last,
        "previous": f"?page={number - 1}" if number > 1 else "",
        "next": f"?page={number + 1}" if number < last else "",
        "form": ComposerForm(may_be_official=voice.may_be_official) if voice else None,
        "voice": voice,
        "signed_in": signed_in,
        "promise": promises.sentence(timezone.now()),
    }


def _shared_thread(user: User | AnonymousUser, board: str, pk: int) -> Thread:
    """As `_thread`; guests share it until something changes, with no query."""
    if user.is_authenticated:
        return _thread(user, board, pk)
    return kept_value("forums.threads", (board, pk), lambda: _thread(user, board, pk), most=MOST_THREADS)


def _posts(thread: Thread, user: User | AnonymousUser, number: int) -> list[discussion.ShownPost]:
    """The posts of page `number`; guests share them until something changes or the day ends, with no query."""

    def load(now: datetime) -> tuple[list[discussion.ShownPost], datetime]:
        return discussion.posts_of_page(thread, number), next_uk_midnight(now)

    now = timezone.now()
    if user.is_authenticated:
        return load(now)[0]
    return timed_value("forums.posts", load, now, key=(thread.pk, number), most=MOST_THREADS)


def since(request: HttpRequest, board: str, pk: int, slug: str) -> HttpResponse:
    """What changed on `?page=` or after it since version `?since=`, as a fragment for a page that is open already."""
    thread = _thread(reader_of(request), board, pk)
    version, page = _number(request, "since", "0"), _number(request, "page", "1")
    posts, up_to = discussion.posts_changed(thread, since=version, page=max(page, 1))
    response = HttpResponse(status=204)
    if posts:
        response = render(request, "community/posts_since.html", {"thread": thread, "posts": posts})
    response.headers["Sayso-Version"] = str(up_to)
    return response


def _number(request: HttpRequest, name: str, default: str) -> int:
    """A whole number from the address. Raises Http404 for anything else."""
    said = request.GET.get(name, default)
    if not (said.isascii() and said.isdecimal() and len(said) < 9):
        raise Http404
    return int(said)


def reply(request: HttpRequest, board: str, pk: int, slug: str) -> HttpResponse:
    """Add to a talk. Guests are shown how to join, and come back to it."""
    user = reader_of(request)
    thread = _thread(user, board, pk)
    place = kinds.place_of(thread)
    context: dict[str, Any] = {"place_url": place.address, "place_name": thread.title}
    if not rules.can_post_in(user, thread):
        return render(request, "community/join_in.html", {**context, "signed_in": user.is_authenticated})

    def add(data: dict[str, Any], official: bool) -> Post:
        said = {"text": data["text"], "uuid": data["token"]}
        return discussion_actions.write_post(thread=thread, author=user, official=official, **said)

    return _compose(request, user, ComposerForm, place.area_id, context, add)


def _thread(user: Any, board: str, pk: int) -> Thread:
    """The thread where `user` may see it. Raises Http404, the same for one that does not exist."""
    thread = queries.topic_thread(user, board=board, pk=pk)
    if thread is None:
        raise Http404
    return thread
