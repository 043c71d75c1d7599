"""The table of old and new addresses."""

from __future__ import annotations

from collections.abc import Iterator

from core.pages.addresses import path_of
from core.people.models import User
from news.wordpress.models import MovedPost

HEADINGS = ["from", "to"]


def rows(user: User, *, with_drafts: bool) -> Iterator[list[str]]:
    """The headings, then each old path with its new one, of moved pages that `user` may edit. Drafts, whose address
    answers nobody yet, only `with_drafts`."""
    yield HEADINGS
    moved = MovedPost.objects.exclude(old_path="").filter(page__isnull=False).select_related("page").order_by("pk")
    for one in moved.iterator(chunk_size=200):
        page = one.page
        if page is None or not page.permissions_for_user(user).can_edit():
            continue
        new = path_of(page.pk) or (page.get_url() if with_drafts else None)
        if new:
            yield [one.old_path, new]
