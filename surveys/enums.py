"""The fixed words of consultations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnonymityLevel(TextChoices):
    """Who can join a response to a person. Shown before the first question."""

    NOBODY = "nobody", _("Nobody can link answers to a person")
    ROLE = "role", _("A named role can link answers to a person")
    PUBLIC = "public", _("Answers are public, with a name")


class Phase(TextChoices):
    """Where a consultation stands at an instant; worked out from its dates, never stored."""

    DRAFT = "draft", _("Not published yet")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class QuestionKind(TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("Pick one")
    MULTIPLE = "multiple", _("Pick several")
    TEXT = "text", _("Your own words")


class Artwork(TextChoices):
    """The drawings that a consultation can wear."""

    PATH = "path", _("A path with places")
    MEET = "meet", _("Two voices that meet")
    GROW = "grow", _("Growing")
    MORN = "morn", _("Morning")
