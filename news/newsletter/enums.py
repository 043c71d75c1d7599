"""The states of a subscriber, of a letter, of a sending and of one person's copy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How a subscriber stands. Only ACTIVE gets newsletters."""

    PENDING = "pending", _("Has not confirmed yet")
    ACTIVE = "active", _("Gets the newsletter")
    OUT = "out", _("Left")
    BOUNCED = "bounced", _("The address does not take letters")


class LetterKind(TextChoices):
    """What a letter to one person says."""

    CONFIRM = "confirm", _("Please confirm")
    KNOWN = "known", _("You get it already")


class LetterState(TextChoices):
    """What became of a letter. Once SENDING, it is never tried again unless the server surely did not take it."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Could not be sent")


class Stage(TextChoices):
    """How far the sending of a newsletter is."""

    SCHEDULED = "scheduled", _("Waits for its time")
    SENDING = "sending", _("Being sent")
    DONE = "done", _("Sent")
    STOPPED = "stopped", _("Stopped")


class Copy(TextChoices):
    """What became of one person's copy."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    SKIPPED = "skipped", _("Not sent: they left, paused or their address stopped working")
    UNKNOWN = "unknown", _("Not known: the worker stopped in the middle, and it is not sent again")


class Bounce(TextChoices):
    """What came back about one copy."""

    NONE = "", _("Nothing")
    SOFT = "soft", _("Not taken this time")
    HARD = "hard", _("The address does not exist")
    COMPLAINT = "complaint", _("Reported as spam")
    LEAVE = "leave", _("Asked by e-mail to leave")
