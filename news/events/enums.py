"""The small vocabularies of events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Whether an event happens."""

    ON = "on", _("Going ahead")
    POSTPONED = "postponed", _("Put off to another day")
    CANCELLED = "cancelled", _("Cancelled")


class Where(TextChoices):
    """How people take part."""

    PLACE = "place", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")


class Booking(TextChoices):
    """What people do before they come."""

    NONE = "none", _("Nothing: just turn up")
    HERE = "here", _("Sign up on this site, free")
    LINK = "link", _("Book on another site")


class Standing(TextChoices):
    """What somebody who signed up has. Only who pressed the button in their first letter has anything."""

    ASKED = "asked", _("Has not confirmed")
    GOING = "going", _("Has a place")
    WAITING = "waiting", _("On the waiting list")


class News(TextChoices):
    """Why a letter goes to somebody who signed up."""

    CONFIRM = "confirm", _("They are asked whether it was they who signed up")
    GOING = "going", _("They have a place")
    WAITING = "waiting", _("They are on the waiting list")
    MOVED_UP = "moved_up", _("A place came free")
    CHANGED = "changed", _("The event changed")
    AGAIN = "again", _("They signed up again")


class LetterState(TextChoices):
    """What became of a letter. Once `sending`, it is never tried again."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Could not be sent")
