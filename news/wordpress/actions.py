"""Writes of moving in: taking an upload, choosing topics, making drafts, and old addresses that lead on."""

from __future__ import annotations

import datetime
import logging
import uuid
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.audit.actions import record
from core.pages.models import Topic
from core.people.models import User
from news.models import NewsPage
from news.wordpress.enums import ExportState, PostState
from news.wordpress.media import NotHere, Uploads
from news.wordpress.models import ExportedPost, MovedPost, WordpressExport
from news.wordpress.rules import can_move_into
from news.wordpress.walking import GALLERY

KEPT_FOR = datetime.timedelta(days=31)
NEW_TOPIC = "new"
_log = logging.getLogger(__name__)


class NotAllowed(Exception):
    """This person may not write there, or this export is not at that point."""


def take_upload(*, user: User, parent: Page, file: File, uploads: File | None = None, fetches: bool) -> WordpressExport:
    """Keep an uploaded export, to be read by the worker. Raises NotAllowed."""
    if not can_move_into(user, parent):
        raise NotAllowed
    export = WordpressExport(made_by=user, parent=parent, fetches=fetches)
    export.file.save(f"{export.token}.xml", file, save=False)
    if uploads:
        export.uploads.save(f"{export.token}.zip", uploads, save=False)
    export.save()
    return export


def begin(*, export: WordpressExport, user: User, topics: dict[str, str], again: bool = False) -> None:
    """Let the worker make drafts of `export`. `topics`: for each category or tag the id of a topic, "new" or "";
    `again`: also of posts whose drafts were deleted since they were brought in.

    Audited. Raises NotAllowed where somebody else uploaded it, where it is not ready, or where they may not write.
    """
    with transaction.atomic():
        held = WordpressExport.objects.select_for_update().get(pk=export.pk)
        ready = held.state in (ExportState.READ, ExportState.DONE)
        if held.made_by_id != user.pk or not ready or not can_move_into(user, held.parent):
            raise NotAllowed
        known = {str(pk) for pk in Topic.objects.values_list("pk", flat=True)}
        allowed = known | ({NEW_TOPIC} if user.has_perm("pages.add_topic") else set())
        for term in held.terms:
            choice = topics.get(term["name"], str(term["topic"]))
            term["topic"] = choice if choice in allowed else ""
        if again:
            deleted_since(held).update(state=PostState.NEW)
        held.state = ExportState.WORKING
        held.save()
        record("wordpress.began", actor=user.opaque_id, posts=_waiting(held).count())


def make_drafts(export: WordpressExport) -> None:
    """Make a draft of every post of `export` that waits, each in a transaction of its own. For the worker.

    Nothing is published. Running it again, or after it was cut off, goes on where it stopped.
    """
    if export.state != ExportState.WORKING:
        return
    user = export.made_by
    if not (user.is_active and can_move_into(user, export.parent)):
        export.state, export.problem = ExportState.BAD, "The person who began this may not write there any more."
        export.save()
        return
    topics = _topics(export)
    with Uploads(export) as uploads:
        for pk in list(_waiting(export).values_list("pk", flat=True)):
            post = ExportedPost.objects.get(pk=pk)
            try:
                with transaction.atomic():
                    _make_draft(export, post, uploads, topics)
            except Exception as problem:  # one post that cannot be made must not stop the others
                _log.warning("post %s of export %s could not be made: %s", pk, export.pk, type(problem).__name__)
                notes = [*post.notes, "Something in it could not be kept here: write it again by hand"]
                ExportedPost.objects.filter(pk=pk).update(state=PostState.FAILED, notes=notes)
            export.save(update_fields=["touched_at"])
    export.state = ExportState.DONE
    export.save()
    record("wordpress.made", actor=user.opaque_id, posts=export.posts.filter(state=PostState.MADE).count())


def deleted_since(export: WordpressExport) -> Any:
    """Posts of `export` that were brought in before, and whose pages staff deleted since."""
    gone = MovedPost.objects.filter(source=export.source, page=None).values("guid")
    return export.posts.filter(is_file=False, state=PostState.KNOWN, guid__in=gone)


def _waiting(export: WordpressExport) -> Any:
    return export.posts.filter(is_file=False, state=PostState.NEW).order_by("number")


