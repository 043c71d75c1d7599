"""Links to read a page before it is public: made for one named person, counted, ended, and kept as a digest only."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from core.audit.actions import record
from core.pages.models import embargo_of
from core.pages.reviews import uk_today
from core.people.models import User
from home.publishing.models import PreviewLink

USUAL = datetime.timedelta(days=7)
LONGEST = datetime.timedelta(days=90)
KEPT_AFTER_END = datetime.timedelta(days=30)
TOKEN_BYTES = 24


def usual_end(page: Page) -> datetime.datetime:
    """When a link to `page` ends unless somebody says otherwise: with the embargo, else after seven days."""
    return embargo_of(page.get_latest_revision_as_object()) or timezone.now() + USUAL


@transaction.atomic
def make_link(*, by: User, page: Page, for_name: str, expires_at: datetime.datetime) -> str:
    """Make a link to `page` for `for_name` until `expires_at`; gives its token, which is kept nowhere. Whoever calls
    has asked whether `by` may edit `page`. Writes the link and the audit."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PreviewLink.objects.create(
        page_id=page.pk, token_hash=digest(token), for_name=for_name, expires_at=expires_at, made_by=by
    )
    record("page.link_made", actor=by.opaque_id, target=f"page:{page.pk}", link=link.pk)
    return token


@transaction.atomic
def end_link(*, by: User, link: PreviewLink) -> None:
    """End `link` now. Whoever calls has asked whether `by` may edit its page."""
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("page.link_ended", actor=by.opaque_id, target=f"page:{link.page_id}", link=link.pk)


def link_of(token: str) -> PreviewLink | None:
    """The link of `token` while it works. One query."""
    now = timezone.now()
    working = PreviewLink.objects.filter(token_hash=digest(token), revoked_at=None, expires_at__gt=now)
    return working.select_related("page__locale").first()


def count_opening(link: PreviewLink) -> None:
    """Note that `link` was opened, and the UK day; nothing about who or from where."""
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_on=uk_today())


def digest(token: str) -> str:
    """What is kept of `token`: too long to be guessed, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def forget_ended() -> None:
    """Delete links that ended or were ended 30 days ago. Repeatable."""
    before = timezone.now() - KEPT_AFTER_END
    PreviewLink.objects.filter(expires_at__lt=before).delete()
    PreviewLink.objects.filter(revoked_at__lt=before).delete()
