"""What is done to a page at once, without an approver."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UrgentKind(TextChoices):
    """The two things that never wait for approval."""

    CORRECTED = "corrected", _("Corrected")
    DOWN = "down", _("Taken down")


class Answer(TextChoices):
    """What an approver said about it afterwards."""

    FINE = "fine", _("Confirmed")
    BACK = "back", _("Put back as it was")
