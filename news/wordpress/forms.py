"""What moves in, and where to."""

from __future__ import annotations

import zipfile
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from news.wordpress.archives import has_short_list

MOST_BYTES = 300 * 1024 * 1024
MOST_ZIP_BYTES = 2 * 1024 * 1024 * 1024


class UploadForm(forms.Form):
    """An export of WordPress, the page below which its posts go, and its uploads."""

    parent = forms.ChoiceField(
        label=gettext_lazy("Where to"),
        help_text=gettext_lazy("Posts become drafts below this page."),
        widget=forms.Select(attrs={"class": "w-w-full"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Export"),
        help_text=gettext_lazy("In WordPress choose Tools, Export, Posts. The file ends in .xml. At most 300 MB."),
        error_messages={"required": gettext_lazy("Choose the .xml file that WordPress made.")},
    )
    uploads = forms.FileField(
        label=gettext_lazy("Pictures and files"),
        required=False,
        help_text=gettext_lazy("The folder wp-content/uploads as a ZIP, where you have it. At most 2 GB."),
    )
    fetches = forms.BooleanField(
        label=gettext_lazy("Fetch pictures and files from the old site"),
        required=False,
        help_text=gettext_lazy("Those that are not in the ZIP. The old site must still be there."),
    )

    def __init__(self, *args: Any, places: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(page.pk): page for page in places}
        self.fields["parent"].choices = [(key, page.get_admin_display_title()) for key, page in self.places.items()]  # type: ignore[attr-defined]

    def clean_parent(self) -> Page:
        """The page itself."""
        return self.places[self.cleaned_data["parent"]]

    def clean_file(self) -> Any:
        """Raises ValidationError for what cannot be an export."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 300 MB. Export it in parts, by date."))
        if file.read(4)[:2] == b"PK":
            raise forms.ValidationError(_("This is a ZIP. Unpack it, and choose the .xml file that was in it."))
        file.seek(0)
        return file

    def clean_uploads(self) -> Any:
        """Raises ValidationError for what is no ZIP."""
        file = self.cleaned_data["uploads"]
        if not file:
            return None
        if file.size > MOST_ZIP_BYTES:
            raise forms.ValidationError(_("The ZIP is larger than 2 GB. Leave out the sizes that WordPress made."))
        if not zipfile.is_zipfile(file):
            raise forms.ValidationError(_("This is no ZIP file."))
        if not has_short_list(file):
            raise forms.ValidationError(_("This ZIP holds too many files. Leave out the sizes that WordPress made."))
        file.seek(0)
        return file
