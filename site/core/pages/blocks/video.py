"""A film: nothing of it is loaded before somebody asks for it."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import MEDIA, transcript, wrong_kind
from core.pages.pictures import shown

COMPANIES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "tiktok.com": "TikTok",
}
CAPTIONS = [
    ("no", _("No captions")),
    ("in", _("With captions")),
    ("bsl", _("With captions and British Sign Language")),
]


def company_of(url: str) -> str:
    """Whose page `url` opens: the company's name where it is a known one, else the host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    return next((name for end, name in COMPANIES.items() if host == end or host.endswith(f".{end}")), host)


FILMS = frozenset({"mp4", "webm"})
CAPTION_FILES = frozenset({"vtt"})


class VideoBlock(PageBlock):
    """A film as a file of our own, or as a link to the page of a company that is named first. Never a frame."""

    title = CharBlock(max_length=120, label=_("Title"), help_text=_("What people see in it."))
    url = URLBlock(
        required=False,
        max_length=500,
        label=_("Its address"),
        help_text=_("Where people watch it, such as on YouTube. The page says whose site opens and loads nothing."),
    )
    document = DocumentChooserBlock(
        required=False,
        label=_("Or a file of ours"),
        help_text=_("MP4 or WebM. Loads when somebody presses play."),
    )
    captions_file = DocumentChooserBlock(
        required=False, label=_("Captions of our file"), help_text=_("A WebVTT file (.vtt).")
    )
    captions = ChoiceBlock(
        choices=CAPTIONS, default="in", label=_("Captions"), help_text=_("What is said, as words in the picture.")
    )
    minutes = CharBlock(max_length=30, label=_("How long"), help_text=_("Such as “3 minutes”."))
    size = CharBlock(
        max_length=30, required=False, label=_("How large"), help_text=_("Of a film elsewhere, such as “about 40 MB”.")
    )
    poster = ImageChooserBlock(
        required=False, label=_("Still picture"), help_text=_("Only decoration: the title says what the film is.")
    )
    transcript = transcript(_("All that is said and, where it matters, seen. No film goes up without it."))

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError for a file of another kind."""
        cleaned = super().clean(value)
        wrong_kind(cleaned, "document", FILMS, _("Choose a film: an MP4 or WebM file."))
        wrong_kind(cleaned, "captions_file", CAPTION_FILES, _("Choose captions: a WebVTT file."))
        return cleaned

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """With `company` (who shows it), `captions_said` and `poster_src`; None without file and address."""
        if not value.get("document") and not value.get("url"):
            return None
        poster = value.get("poster")
        return {
            **value,
            "company": company_of(value.get("url") or ""),
            "captions_said": dict(CAPTIONS).get(value.get("captions", ""), ""),
            "poster_src": shown(poster, "").src if poster else "",
        }

    class Meta:
        icon = "media"
        label = _("Film")
        group = MEDIA
        template = "components/blocks/video.html"
        preview_value = {
            "title": "How the youth board works",
            "url": "https://video.example.org/youth-board",
            "minutes": "3 minutes",
            "size": "about 40 MB",
            "captions": "in",
            "transcript": "<p>We meet on the first Tuesday of the month.</p>",
        }
        description = _("A film with its transcript. Nothing loads before somebody asks.")
