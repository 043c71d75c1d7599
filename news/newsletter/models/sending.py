"""Sending (a newsletter on its way) and Send (one person's copy)."""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.db import models

from news.newsletter.enums import Bounce, Copy, Stage
from news.newsletter.models.issue import Newsletter
from news.newsletter.models.subscriber import Subscriber


def new_key() -> str:
    """A name of one copy that cannot be guessed and fits into an address: 130 bits, 26 small letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:26]


class Sending(models.Model):
    """A newsletter that somebody agreed to send: when, to how many, and what became of it. Counts outlive people.

    `content` is made once, when the sending begins, and never again. `total` = sent + failed + skipped + unknown once
    it is DONE.
    """

    newsletter = models.OneToOneField(Newsletter, models.PROTECT, related_name="sending")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.SCHEDULED)
    due_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    agreed_count = models.PositiveIntegerField(help_text="How many would have got it when it was agreed to.")
    revision = models.PositiveBigIntegerField(help_text="The version that was agreed to.")
    content = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    gathered_to = models.PositiveBigIntegerField(default=0)
    gather_limit = models.PositiveBigIntegerField(default=0)
    is_gathered = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["stage", "due_at"], name="sendings_due")]

    def __str__(self) -> str:
        return f"{self.newsletter_id} {self.stage}"


class Send(models.Model):
    """One person's copy of one newsletter: at most one, whatever happens."""

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="copies")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="copies")
    state = models.CharField(max_length=7, choices=Copy.choices, default=Copy.WAITING)
    key = models.CharField(max_length=26, unique=True, default=new_key)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    bounce = models.CharField(max_length=9, choices=Bounce.choices, default=Bounce.NONE, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sending", "subscriber"], name="one_copy_a_person")]
        indexes = [
            models.Index(fields=["sending", "state", "id"], name="copies_by_state"),
            models.Index(fields=["claimed_at"], name="copies_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
