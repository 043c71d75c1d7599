"""The states of what people post, the moves between them, and how cases are sorted."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Visibility(TextChoices):
    """Who sees a thing that someone posted."""

    PENDING = "pending", _("Being checked")
    VISIBLE = "visible", _("Showing")
    HIDDEN = "hidden", _("Hidden while we look")
    RETURNED = "returned", _("Sent back for a change")
    REMOVED = "removed", _("Taken down")
    WITHDRAWN = "withdrawn", _("Taken back by its writer")


class Move(TextChoices):
    """What may be done to a thing that someone posted."""

    APPROVE = "approve", _("Show it")
    RETURN = "return", _("Ask to edit")
    REMOVE = "remove", _("Take down")
    HIDE = "hide", _("Hide while we look")
    RESEND = "resend", _("Send again")
    WITHDRAW = "withdraw", _("Take back")


class CaseKind(TextChoices):
    """Why a person has to look."""

    RISK = "risk", _("Could be at risk")
    FLAGGED = "flagged", _("Reported")
    PERSONAL = "personal", _("May name someone")
    WORDS = "words", _("Words to check")
    NEW = "new", _("New post")


class Severity(IntegerChoices):
    """How soon a person has to look; 1 comes first."""

    NOW = 1, _("Now")
    SOON = 2, _("Soon")
    USUAL = 3, _("In turn")


class CaseState(TextChoices):
    """Whether someone still has to decide."""

    OPEN = "open", _("Waiting")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed: the writer took it back")


class Outcome(TextChoices):
    """What a moderator decided."""

    SHOWN = "shown", _("Shown")
    RETURNED = "returned", _("Sent back for a change")
    REMOVED = "removed", _("Taken down")
    ESCALATED = "escalated", _("Passed to the safeguarding lead")


class FlagReason(TextChoices):
    """What someone says is wrong with a post."""

    DANGER = "danger", _("It could put someone in danger")
    UNKIND = "unkind", _("It is unkind or hateful")
    PRIVATE = "private", _("It names someone or shares private things")
    OTHER = "other", _("Something else")
