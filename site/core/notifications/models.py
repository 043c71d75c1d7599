"""Notification (a line in someone's list), Wanted (how they want to be told), OutboxMessage (an e-mail to be sent)."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.notifications import registry


class Notification(models.Model):
    """One thing that a person was told. No words that people wrote."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    url = models.CharField(max_length=200)
    facts = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed = models.ForeignKey("OutboxMessage", models.SET_NULL, null=True, blank=True, related_name="notifications")

    personal_data = SimpleNamespace(
        purpose=_("To tell a person what happened to what they wrote or follow."),
        retention=_("180 days."),
        erasure=_("Deleted with the account."),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_of_person"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def wording(self) -> str:
        """What the list says."""
        return registry.wording_of(self.kind, self.facts) or str(_("Something new"))


class How(models.TextChoices):
    """How a person wants to be told."""

    SITE = "site", _("Only here, on this site")
    EMAIL = "email", _("Here, and by email")


class Wanted(models.Model):
    """How one person wants to be told; no row means the default for their age."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    how = models.CharField(max_length=5, choices=How.choices)

    personal_data = SimpleNamespace(
        purpose=_("To tell people things in the way that they chose."),
        retention=_("As long as the account."),
        erasure=_("Deleted with the account."),
    )

    def __str__(self) -> str:
        return self.how


class OutboxMessage(models.Model):
    """An e-mail to one person, about all that is new when it is sent. Once `sending`, it is never tried again."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not needed, or could not be sent")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    personal_data = SimpleNamespace(
        purpose=_("To send each e-mail once."), retention=_("30 days."), erasure=_("Deleted with the account.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(state="waiting"), name="one_waiting_message")
        ]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class ToldOnce(models.Model):
    """That something was told, under a key that makes sure it is told once; and the e-mail to a team about it."""

    key = models.CharField(max_length=120, unique=True)
    on = models.DateField()
    url = models.CharField(max_length=200)
    mailbox = models.EmailField(blank=True)
    state = models.CharField(max_length=8, choices=OutboxMessage.State.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="told_once_waiting")]

    def __str__(self) -> str:
        return self.key
