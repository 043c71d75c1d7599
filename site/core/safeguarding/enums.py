"""The words of a concern."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a concern stands."""

    NEW = "new", _("New")
    ACKNOWLEDGED = "acknowledged", _("Being looked at")
    CLOSED = "closed", _("Closed")


class Category(TextChoices):
    """What it may be about, as far as we know."""

    UNSURE = "unsure", _("Not sure yet")
    SELF_HARM = "self_harm", _("Hurting themselves")
    ABUSE = "abuse", _("Being hurt by someone")
    EXPLOITATION = "exploitation", _("Being used by others")
    THREAT = "threat", _("A threat")
    WEAPON = "weapon", _("A weapon")
    GROOMING = "grooming", _("Someone unsafe getting close")


class Outcome(TextChoices):
    """How it ended, for us."""

    REFERRED = "referred", _("Passed on to children’s or adult social care")
    POLICE = "police", _("Passed on to the police")
    SUPPORTED = "supported", _("Put in touch with support")
    NO_ACTION = "no_action", _("Looked at, nothing more to do")
    DUPLICATE = "duplicate", _("Already in another concern")


# Which reason codes of other parts (a flag's, a screening rule's, a case's) say what it may be about.
CATEGORY_OF = {
    "risk-self-harm": Category.SELF_HARM,
    "risk-disclosure": Category.ABUSE,
    "risk-exploitation": Category.EXPLOITATION,
    "risk-threat": Category.THREAT,
    "risk-weapon": Category.WEAPON,
    "risk-grooming": Category.GROOMING,
}
