"""The forms of pictures, files and consents in `/cms/`, by whichever of its ways they are opened."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.pages.media.actions import make_sizes, settle
from core.pages.media.enums import People
from core.pages.media.fields import DocumentUpload, PictureUpload
from core.pages.media.models import PhotoConsent, SiteDocument, SiteImage
from core.pages.media.rules import can_keep_consents


def _same(field: forms.Field, kind: type[forms.Field]) -> forms.Field:
    return kind(label=field.label, widget=field.widget, required=field.required)


class PictureForm(BaseImageForm):
    """A picture. Where several are added at once, whom each shows is asked in the form that follows."""

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "people": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.acting = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _same(self.fields["file"], PictureUpload)
        if "title" in self.fields:
            self.fields["title"].required = False  # an empty one is the name of the file, so that no upload is lost
        if "people" in self.fields:
            field = self.fields["people"]
            field.choices = People.choices
            # The first step of adding several sends nothing but files: only it has neither a prefix nor a person.
            field.required = bool(self.prefix or self.instance.pk or self.instance.uploaded_by_user_id)
            field.error_messages["required"] = _("Say whether the picture shows a person who can be recognised.")

    def clean(self) -> dict[str, Any]:
        """A picture without a title gets the name of its file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "title" in self.fields and not cleaned.get("title"):
            sent = self.files.get(self.add_prefix("file"))
            cleaned["title"] = " ".join(PurePath(sent.name).stem.split())[:255] if sent else ""
            if not cleaned["title"]:
                self.add_error("title", _("Give the picture a title, so that others find it."))
        return cleaned

    def save(self, commit: bool = True) -> SiteImage:
        """The picture. After commit the sizes that pages show are made, unless somebody in it has not agreed."""
        image: SiteImage = super().save(commit=commit)
        if commit:
            image.file.close()  # Wagtail leaves it open after measuring it
            settle([image.pk], actor=getattr(self.acting, "opaque_id", None))
            transaction.on_commit(lambda: make_sizes(image.pk))
        return image


class DocumentForm(BaseDocumentForm):
    """A file to download."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _same(self.fields["file"], DocumentUpload)

    def clean(self) -> dict[str, Any]:
        """A new file brings its own number of pages: the old one's is not kept unless somebody types it again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "file" in self.changed_data and "pages" in self.fields and "pages" not in self.changed_data:
            cleaned["pages"] = None
        return cleaned

    def save(self, commit: bool = True) -> SiteDocument:
        """The file. The old one goes only once the new one is stored."""
        old: Any = self.original_file  # type: ignore[has-type]
        self.original_file = None
        document: SiteDocument = super().save(commit=commit)
        if commit and "file" in self.changed_data and old and old.name != document.file.name:
            old.storage.delete(old.name)
        if commit:
            document.file.close()
        return document


class ConsentForm(WagtailAdminModelForm):
    """What somebody in a picture agreed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pictures := self.formsets.get("pictures"):
            pictures.error_messages["too_few_forms"] = _("Choose at least one picture.")

    def clean(self) -> dict[str, Any]:
        """Refuse an area that is not the editor's."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        area = cleaned.get("area")
        if self.for_user is not None and not can_keep_consents(self.for_user, area.pk if area else None):
            self.add_error("area", _("Choose your own area."))
        return cleaned

    def save(self, commit: bool = True) -> PhotoConsent:
        """The consent, with who wrote it down; its pictures appear or leave with it, and those that it is no longer
        about are looked at anew."""
        before = set(self.instance.pictures.values_list("image_id", flat=True)) if self.instance.pk else set()
        if self.instance.recorded_by_id is None and self.for_user is not None:
            self.instance.recorded_by = self.for_user
        consent: PhotoConsent = super().save(commit=commit)
        if commit:
            after = set(consent.pictures.values_list("image_id", flat=True))
            settle(before | after, actor=getattr(self.for_user, "opaque_id", None))
        return consent
