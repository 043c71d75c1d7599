"""The states of a thread."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ThreadState(TextChoices):
    """Whether a thread shows, and whether it takes replies."""

    PENDING = "pending", _("Being checked")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    HIDDEN = "hidden", _("Not showing")
