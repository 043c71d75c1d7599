"""Files to download hold what their names say, and neither programs nor authors."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pages.media.contents import clean_document, count_pages
from tests.core.pages.media.files import archive, archive_of, docx, pdf, picture

ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
XLSX = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}


@pytest.mark.parametrize(
    ("sent", "extension"),
    [
        (pdf(), "pdf"),
        (docx(), "docx"),
        (archive_of(XLSX), "xlsx"),
        (archive_of(ODT), "odt"),
        (b"Name,Number\nA,1\n", "csv"),
        ("Café\r\n".encode(), "txt"),
        ("£10".encode("cp1252"), "txt"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(40), "mp4"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(40), "m4a"),
        (b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + bytes(40), "webm"),
        (b"ID3\x04" + bytes(40), "mp3"),
        (b"\xff\xfb\x90\x00" + bytes(40), "mp3"),
        (b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n", "vtt"),
        (b"\xef\xbb\xbfWEBVTT - English\r\n", "vtt"),
    ],
)
def test_a_file_that_fits_its_name_is_taken(sent, extension):
    assert clean_document(sent, extension)


@pytest.mark.parametrize(
    ("sent", "extension"),
    [
        (docx(), "pdf"),
        (b"<html>", "mp4"),
        (docx(), "mp3"),
        (b"\x00\x00\x00\x20ftypisom" + docx(), "mp4"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(9) + b"\xa9xyz+53.7-1.5/", "mp4"),
        (b"WEBVTTX", "vtt"),
        (b"1\n00:00:00,000 --> 00:00:02,000\nHello", "vtt"),
        (b"WEBVTT\n\xff", "vtt"),
        (pdf(), "docx"),
        (docx(), "xlsx"),
        (docx(), "odt"),
        (archive_of(ODT), "ods"),
        (archive_of(ODT), "docx"),
        (picture("JPEG"), "pdf"),
        (b"GIF89a" + docx(), "docx"),
        (pdf() + docx(), "pdf"),
        (pdf() + b"<script>alert(1)</script>", "pdf"),
        (b"<html><script>alert(1)</script>", "txt"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "csv"),
        (b"MZ\x90\x00", "txt"),
        (b"a\x00b", "csv"),
        (pdf()[:60], "pdf"),
        (docx()[:-30], "docx"),
        (b"PK\x03\x04", "docx"),
        (b"x", "html"),
        (b"x", "exe"),
        (b"x", ""),
        (bytes(21 * 1024 * 1024), "pdf"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_words(sent, extension):
    with pytest.raises(ValidationError) as problem:
        clean_document(sent, extension)
    assert problem.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("sent", "extension"),
    [
        (docx(word__vbaProject_bin=b"x"), "docx"),
        (docx(word__VBAPROJECT_bin=b"x"), "docx"),
        (archive_of(XLSX | {"xl/macrosheets/sheet1.xml": "<x/>"}), "xlsx"),
        (archive_of(XLSX | {"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}), "xlsx"),
        (archive_of(ODT | {"Basic/Standard/Module1.xml": "<x/>"}), "odt"),
        (pdf(more=b"9 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj\n"), "pdf"),
        (pdf(more=b"9 0 obj << /S /Launch /F (cmd.exe) >> endobj\n"), "pdf"),
        (
            pdf(more=b"9 0 obj << /Type /ObjStm >> stream\n" + zlib.compress(b"<< /S /JavaScript >>") + b"\nendstream"),
            "pdf",
        ),
    ],
)
def test_macros_and_programs_are_refused(sent, extension):
    with pytest.raises(ValidationError) as problem:
        clean_document(sent, extension)
    assert "macros or programs" in problem.value.messages[0]


def test_a_template_from_elsewhere_is_refused():
    rels = '<Relationship Type="x/attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/>'
    sent = docx(word___rels__settings_xml=b"x")
    sent = archive_of({"[Content_Types].xml": "", "word/document.xml": "", "word/_rels/settings.xml.rels": rels})
    with pytest.raises(ValidationError, match="template"):
        clean_document(sent, "docx")


def test_names_of_authors_are_taken_out():
    clean = clean_document(docx(), "docx")
    with zipfile.ZipFile(io.BytesIO(clean)) as made:
        assert b"Jaden" not in made.read("docProps/core.xml")
        assert b"<dc:creator></dc:creator>" in made.read("docProps/core.xml")
        assert made.read("word/document.xml") == b"<w:document/>"


def test_an_archive_that_unpacks_to_far_more_is_refused():
    bomb = docx(word__media__x=bytes(310 * 1024 * 1024))
    with pytest.raises(ValidationError, match="unpacks"):
        clean_document(bomb, "docx")


def test_nothing_behind_an_archive_is_stored():
    assert b"<script>" not in clean_document(docx() + b"<script>", "docx")


def test_the_order_of_an_open_document_stays():
    clean = clean_document(archive_of(ODT), "odt")
    with zipfile.ZipFile(io.BytesIO(clean)) as made:
        assert made.namelist()[0] == "mimetype"


@pytest.mark.parametrize("pages", [1, 3, 250])
def test_pages_of_a_pdf_are_counted(pages):
    assert count_pages(pdf(pages), "pdf") == pages


def test_pages_in_compressed_objects_are_counted():
    inside = zlib.compress(b"2 0 << /Type /Pages /Kids [3 0 R] /Count 14 >>")
    sent = b"%PDF-1.5\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n" + inside + b"\nendstream\n%%EOF"
    assert count_pages(sent, "pdf") == 14


def test_pages_that_cannot_be_counted_are_not_guessed():
    assert count_pages(b"%PDF-1.4\n%%EOF", "pdf") is None
    assert count_pages(b"words", "txt") is None


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["pdf", "docx", "xlsx", "odt", "csv", "txt"]), st.binary(max_size=400))
def test_anything_is_taken_or_refused_and_nothing_else(extension, junk):
    for sent in (junk, pdf()[:40] + junk, archive(x=b"y")[:-10] + junk):
        try:
            clean_document(sent, extension)
        except ValidationError:
            continue
