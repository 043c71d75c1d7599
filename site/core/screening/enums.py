"""What a rule looks for and what follows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What was found."""

    PERSONAL = "personal", _("Personal details")
    RISK = "risk", _("Could be at risk")
    BLOCKED = "blocked", _("Hurtful words")


class Action(TextChoices):
    """What follows a hit. Nothing is ever refused in silence, and nobody is punished by a rule."""

    WARN = "warn", _("Tell the writer")
    HOLD = "hold", _("A person looks first")
    SIGNPOST = "signpost", _("Show help, and a person looks first")
    MASK = "mask", _("Cover it up")


class Matcher(TextChoices):
    """How it is found: a list of phrases, or one of the finders of personal data in code."""

    PHRASE = "phrase", _("Words and phrases")
    EMAIL = "email", _("E-mail addresses")
    PHONE = "phone", _("Phone numbers")
    POSTCODE = "postcode", _("Full postcodes")
    HANDLE = "handle", _("Names on other services")
