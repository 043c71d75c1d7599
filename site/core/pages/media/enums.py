"""Whom a picture shows, and who agreed to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class People(TextChoices):
    """Whether a picture shows somebody who can be recognised."""

    NOBODY = "nobody", _("No, nobody can be recognised")
    CROWD = "crowd", _("Only in passing, in a crowd in a public place")
    AGREED = "agreed", _("Yes. They agreed, and that is written down under “Photo consents”")


class AgeBand(TextChoices):
    """How old the youngest person in the picture is."""

    CHILD = "child", _("Under 16")
    TEEN = "teen", _("16 or 17")
    ADULT = "adult", _("18 or over")


class GivenBy(TextChoices):
    """Who agreed."""

    THEMSELVES = "self", _("The person shown")
    GUARDIAN = "guardian", _("Their parent or guardian")
    BOTH = "both", _("Both")
