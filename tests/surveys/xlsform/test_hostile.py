# ruff: noqa: E501 - a line a file
"""Hostile files are refused with plain words, quickly and in little memory; odd rows are told and leave the rest."""

import io
import time
import tracemalloc
import zipfile

import pytest

from surveys.xlsform.limits import BadFile
from surveys.xlsform.reading import read_workbook
from tests.surveys.xlsform.builders import imported, xlsx_of

PLAIN = xlsx_of(survey=[["type", "name", "label"], ["text", "why", "Why?"]])
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'
TAIL = "</sheetData></worksheet>"


def with_parts(*, body=PLAIN, compression=zipfile.ZIP_DEFLATED, **parts):
    """A workbook with these parts put in or in place of its own; `__` in a name stands for `/`."""
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet(rows):
    return with_parts(**{SHEET: HEAD + rows + TAIL})


def cell(text, at="A1"):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def entity(name='<!ENTITY x "y">'):
    return with_parts(
        **{SHEET: f'<?xml version="1.0"?><!DOCTYPE w [{name}]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'}
    )


HOSTILE = {
    "empty": (lambda: b"", "empty"),
    "too large": (lambda: b"PK" + bytes(2 * 1024 * 1024), "larger than 2 MB"),
    "bomb": (lambda: sheet("<row>" + " " * 60_000_000 + "</row>"), "20 MB"),
    "bomb of spaces below the limit": (lambda: sheet(" " * 15_000_000 + cell("x" * 40_000)), "letters|20 MB"),
    "many parts": (lambda: with_parts(**{f"xl/p{n}.xml": "<a/>" for n in range(300)}), "parts"),
    "macros": (lambda: with_parts(**{"xl/vbaProject.bin": b"x"}), "macros"),
    "old macros": (lambda: with_parts(**{"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
    "macro type": (
        lambda: with_parts(
            **{"[Content_Types].xml": '<Types><Override PartName="/x" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'}
        ),
        "macros",
    ),
    "external link": (lambda: with_parts(**{"xl/externalLinks/externalLink1.xml": "<a/>"}), "linked"),
    "external relation": (
        lambda: with_parts(
            **{"xl/worksheets/_rels/sheet1.xml.rels": '<Relationships><Relationship Id="a" Type="x/oleObject" TargetMode="External" Target="http://a.example"/></Relationships>'}
        ),
        "linked",
    ),
    "embedded": (lambda: with_parts(**{"xl/embeddings/a.bin": b"x"}), "inside"),
    "nested": (lambda: with_parts(**{"xl/media/inner.xlsx": PLAIN}), "inside"),
    "entities": (entity, "document type"),
    "laughs": (lambda: entity('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'), "document type"),
    "external entity": (lambda: entity('<!ENTITY x SYSTEM "file:///etc/passwd">'), "document type"),
    "entities in UTF-16": (
        lambda: with_parts(**{SHEET: f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY x "y">]><w xmlns="{MAIN}"/>'.encode("utf-16")}),
        "document type",
    ),
    "a million rows": (lambda: sheet("<row/>" * 1_000_000), "rows|far more"),
    "thousands of columns": (lambda: sheet("<row>" + "<c/>" * 5000 + "</row>"), "columns"),
    "many elements": (lambda: with_parts(**{"docProps/core.xml": "<a>" + "<b/>" * 400_000 + "</a>"}), "far more"),
    "deep": (lambda: with_parts(**{SHEET: "<a>" * 5000 + "</a>" * 5000}), "far more"),
    "a cell of 10 MB": (lambda: sheet(f"<row>{cell('x' * 10_000_000)}</row>"), "letters"),
    "NUL": (lambda: sheet(f"<row>{cell('a&#0;b')}</row>"), "damaged"),
    "half a pair": (lambda: sheet(f"<row>{cell('&#xD800;')}</row>"), "damaged"),
    "cut off": (lambda: PLAIN[: len(PLAIN) // 2], "damaged"),
    "something in front": (lambda: b"PK<html>" + PLAIN, "damaged"),
    "something behind": (lambda: PLAIN + b"<script>", "damaged"),
    "way out": (lambda: with_parts(**{"../../evil.xml": "<a/>"}), "damaged"),
    "no workbook": (lambda: with_parts(body=xlsx_of(survey=[["type"]]), **{}).replace(b"xl/workbook.xml", b"xl/workbonk.xml"), "not an Excel"),
    "PDF": (lambda: b"%PDF-1.7 ,,,,,", "cannot be read"),
    "HTML": (lambda: b"<html>,,,,,", "cannot be read"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls"),
    "bytes": (lambda: bytes(range(256)), "cannot be read"),
    "CSV with NUL": (lambda: b"survey,,,\n,type,name,label\n,text,a\x00,b", "cannot be read"),
    "wide CSV": (lambda: b"survey\n" + b"," * 5000, "columns"),
    "no survey sheet": (lambda: xlsx_of(stuff=[["a"]], more=[["b"]]), "sheet called"),
    "no question": (lambda: xlsx_of(survey=[["type", "name", "label"]]), "survey|no question"),
    "columns twice": (lambda: xlsx_of(survey=[["type", "name", "label", "label"], ["text", "a", "b", "c"]]), "Two columns"),
    "columns alike": (lambda: xlsx_of(survey=[["type", "name", "relevant", "relevance", "label"], ["text", "a", "b", "c", "d"]]), "Two columns"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_plain_words_quickly_and_in_little_memory(name):
    from surveys.xlsform.importing import take

    make, words = HOSTILE[name]
    body = make()
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(BadFile, match=words):
        take(read_workbook(body))
    spent = time.process_time() - began
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spent < 6  # with the memory watched, which takes most of it
    assert most < 64 * 1024 * 1024


ROW = ["text", "why", "Why?"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["begin_group", "a", "A"], ROW], "Row 2: this group begins and never ends"),
        ([ROW, ["end_group", "", ""]], "Row 3: it ends a group that never began"),
        ([["begin_group", "a", "A"], ["end_repeat", "", ""]], "Row 3"),
        ([["begin_group", f"g{n}", "G"] for n in range(60)], "more than 8 deep"),
        ([["text", f"q{n}", "Q"] for n in range(5000 - 2)], "a survey holds 300"),
        ([["geopoint", "a", "A"]], "no question in this form"),
    ],
)
def test_a_form_that_cannot_be_followed_is_refused_with_its_row(rows, words):
    with pytest.raises(BadFile, match=words):
        imported([["type", "name", "label"], *rows])


def test_a_form_without_english_is_refused():
    with pytest.raises(BadFile, match="no English"):
        imported([["type", "name", "label::Polish (pl)"], ["text", "a", "Co?"]])
