"""Something to listen to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock
from wagtail.documents.blocks import DocumentChooserBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import MEDIA, transcript, wrong_kind

RECORDINGS = frozenset({"mp3", "m4a"})


class AudioBlock(PageBlock):
    """A recording of our own with everything that is said in it."""

    title = CharBlock(max_length=120, label=_("Title"), help_text=_("What people hear in it."))
    document = DocumentChooserBlock(label=_("Recording"), help_text=_("MP3 or M4A. Loads when somebody presses play."))
    minutes = CharBlock(max_length=30, label=_("How long"), help_text=_("Such as “3 minutes”."))
    transcript = transcript(_("All that is said. No recording goes up without it."))

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError for a file of another kind."""
        cleaned = super().clean(value)
        wrong_kind(cleaned, "document", RECORDINGS, _("Choose a recording: an MP3 or M4A file."))
        return cleaned

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """Nothing when the recording was deleted."""
        return value if value.get("document") else None

    class Meta:
        icon = "media"
        label = _("Recording")
        group = MEDIA
        template = "components/blocks/audio.html"
        preview_value = {
            "title": "Bus stop talk, part one",
            "minutes": "4 minutes",
            "transcript": "<p>We asked people at the stop what would help.</p>",
        }
        description = _("Something to listen to, with its transcript.")
