"""The demo's documents: real PDF files of plain words, written with the standard library."""

from __future__ import annotations

import textwrap

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

WIDTH = 72  # letters a line
LINES_A_PAGE = 40
NOTE = "Brackenshire is not a real place. This file is an example."


def pdf(title: str, paragraphs: list[str]) -> tuple[bytes, int]:
    """A PDF 1.7 file called `title` with `paragraphs`, in English, and its number of pages."""
    lines = [title, ""]
    for words in [*paragraphs, NOTE]:
        lines += [*textwrap.wrap(words, WIDTH), ""]
    sheets = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)]
    first = 5  # objects 1 to 4: catalogue, pages, font, facts
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + _letters(title) + b") /Producer (Sayso) >>",
    ]
    for number, sheet in enumerate(sheets):
        written = b" ".join(b"(" + _letters(line) + b") Tj T*" for line in sheet)
        content = b"BT /F1 12 Tf 16 TL 60 770 Td " + written + b" ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {first + 2 * number + 1} 0 R >>".encode(),
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        ]
    return _file(objects), len(sheets)


def _letters(words: str) -> bytes:
    """`words` as a PDF string: brackets and backslashes escaped, in the font's own encoding."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252", "replace")


def _file(objects: list[bytes]) -> bytes:
    """`objects` in order, with the table of where each begins."""
    written, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + table.encode() + trailer.encode()


def document(title: str, name: str, paragraphs: list[str]) -> AbstractDocument:
    """The file `name`.pdf in the CMS, stored where it is missing."""
    found = get_document_model().objects.filter(title=title).first()
    if found is not None:
        return found
    written, pages = pdf(title, paragraphs)
    return get_document_model().objects.create(title=title, file=ContentFile(written, name=f"{name}.pdf"), pages=pages)
