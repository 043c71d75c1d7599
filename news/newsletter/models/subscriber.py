"""Subscriber (somebody who asked for the newsletter), and what it takes to ask, to confirm and to be left alone."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.pages.models import Topic
from news.newsletter.enums import LetterKind, LetterState, State


class SignUp(models.Model):
    """What somebody typed into the form, for moments: the worker reads it and deletes it.

    The form writes this row whoever the address belongs to, so neither its words nor its time tell who is known.
    """

    email = models.EmailField(max_length=254)
    wishes = models.JSONField(default=dict, help_text="Ids of areas and topics.")
    language = models.CharField(max_length=10)
    consent = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class Subscriber(models.Model):
    """Somebody who asked for the newsletter by e-mail. Never tied to a User: reading news makes nobody a member.

    `uuid` is the only name of a subscriber in links and in the audit. No areas (topics) means all of them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email address"), max_length=254, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    consent = models.CharField(max_length=20, help_text="The version of the words that they agreed to.")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    ask = models.PositiveIntegerField(default=1, help_text="Raised so that older links to confirm stop working.")
    soft_bounces = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="subscribers_by_state")]

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"

    def is_paused(self, today: datetime.date) -> bool:
        """Whether they wanted nothing yet on the UK day `today`."""
        return self.paused_until is not None and self.paused_until > today


class Letter(models.Model):
    """A letter to one person: please confirm, or you get it already. Sent once."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=LetterKind.choices)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="letters_due")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.state}"


class Suppression(models.Model):
    """A keyed hash of an address that must not be written to until its owner asks and confirms anew."""

    digest = models.CharField(max_length=64, primary_key=True)
    reason = models.CharField(max_length=10, choices=[("complaint", _("Complaint")), ("hard", _("Bounced"))])
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.reason} {self.on}"
