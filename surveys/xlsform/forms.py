"""The forms of the two steps: which file, and what the consultation is called and when it opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from surveys.authoring.start import StartForm
from surveys.xlsform.importing import Imported, pictures_in, take
from surveys.xlsform.limits import MOST_BYTES, BadFile
from surveys.xlsform.reading import read_workbook


class FileForm(forms.Form):
    """One file; a valid form has read it into `made`."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An XLSForm as .xlsx, or as CSV in UTF-8. At most 2 MB, 300 questions and 5,000 rows a sheet."),
    )
    made: Imported

    def clean_file(self) -> Any:
        """Reads the file. Raises ValidationError with plain words where it cannot be taken."""
        file = self.cleaned_data["file"]
        try:
            book = read_workbook(file.read(MOST_BYTES + 1))
            wanted = pictures_in(book)
            there = get_image_model().objects.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
            self.made = take(book, pictures=there)
        except BadFile as problem:
            raise forms.ValidationError(str(problem)) from None
        return file


class DraftForm(StartForm):
    """What the drafts need beside the questions: a title and dates, as any consultation that begins."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("template", "who_decides", "reply_by"):
            del self.fields[name]
