"""What a publication needs before it is public: a summary that everybody can read, and titles that say something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.pages.body import words_of

# How scanners, cameras and people in a hurry call files.
_FILE_NAME = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|zip)$|^(scan|doc|document|img|copy)[-_ ]?\d|_", re.I
)


def missing(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a publication with the values `said` lacks, as (field, plain sentence)."""
    if not said.get("summary"):
        yield "summary", _("Say in one line what this is. Lists show it.")
    body = said.get("body")
    if not has_words(body.get_prep_value() if body else []):
        yield "body", _("Write the main points here. Many people cannot open a file, or have no data to fetch it with.")


def missing_of_file(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What one file of a publication lacks."""
    document = said.get("document")
    title = said.get("title") or (document.title if document else "")
    if _FILE_NAME.search(title.strip()):
        yield "title", _("Say what is in this file. “%(title)s” looks like the name of a file.") % {"title": title[:60]}


def has_words(raw_body: list[dict[str, Any]]) -> bool:
    """Whether stream data holds any writing of its own: a list of files is none."""
    return bool(strip_tags(words_of(row for row in raw_body if row["type"] == "paragraph")).strip())
