"""Files to download: whether what is inside fits the name, and who wrote them taken out where that is simple."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MOST_MEMBERS = 5000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_READ = 2 * 1024 * 1024  # of one member, or of one compressed part of a PDF
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
PROGRAMS = re.compile(r"vbaproject|vbadata|activex|/macrosheets/|^basic/|^scripts/|oleobject", re.IGNORECASE)
MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|script|svg|\?php|\?xml)", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
PDF_PROGRAM = re.compile(rb"/(JavaScript|Launch)\b")
# Who wrote it, in the properties of Office and open documents.
AUTHORS = re.compile(
    rb"(<(?P<tag>dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Manager|Company)(?:\s[^>]*)?>)"
    rb"[^<]*(</(?P=tag)>)"
)
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
PDF_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
PDF_PAGES = re.compile(rb"/Type\s*/Pages\b")
PDF_COUNT = re.compile(rb"/Count\s+(\d{1,5})\b")


def clean_document(data: bytes, extension: str) -> bytes:
    """`data`, the bytes of a file called `.extension`, as it is stored: without the names of its authors in Office and
    open documents, else unchanged. Raises ValidationError, in words for an editor, where the contents do not fit."""
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if len(data) > most:
        raise _refused(
            _("This file is %(size)s. The most is %(most)s. Make it smaller, or put it in parts.")
            % {"size": filesizeformat(len(data)), "most": filesizeformat(most)}
        )
    check = _CHECKS.get(extension)
    if check is None:
        raise _refused(_("Files of the type “%(extension)s” cannot be added here.") % {"extension": extension[:10]})
    return check(data, extension)


def count_pages(data: bytes, extension: str) -> int | None:
    """How many pages a PDF has, or None where that cannot be told without a PDF reader. Other files: None."""
    if extension != "pdf":
        return None
    counts = [count for part in _pdf_parts(data) for count in _page_counts(part)]
    return max(counts, default=None)


def _refused(words: str) -> ValidationError:
    return ValidationError(words, code="wrong_contents")


def _wrong(extension: str) -> ValidationError:
    return _refused(
        _("This file is called .%(extension)s, but its contents are something else. Save it again as that type.")
        % {"extension": extension}
    )


def _holds_programs() -> ValidationError:
    return _refused(_("This file holds macros or programs, which can harm people's computers. Save it without them."))


def _pdf(data: bytes, extension: str) -> bytes:
    if not data.startswith(b"%PDF-") or zipfile.is_zipfile(io.BytesIO(data)):
        raise _wrong(extension)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise _refused(_("This PDF is cut off: part of the file is missing. Save it again and add that."))
    if data[end + 5 :].strip(b"\r\n\0 ") != b"":
        raise _wrong(extension)
    if any(PDF_PROGRAM.search(part) for part in _pdf_parts(data)):
        raise _holds_programs()
    return data


def _pdf_parts(data: bytes) -> list[bytes]:
    """The plain part of a PDF, and its compressed lists of objects."""
    parts = [data]
    for found in list(PDF_OBJECTS.finditer(data))[:MOST_MEMBERS]:
        try:
            parts.append(zlib.decompressobj().decompress(data[found.end() :], MOST_READ))
        except zlib.error:
            continue
    return parts


def _page_counts(part: bytes) -> list[int]:
    found = []
    for pages in PDF_PAGES.finditer(part):
        # The count stands in the same object, before or after the type.
        start = max(part.rfind(b"obj", 0, pages.start()), part.rfind(b"<<", 0, pages.start()), 0)
        end = part.find(b">>", pages.end())
        counts = PDF_COUNT.findall(part[start : end if end >= 0 else pages.end() + 2000])
        found += [int(count) for count in counts]
    return found


def _archive(data: bytes, extension: str) -> zipfile.ZipFile:
    """The members of `data`, which must be an archive from its first byte to its last, of bearable size."""
    if not data.startswith(b"PK\x03\x04"):
        raise _wrong(extension)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as problem:
        raise _refused(_("This file is damaged or cut off. Save it again and add that.")) from problem
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _refused(_("This file unpacks to far more than it seems. Save it again, with smaller pictures."))
    if archive.comment or len(set(names)) != len(names) or any(member.flag_bits & 1 for member in members):
        raise _wrong(extension)
    if any(PROGRAMS.search(name) for name in names):
        raise _holds_programs()
    return archive


def _office(data: bytes, extension: str) -> bytes:
    archive = _archive(data, extension)
    names = set(archive.namelist())
    if not {"[Content_Types].xml", OFFICE_PARTS[extension]} <= names:
        raise _wrong(extension)
    if b"macroenabled" in _member(archive, "[Content_Types].xml").lower():
        raise _holds_programs()
    links = "word/_rels/settings.xml.rels"
    if links in names and b"attachedTemplate" in _member(archive, links) and b"External" in _member(archive, links):
        raise _refused(_("This file fetches a template from elsewhere. Save it again without the template."))
    return _without_authors(archive)


def _open_document(data: bytes, extension: str) -> bytes:
    archive = _archive(data, extension)
    if "mimetype" not in archive.namelist() or _member(archive, "mimetype").strip() != OPEN_DOCUMENTS[extension]:
        raise _wrong(extension)
    if "content.xml" not in archive.namelist():
        raise _wrong(extension)
    return _without_authors(archive)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of one member. Raises ValidationError where it cannot be read."""
    try:
        with archive.open(name) as member:
            return member.read(MOST_READ)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, KeyError) as problem:
        raise _refused(_("This file is damaged or cut off. Save it again and add that.")) from problem


