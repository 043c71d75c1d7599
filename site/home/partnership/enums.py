"""The words of the partnership's own pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    """What sort of body a partner is. The first six are specified authorities, the next three relevant authorities."""

    POLICE = "police", _("Police")
    PROBATION = "probation", _("Probation")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice")
    FIRE = "fire", _("Fire and rescue")
    HEALTH_BOARD = "health_board", _("Integrated care board or local health board")
    COUNCIL = "council", _("Local authority")
    PRISON = "prison", _("Prison")
    YOUTH_CUSTODY = "youth_custody", _("Youth custody")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Other health service")
    COMMISSIONER = "commissioner", _("Police and crime commissioner or mayor")
    COMMUNITY = "community", _("Voluntary or community group")
    UNIVERSITY = "university", _("University or research")
    OTHER = "other", _("Another body")


class Duty(TextChoices):
    """How a partner stands under the Serious Violence Duty (Police, Crime, Sentencing and Courts Act 2022, part 2)."""

    SPECIFIED = "specified", _("Specified authority")
    RELEVANT = "relevant", _("Relevant authority")


# Police, Crime, Sentencing and Courts Act 2022, schedule 1 (specified authorities) and section 10 with schedule 2
# (educational, prison and youth custody authorities). A fire service or council is one only where the law says so for
# its area, so the flag is set by a person, with a source and a date.
KINDS_OF_DUTY: dict[str, frozenset[str]] = {
    Duty.SPECIFIED: frozenset(
        {
            PartnerKind.POLICE,
            PartnerKind.PROBATION,
            PartnerKind.YOUTH_JUSTICE,
            PartnerKind.FIRE,
            PartnerKind.HEALTH_BOARD,
            PartnerKind.COUNCIL,
        }
    ),
    Duty.RELEVANT: frozenset({PartnerKind.PRISON, PartnerKind.YOUTH_CUSTODY, PartnerKind.EDUCATION}),
}


class ProjectStatus(TextChoices):
    """How far a project is."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    FINISHED = "finished", _("Finished")


class ContactTopic(TextChoices):
    """What a message is about. The first goes to the safeguarding leads, whatever it says."""

    SAFETY = "safety", _("I am worried about someone’s safety")
    HELP = "help", _("Help and support near me")
    SAY = "say", _("A consultation or a talk on this site")
    WORK = "work", _("Working with the partnership")
    FUNDING = "funding", _("Funding")
    PRESS = "press", _("I am a journalist")
    DATA = "data", _("My personal data")
    OTHER = "other", _("Something else")
