"""The kinds of people: staff roles and age bands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of staff may do, everywhere or in one area (see RoleAssignment)."""

    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver")
    SAFEGUARDING_APPROVER = "safeguarding_approver", _("Safeguarding approver")
    MODERATOR = "moderator", _("Moderator")
    DSL = "dsl", _("Designated Safeguarding Lead")
    ANALYST = "analyst", _("Analyst")
    YOUTH_WORKER = "youth_worker", _("Youth worker")
    AREA_LEAD = "area_lead", _("Area lead")


class AgeBand(TextChoices):
    """Asked once, neutrally. Under 13 has no account, so it is no band of a Profile."""

    FROM_13 = "13-15", _("13 to 15")
    FROM_16 = "16-17", _("16 or 17")
    FROM_18 = "18-24", _("18 to 24")
    FROM_25 = "25+", _("25 or over")


ADULTS: frozenset[str] = frozenset({AgeBand.FROM_18, AgeBand.FROM_25})
"""The bands of people who are 18 or over."""
