"""The demo's document: a real open document text, written with the standard library."""

from __future__ import annotations

import io
import zipfile
from html import escape

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

TITLE = "Route 14: the evening timetable, Easy Read"
LINES = [
    "Route 14: the evening timetable",
    "This is about the buses between Brackley Cross and Tarn Moor.",
    "There are four more buses every evening but Sunday.",
    "They leave Brackley Cross at 9:10pm, 9:50pm, 10:30pm and 11:10pm.",
    "If you are under 19, each ride costs one pound.",
    "Show your school or college card to the driver.",
    "If you feel worried, sit near the driver and tell them.",
    "There is no bus on Sunday yet. We will ask again in April.",
    "Brackenshire is not a real place. This file is an example.",
]
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def timetable() -> bytes:
    """The document as the bytes of an .odt file."""
    first, *rest = (escape(line) for line in LINES)
    body = f'<text:h text:outline-level="1">{first}</text:h>' + "".join(f"<text:p>{line}</text:p>" for line in rest)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = (
        f'{head}<office:document-content {_NAMES} office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    names = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'{head}<manifest:manifest xmlns:manifest="{names}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def document() -> AbstractDocument:
    """The document in the CMS, stored where it is missing."""
    found = get_document_model().objects.filter(title=TITLE).first()
    if found is not None:
        return found
    file = ContentFile(timetable(), name="route-14-evening-easy-read.odt")
    return get_document_model().objects.create(title=TITLE, file=file, pages=1)
