"""How boards differ."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who can read a board."""

    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("Members who signed in")
    TEAM = "team", _("The team only")


class Mode(TextChoices):
    """Whether a person reads posts before or after they show."""

    BEFORE = "before", _("A person reads every post before it shows")
    AFTER = "after", _("Posts show at once, unless screening holds them")
