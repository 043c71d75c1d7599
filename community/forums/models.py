"""Board (a place to talk) and Topic (a thread on a board)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.forums.enums import Audience, Mode

# Words that stand in the place of a board in addresses.
TAKEN_SLUGS = frozenset({"posts", "yours", "ideas", "reports"})


class Board(models.Model):
    """A place to talk, for one area or the whole partnership."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey("areas.Area", models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.EVERYONE)
    adults_only = models.BooleanField(_("only for over 18s to write in"), default=False)
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.BEFORE)
    takes_posts = models.BooleanField(_("takes new posts"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    topic_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode=Mode.BEFORE) | Q(adults_only=True),
                name="young_people_are_read_first",
                violation_error_message=_("Where under-18s can write, a person reads every post before it shows."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("board", args=[self.slug])

    def clean(self) -> None:
        """Refuse a slug that other addresses use."""
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": _("This word is used by another page. Please choose another one.")})


class Topic(models.Model):
    """A thread on a board. `listed_at` is when its newest post was published, or empty while it does not show: boards
    list by one index, whatever their size."""

    thread = models.OneToOneField("discussion.Thread", models.CASCADE, primary_key=True, related_name="topic")
    board = models.ForeignKey(Board, models.PROTECT, related_name="topics")
    pinned = models.BooleanField(default=False)
    listed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                F("board"),
                F("pinned").desc(),
                F("listed_at").desc(),
                F("thread").desc(),
                condition=Q(listed_at__isnull=False),
                name="topics_of_a_board",
            ),
            models.Index(
                F("listed_at").desc(), F("thread").desc(), condition=Q(listed_at__isnull=False), name="topics_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"topic {self.thread_id}"
