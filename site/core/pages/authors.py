"""Who wrote what waits for approval, and how sensitive it is or was: read from versions, which nobody can forget."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from core.pages.enums import Sensitivity

# What a version holds beside its words. Who approves may comment (saved with the page), and choose the time.
NOT_WORDS = frozenset(
    {"wagtail_admin_comments", "latest_revision_created_at", "latest_revision", "live_revision", "draft_title", "words",
     "has_unpublished_changes", "live", "locked", "locked_at", "locked_by", "expired", "first_published_at",
     "last_published_at", "go_live_at", "expire_at", "path", "depth", "numchild", "url_path",
     "version", "tested_sha", "paused_at", "paused_why", "under_attack"}
)  # fmt: skip


def unapproved(thing: Any) -> Any:
    """The versions of `thing` (a page, or what is approved with one) that were made since the one that is live (all,
    where none is), oldest first."""
    versions = Revision.objects.filter(object_id=str(thing.pk), base_content_type=thing.get_base_content_type())
    if thing.live_revision_id:
        versions = versions.filter(pk__gt=thing.live_revision_id)
    return versions.order_by("created_at", "pk")


def wrote_some_of(thing: Any, user: Any) -> bool:
    """Whether `user` wrote words of the page `thing`, or of what is approved with it, that nobody has approved.
    Comments are no words. One query each, and one more with the words themselves where `user` saved a version."""
    if not isinstance(thing, Page):
        return False
    others = getattr(thing.specific_deferred, "approved_with", list)()
    return any(_wrote(part, user) for part in [thing, *others])


def _wrote(thing: Any, user: Any) -> bool:
    if not unapproved(thing).filter(user=user).exists():
        return False
    before = words_in(thing.live_revision) if thing.live_revision_id and thing.live_revision else None
    for version in unapproved(thing).iterator(chunk_size=20):
        now = words_in(version)
        if version.user_id == user.pk and now != before:
            return True
        before = now
    return False


def words_in(version: Revision) -> dict[str, Any]:
    """What `version` says, without what changes by itself: browsers send the ends of lines in a way of their own."""
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in version.content.items()
        if name not in NOT_WORDS
    }


def is_sensitive(thing: Any) -> bool:
    """Whether the page `thing` is sensitive now, or in any version since the one that is live."""
    page = thing.specific if isinstance(thing, Page) else thing
    if getattr(page, "sensitivity", Sensitivity.NORMAL) > Sensitivity.NORMAL:
        return True
    return any(
        (level or 0) > Sensitivity.NORMAL
        for level in unapproved(page).values_list("content__sensitivity", flat=True).iterator()
    )