def _without_authors(archive: zipfile.ZipFile) -> bytes:
    """The archive written anew, its order and contents kept, with the names of authors taken out of its properties."""
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(buffer, "w") as made:
            for member in archive.infolist():
                plain = zipfile.ZipInfo(member.filename)
                stored = member.compress_type == zipfile.ZIP_STORED
                plain.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                if member.filename in PROPERTIES:
                    made.writestr(plain, AUTHORS.sub(rb"\1\3", _member(archive, member.filename)))
                else:
                    with archive.open(member) as source, made.open(plain, "w") as target:
                        shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as problem:
        raise _refused(_("This file is damaged or cut off. Save it again and add that.")) from problem
    return buffer.getvalue()


def _words(data: bytes, extension: str) -> bytes:
    if CONTROL.search(data) or MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")) or data.startswith((b"%PDF", b"MZ")):
        raise _wrong(extension)
    return data


def _recording(data: bytes, extension: str) -> bytes:
    """Film and sound by their first bytes; nothing that another program would open too."""
    if not _STARTS[extension].match(data) or zipfile.is_zipfile(io.BytesIO(data)):
        raise _wrong(extension)
    if RECORDED_AT.search(data):
        raise _refused(_("This file says where it was recorded. Save it again without its location."))
    return data


def _captions(data: bytes, extension: str) -> bytes:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _wrong(extension) from problem
    if not re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", words) or CONTROL.search(data):
        raise _wrong(extension)
    return data


# Where phones write the place into a film: QuickTime's and Apple's own names.
RECORDED_AT = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location|loci\x00\x00\x00\x00")
_STARTS = {
    "mp4": re.compile(rb".{4}ftyp(?!M4A|qt)", re.DOTALL),
    "m4a": re.compile(rb".{4}ftyp(?:M4A|isom|mp4)", re.DOTALL),
    "webm": re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL),
    "mp3": re.compile(rb"ID3[\x02-\x04]|\xff[\xf2\xf3\xfa\xfb]", re.DOTALL),
}
_CHECKS: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    "docx": _office,
    "xlsx": _office,
    "odt": _open_document,
    "ods": _open_document,
    "csv": _words,
    "txt": _words,
    **dict.fromkeys(_STARTS, _recording),
    "vtt": _captions,
}