def _topics(export: WordpressExport) -> dict[str, Topic]:
    """The topic of each category and tag, made where that was chosen."""
    found: dict[str, Topic] = {}
    with transaction.atomic():
        for term in export.terms:
            name, choice = term["name"], str(term["topic"])
            if choice == NEW_TOPIC:
                slug = slugify(name)[:60] or f"topic-{uuid.uuid4().hex[:8]}"
                there = Topic.objects.filter(name__iexact=name).first() or Topic.objects.filter(slug=slug).first()
                found[name] = there or Topic.objects.create(name=name, slug=slug)
            elif choice and (topic := Topic.objects.filter(pk=choice).first()):
                found[name] = topic
    return found


def _make_draft(export: WordpressExport, post: ExportedPost, uploads: Uploads, topics: dict[str, Topic]) -> None:
    moved, is_new = MovedPost.objects.get_or_create(
        source=export.source, guid=post.guid, defaults={"old_path": post.old_path}
    )
    if not is_new and moved.page_id:
        ExportedPost.objects.filter(pk=post.pk).update(state=PostState.KNOWN)
        return
    data, notes = post.data, list(post.notes)
    parent = export.parent.specific
    parent.refresh_from_db()
    body = _with_media(export, data["blocks"], uploads, notes)
    page = NewsPage(
        title=post.title,
        slug=_free_slug(parent, data["slug"] or slugify(post.title)[:100] or f"post-{post.number}"),
        summary=data["summary"],
        published_on=datetime.date.fromisoformat(data["day"]),
        byline=data["byline"],
        lead_image_id=_lead(export, data["thumbnail"], uploads, notes),
        body=body,
        locale=parent.locale,
        live=False,
        has_unpublished_changes=True,
        owner=export.made_by,
    )
    parent.add_child(instance=page)
    page.topics.set({topics[term].pk for term in data["terms"] if term in topics})
    page.areas.set(parent.areas.all())
    page.save(clean=False)
    page.save_revision(user=export.made_by, log_action="wagtail.create", clean=False)
    moved.page = page
    moved.save(update_fields=["page"])
    ExportedPost.objects.filter(pk=post.pk).update(state=PostState.MADE, notes=notes)


def _free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 100_000))) if slug not in taken)


def _with_media(
    export: WordpressExport, blocks: list[dict[str, Any]], uploads: Uploads, notes: list[str]
) -> list[dict[str, Any]]:
    """`blocks` with pictures and files of this site in the place of old addresses. A picture's words for people who
    cannot see it stay empty: a person writes them, and the gate waits for that."""
    made = []
    for block in blocks:
        value = dict(block["value"]) if isinstance(block["value"], dict) else block["value"]
        if block["type"] in ("image", "document"):
            source = _address(export, value.pop("src"))
            try:
                if block["type"] == "image":
                    value |= {"image": uploads.image(source), "alt_text": "", "decorative": False}
                else:
                    value |= {"document": uploads.document(source)}
            except NotHere as problem:
                notes.append(f"{source[:200]}: {problem}")
                continue
        made.append({"type": block["type"], "value": value, "id": str(uuid.uuid4())})
    return made


def _lead(export: WordpressExport, old_id: str, uploads: Uploads, notes: list[str]) -> int | None:
    if not old_id:
        return None
    source = _address(export, f"{GALLERY}{old_id}")
    try:
        return uploads.image(source)
    except NotHere as problem:
        notes.append(f"Main picture {source[:200]}: {problem}")
        return None


def _address(export: WordpressExport, source: str) -> str:
    """The address of a file that the old site knew by its number."""
    if not source.startswith(GALLERY):
        return source
    number = source.removeprefix(GALLERY)
    row = export.posts.filter(is_file=True, old_id=number).first()
    return row.data.get("src", "") if row else f"picture {number}"


def lead_on(page: Page) -> int:
    """Let the old address of `page`, which is public now, lead to it; how many redirects were made. A redirect that is
    there already stays, and an address where a page lives gets none."""
    made = 0
    for moved in MovedPost.objects.filter(page_id=page.pk).exclude(old_path=""):
        path = Redirect.normalise_path(moved.old_path)
        own = Redirect.normalise_path(page.get_url() or "")
        if path in (own, "", "/") or len(path) > 255 or Redirect.objects.filter(old_path=path).exists():
            continue
        Redirect.objects.create(old_path=path, redirect_page_id=page.pk, is_permanent=True)
        made += 1
    return made


def forget_old_exports() -> int:
    """Delete exports, with their files, that nobody touched for a month. Returns how many."""
    old = list(WordpressExport.objects.filter(touched_at__lt=timezone.now() - KEPT_FOR)[:20])
    for export in old:
        for file in (export.file, export.uploads):
            if file:
                file.delete(save=False)
        export.delete()
    return len(old)
