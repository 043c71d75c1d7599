"""Looking at an uploaded file before any library reads it: refuses bombs, macros, entities, links and wrong types.

Every part of an .xlsx is unzipped piece by piece under a common limit and its XML is walked by expat, which here
expands nothing: a document type, more elements, rows or letters than `limits` allows, end the reading at once.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.xlsform.limits import (
    DEEPEST_XML,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_UNZIPPED,
    BadFile,
)

PIECE = 64 * 1024
_WORKBOOK = "xl/workbook.xml"
_REFUSED_PARTS = (
    ("vbaproject", gettext_lazy("The file holds macros. Save it as “Excel workbook (.xlsx)” without them.")),
    ("macrosheets/", gettext_lazy("The file holds macros. Save it as “Excel workbook (.xlsx)” without them.")),
    ("externallinks/", gettext_lazy("The file is linked to other files. Break the links, save it and try again.")),
    ("embeddings/", gettext_lazy("The file holds other files inside it. Take them out, save it and try again.")),
    ("activex/", gettext_lazy("The file holds programs. Copy its sheets to a new workbook and save that.")),
    ("customui/", gettext_lazy("The file holds programs. Copy its sheets to a new workbook and save that.")),
)
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xls", ".docx", ".gz", ".jar", ".exe", ".7z", ".rar")


def check_xlsx(body: bytes) -> int:
    """Whether `body` may be read as an .xlsx workbook. Gives how many of its cells hold formulas. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = _check_directory(archive, body)
            walk = _Walk()
            for name in names:
                walk.part(archive, name)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise BadFile(_damaged()) from None
    except expat.ExpatError:
        raise BadFile(_damaged()) from None
    if walk.sheets > MOST_SHEETS:
        raise BadFile(_("The file has more than %(number)s sheets.") % {"number": MOST_SHEETS})
    return walk.formulas


def check_size(body: bytes) -> None:
    """Refuse a file that is larger than any form needs, or empty. Raises BadFile."""
    if len(body) > MOST_BYTES:
        raise BadFile(_("The file is larger than 2 MB. A form of 300 questions needs far less: take pictures out."))
    if not body:
        raise BadFile(_("The file is empty."))


def _damaged() -> str:
    return _("The file is damaged. Open it in a spreadsheet program, save it again as .xlsx and try once more.")


def _check_directory(archive: zipfile.ZipFile, body: bytes) -> list[str]:
    """The names of the parts, after every check that needs no unzipping."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
        raise BadFile(_("The file holds more than 20 MB when it is unpacked, or far too many parts."))
    if _WORKBOOK not in names or "[Content_Types].xml" not in names:
        raise BadFile(_("This is not an Excel workbook. Save the form as .xlsx."))
    if len(set(map(str.casefold, names))) != len(names) or archive.comment or not _ends_cleanly(archive, body):
        raise BadFile(_damaged())
    for part in parts:
        _check_part(part)
    return names


def _ends_cleanly(archive: zipfile.ZipFile, body: bytes) -> bool:
    """Whether the archive is all there is: nothing in front of it or behind it that another program would run."""
    first = min(part.header_offset for part in archive.infolist())
    return first == 0 and body[-22:-18] == b"PK\x05\x06"


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename.casefold()
    for piece, words in _REFUSED_PARTS:
        if piece in name:
            raise BadFile(str(words))
    if name.endswith(_ARCHIVES):
        raise BadFile(_("The file holds other files inside it. Take them out, save it and try again."))
    plain = part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not part.flag_bits & 0x1
    if not plain or name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        raise BadFile(_damaged())


class _Walk:
    """One pass over the XML of all parts, with one count for all of them."""

    def __init__(self) -> None:
        self.unzipped = 0
        self.elements = 0
        self.formulas = 0
        self.sheets = 0

    def part(self, archive: zipfile.ZipFile, name: str) -> None:
        is_xml = name.casefold().endswith((".xml", ".rels", ".vml"))
        reading = _Reading(self, name) if is_xml else None
        with archive.open(name) as stream:
            while piece := stream.read(PIECE):
                self.unzipped += len(piece)
                if self.unzipped > MOST_UNZIPPED:
                    raise BadFile(_("The file holds more than 20 MB when it is unpacked, or far too many parts."))
                if reading:
                    reading.parser.Parse(piece, False)
        if reading:
            reading.parser.Parse(b"", True)


class _Reading:
    """What one part holds, element by element."""

    def __init__(self, walk: _Walk, name: str) -> None:
        self.walk = walk
        self.is_relations = name.casefold().endswith(".rels")
        walk.sheets += "worksheets/" in name.casefold()
        self.depth = self.rows = self.cells = self.letters = self.in_cell = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse_document_type

    def refuse_document_type(self, *_args: Any) -> None:
        raise BadFile(_("The file declares a document type, which no spreadsheet program writes. It was not read."))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.walk.elements += 1
        self.depth += 1
        if self.walk.elements > MOST_ELEMENTS or self.depth > DEEPEST_XML:
            raise BadFile(_("The file holds far more than a form of 300 questions. Copy the form to a new workbook."))
        short = name.rpartition(" ")[2]
        self.letters = self.letters if self.in_cell else 0
        if short in ("si", "c", "is") and not self.in_cell:
            self.in_cell = self.depth
        self.sheet(short)
        if self.is_relations and short == "Relationship":
            self.relation(attributes)
        elif short == "Override" and "macroenabled" in attributes.get("ContentType", "").casefold():
            raise BadFile(str(_REFUSED_PARTS[0][1]))

    def sheet(self, short: str) -> None:
        """Counts what makes a sheet long or wide, whatever the part is called."""
        if short == "row":
            self.rows += 1
            self.cells = 0
            if self.rows > MOST_ROWS:
                raise BadFile(_("A sheet has more than %(number)s rows.") % {"number": f"{MOST_ROWS:,}"})
        elif short == "c":
            self.cells += 1
            if self.cells > MOST_COLUMNS:
                raise BadFile(_("A sheet has more than %(number)s columns.") % {"number": MOST_COLUMNS})
        elif short == "f":
            self.walk.formulas += 1

    def relation(self, attributes: dict[str, str]) -> None:
        """Links that a person follows are harmless and left unread; what a program would fetch is not."""
        outside = attributes.get("TargetMode", "").casefold() == "external"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise BadFile(str(_REFUSED_PARTS[2][1]))

    def end(self, _name: str) -> None:
        self.in_cell = 0 if self.depth == self.in_cell else self.in_cell
        self.depth -= 1

    def text(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > LONGEST_CELL:
            raise BadFile(
                _("A cell holds more than %(number)s letters, which is more than Excel allows.")
                % {"number": f"{LONGEST_CELL:,}"}
            )
