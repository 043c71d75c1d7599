"""Thread, Post and Revision: what people say to one another, shared by forums and ideas."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.discussion.enums import ThreadState
from community.moderation.enums import Visibility

LONGEST_TEXT = 10_000
LONGEST_TITLE = 120


class Thread(models.Model):
    """A talk: its title and its counters. `last_seq` is the number of its newest published post, `post_count` how many
    of its posts show now."""

    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=LONGEST_TITLE)
    slug = models.SlugField(max_length=60)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    official = models.BooleanField(default=False, help_text="Started by the partnership's team.")
    state = models.CharField(max_length=8, choices=ThreadState.choices, default=ThreadState.PENDING)
    last_seq = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0, help_text="Rises with every change that readers see.")

    def __str__(self) -> str:
        return self.title

    @property
    def is_visible(self) -> bool:
        """Whether the thread itself shows (its place may still keep people out)."""
        return self.state in (ThreadState.OPEN, ThreadState.CLOSED)

    @property
    def author_name(self) -> str:
        """The name of whoever started it. Needs author and profile read along."""
        return name_of(self.author, official=self.official)

    @property
    def reply_count(self) -> int:
        """Posts that show, without the one that opened the talk."""
        return max(self.post_count - 1, 0)


class Post(models.Model):
    """One thing that somebody said. `seq` is given when it is first published and never changes; `uuid` is its address
    and also the form's token, so that a form sent twice makes one post."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    seq = models.PositiveIntegerField(null=True, blank=True)
    is_opener = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    official = models.BooleanField(default=False, help_text="Said for the partnership's team.")
    visibility = models.CharField(max_length=9, choices=Visibility.choices, default=Visibility.PENDING)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, help_text="The thread's version when readers last saw it change.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "seq"], name="one_post_at_a_seq"),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.VISIBLE) | Q(seq__isnull=False), name="shown_posts_have_a_seq"
            ),
        ]
        indexes = [
            models.Index(F("author"), F("submitted_at").desc(), name="post_by_author"),
            models.Index(fields=["thread", "version"], condition=Q(seq__isnull=False), name="post_changes"),
        ]

    def __str__(self) -> str:
        return f"post {self.pk} in thread {self.thread_id}"

    @property
    def author_name(self) -> str:
        """The name that people see: never a member of staff's own. Needs author and profile read along."""
        return name_of(self.author, official=self.official)


class Revision(models.Model):
    """One text of a post. `source` is what was typed; `html` and `plain` were made from it once, by core.text."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    n = models.PositiveIntegerField(default=1)
    source = models.TextField(max_length=LONGEST_TEXT)
    html = models.TextField()
    plain = models.TextField()
    renderer_version = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "n"], name="one_revision_at_a_number")]

    def __str__(self) -> str:
        return f"revision {self.n} of post {self.post_id}"


def name_of(author: models.Model | None, *, official: bool) -> str:
    """The name shown for the writer of something."""
    if official:
        return _("Partnership team")
    profile = getattr(author, "profile", None) if author is not None else None
    return str(profile) if profile is not None else _("Someone who left")
