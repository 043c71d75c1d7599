"""A file to download."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock


class DocumentBlock(StructBlock):
    """A file with its kind and size, so that nobody spends data by surprise."""

    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(max_length=120, required=False, label=_("Title"), help_text=_("Empty: the file's own title."))
    description = CharBlock(max_length=200, required=False, label=_("What is in it"))

    class Meta:
        icon = "doc-full"
        label = _("File to download")
        template = "components/blocks/document.html"
        description = _("A file, shown with its kind and size.")
