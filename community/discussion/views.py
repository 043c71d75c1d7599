"""Pages of single posts: where it is, how it goes, changing it, taking it back, and saying that something is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.discussion import actions, kinds, queries, rules, screens
from community.discussion.composing import sent, voice_of
from community.discussion.forms import ChangeForm, ChangeTalkForm
from community.discussion.models import Post
from community.discussion.visitors import me, reader_of, signed_in_only
from community.moderation import actions as desk
from community.moderation import promises
from community.moderation import queries as desk_queries
from community.moderation.enums import FlagReason
from community.moderation.forms import FlagForm
from core.pages.cache import never_count
from core.pages.kept_forms import kept_form
from core.people.limits import too_often

if TYPE_CHECKING:
    from core.people.models import User


def address_in_thread(post: Post) -> str:
    """The page of the thread that a published post is on, at the post."""
    page = queries.page_with(post.seq or 1)
    query = f"?page={page}" if page > 1 else ""
    return f"{kinds.place_of(post.thread).address}{query}#post-{post.pk}"


def post(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The lasting address of a post: its place in the talk, or for its writer how it goes."""
    user = reader_of(request)
    shown = queries.visible_post(user, uuid)
    if shown is not None:
        return redirect(address_in_thread(shown))
    mine = queries.own_post(me(request), uuid) if user.is_authenticated else None
    if mine is None:
        raise Http404
    return render(request, "community/own_post.html", _own_post_context(mine, me(request)))


def _own_post_context(mine: Post, user: User) -> dict[str, Any]:
    text = queries.text_of(mine)
    title = mine.thread.title if mine.is_opener else ""
    return {
        "post": mine,
        "text": text,
        "place": kinds.place_of(mine.thread),
        "decision": desk_queries.decision_about("post", mine.pk),
        "promise": promises.sentence(timezone.now()),
        "at_risk": screens.look(f"{title}\n{text.source}").risk,
        "can_edit": rules.can_edit(user, mine),
        "can_withdraw": rules.can_withdraw(user, mine),
    }


@signed_in_only
def yours(request: HttpRequest) -> HttpResponse:
    """Everything that somebody wrote, and how each post goes."""
    posts = [(shown, kinds.place_of(shown.post.thread)) for shown in queries.own_posts(me(request))]
    return render(request, "community/yours.html", {"posts": posts})


@signed_in_only
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a post that was sent back or still waits, and send it again."""
    mine = queries.own_post(me(request), uuid)
    if mine is None or not rules.can_edit(me(request), mine):
        raise Http404
    form_class = ChangeTalkForm if mine.is_opener else ChangeForm
    initial = {"text": queries.text_of(mine).source, "title": mine.thread.title}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    again = sent(form, me(request), lambda data: actions.send_again(
        post=mine, by=me(request), text=data["text"], title=data.get("title", "")
    ))  # fmt: skip
    if again is not None:
        return redirect("post", uuid)
    context = {
        "form": form,
        "post": mine,
        "voice": voice_of(me(request), None),
        "place_url": reverse("post", args=[uuid]),
        "place_name": mine.thread.title,
    }
    return render(request, "community/write.html", context)


@signed_in_only
@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a post back."""
    mine = queries.own_post(me(request), uuid)
    if mine is None:
        raise Http404
    with suppress(actions.NotAllowed):  # taken back a moment ago, or taken down: the page says how it goes
        actions.withdraw(post=mine, by=me(request))
    return redirect("post", uuid)


@kept_form
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that something is wrong with a post. Nobody has to sign in, and nobody is stored."""
    never_count(request)
    shown = queries.flaggable_post(uuid)
    if shown is None:
        raise Http404
    form = FlagForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if too_often(request, "report", most=10, seconds=3600):
            return render(request, "community/too_often.html", status=429)
        return _flagged(shown, form)
    return render(request, "community/report.html", {"form": form, "post": shown, "promise": _promise()})


def _flagged(shown: Post, form: FlagForm) -> HttpResponseRedirect:
    flag = desk.flag(
        target_kind="post",
        target_id=shown.pk,
        reason=FlagReason(form.cleaned_data["why"]),
        note=form.cleaned_data["note"],
        area_id=kinds.place_of(shown.thread).area_id,
    )
    return HttpResponseRedirect(reverse("reported", args=[flag.reference]))


@never_cache
def reported(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt of a report, and whether a person has looked: never kept, so it is true, and nothing counts it."""
    flag = desk_queries.flag_by_reference(reference.replace("\x00", ""))
    if flag is None:
        raise Http404
    return render(request, "community/reported.html", {"flag": flag, "promise": _promise()})


def _promise() -> str:
    return promises.sentence(timezone.now())
