"""The two doors for files: model fields that clean whatever is stored, by whichever way it comes, and the fields of
forms, which do the same earlier so that an editor reads in words what is wrong."""

from __future__ import annotations

import hashlib
import io
import secrets
from pathlib import PurePosixPath
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.forms import FileField
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.pages.media.cleaning import check_size, clean_picture
from core.pages.media.contents import clean_document, count_pages
from core.pages.reviews import uk_today

LONGEST_NAME = 60
EMPTY = _("This file is empty. Choose another one.")


def extension_of(name: str | None) -> str:
    """The end of a file's name in small letters, without its dot."""
    return PurePosixPath(name or "").suffix[1:].casefold()


def unguessable_name(extension: str) -> str:
    """A name for a stored picture that nobody can guess, and that tells nothing of what its owner called it."""
    return f"{secrets.token_hex(12)}.{extension}"


def tidy_name(name: str | None) -> str:
    """The name of a file to download, short and plain, its end in small letters."""
    path = PurePosixPath((name or "").replace("\\", "/"))
    stem = get_valid_filename(path.stem[:LONGEST_NAME] or "file").strip("._-") or "file"
    return f"{stem}.{extension_of(name)}"


def _rewrite(upload: Any, data: bytes, name: str) -> None:
    """Put `data` in the place of what was sent, in memory and in its temporary file alike: whatever the CMS does with
    the upload afterwards, it stores the clean bytes."""
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(data)
    upload.file.seek(0)
    upload.size = len(data)
    upload.name = name
    upload.is_clean = True


def _bytes(content: File) -> bytes:
    content.seek(0)
    return bytes(content.read())


def store(file: Any) -> None:
    """Write a new `file` (a FieldFile) of a model to its storage now, before its row."""
    if file and not file._committed:
        file.save(file.name, file.file, save=False)


class PictureFile(WagtailImageFieldFile):
    """The stored file of a picture."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store `content` cleaned, its name unguessable. Raises ValidationError for what is no picture."""
        if not getattr(content, "is_clean", False):
            clean = clean_picture(_bytes(content))
            content = ContentFile(clean.data, name=f"picture.{clean.extension}")
            self.instance.file_size = len(clean.data)
            self.instance.file_hash = hashlib.sha1(clean.data, usedforsecurity=False).hexdigest()
        super().save(f"picture.{extension_of(content.name)}", content, save)


class PictureField(WagtailImageField):
    """A picture that is clean once it is stored."""

    attr_class = PictureFile


class DocumentFile(models.fields.files.FieldFile):
    """The stored file of a document."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store `content` once it fits its name, and measure it. Raises ValidationError where it does not fit."""
        data = _bytes(content)
        if not getattr(content, "is_clean", False):
            data = clean_document(data, extension_of(name))
        document: Any = self.instance
        document.file_size = len(data)
        document.file_hash = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        document.updated_on = uk_today()
        pages = count_pages(data, extension_of(name))
        document.pages = document.pages if pages is None else pages
        super().save(tidy_name(name), ContentFile(data), save)


class DocumentField(models.FileField):
    """A file that fits its name once it is stored."""

    attr_class = DocumentFile


class PictureUpload(WagtailImageFormField):
    """A picture in a form. What is handed on is already clean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": None})  # names are ours, so no name is too long
        self.error_messages["empty"] = EMPTY
        self.help_text = _(
            "A photo or drawing: JPEG, PNG, WebP, AVIF or HEIC, up to 10 MB and 40 million pixels. "
            "Place, time and camera are taken out of it, and very large ones are made smaller."
        )

    def to_python(self, data: Any) -> Any:
        """The clean upload. Raises ValidationError in words."""
        upload: Any = FileField.to_python(self, data)
        if upload is None or getattr(upload, "is_clean", False):
            return upload
        check_size(upload.size)
        if extension_of(upload.name) not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        clean = clean_picture(_bytes(upload))
        stem = PurePosixPath(upload.name).stem[:LONGEST_NAME]
        _rewrite(upload, clean.data, f"{stem}.{clean.extension}")
        upload.image = willow.Image.open(io.BytesIO(clean.data))
        upload.content_type = upload.image.mime_type
        return upload


class DocumentUpload(WagtailDocumentField):
    """A file in a form. What is handed on fits its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": None})
        self.error_messages["empty"] = EMPTY
        self.help_text = _(
            "PDF, Word, Excel, open document, CSV or text, up to 20 MB. Names of authors are taken out of Word, Excel "
            "and open documents. In a PDF they stay: look under its properties first."
        )

    def to_python(self, data: Any) -> Any:
        """The checked upload. Raises ValidationError in words."""
        upload = super().to_python(data)
        if upload is None or getattr(upload, "is_clean", False):
            return upload
        name = tidy_name(upload.name)
        _rewrite(upload, clean_document(_bytes(upload), extension_of(name)), name)
        return upload
