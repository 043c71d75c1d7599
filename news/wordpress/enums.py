"""Where an export stands, and what became of each of its posts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportState(TextChoices):
    """From the upload to the drafts."""

    READING = "reading", _("Being read")
    READ = "read", _("Ready to look at")
    BAD = "bad", _("Cannot be read")
    WORKING = "working", _("Drafts are being made")
    DONE = "done", _("Done")


class PostState(TextChoices):
    """What would happen with a post, or did."""

    NEW = "new", _("New draft")
    KNOWN = "known", _("Here already, left as it is")
    LEFT_OUT = "left_out", _("Left out")
    MADE = "made", _("A draft was made")
    FAILED = "failed", _("Could not be made")
