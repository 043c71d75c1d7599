"""What a page must have before the public sees it. Asked when an editor publishes or sends a page for approval."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError

EMPTY_LINK_WORDS = frozenset(
    {"click here", "click", "here", "read more", "more", "link", "this", "this link", "this page", "find out more"}
)
FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)

RawBlock = Mapping[str, Any]
Problem = tuple[int, str]


class _LinkWords(HTMLParser):
    """Collects the words of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._inside = True
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[-1] += data


def link_words(html: str) -> list[str]:
    """The words of each link in `html`, in order."""
    parser = _LinkWords()
    parser.feed(html)
    parser.close()
    return parser.words


def alt_problem(alt: str, *, decorative: bool) -> str:
    """What is wrong with a picture's words, or an empty string."""
    if decorative:
        return ""
    if not alt.strip():
        return _("Say what this picture shows, or mark it as decoration.")
    if FILE_NAME.search(alt.strip()):
        return _("Say what this picture shows. This looks like the name of a file.")
    return ""


def problems(raw_body: Iterable[RawBlock]) -> list[Problem]:
    """What stops `raw_body` (stream data: `type` and `value` of each block) from being public.

    Gives (place of the block from 0, a plain sentence). Reads and writes nothing.
    """
    return list(_problems(raw_body))


def _problems(raw_body: Iterable[RawBlock]) -> Iterator[Problem]:
    main_heading_seen = False
    for place, block in enumerate(raw_body):
        kind, value = block["type"], block["value"]
        if kind == "heading":
            if value.get("level") == "3" and not main_heading_seen:
                yield place, _("A smaller heading needs a main heading somewhere above it.")
            main_heading_seen = main_heading_seen or value.get("level") != "3"
        elif kind == "image":
            words = alt_problem(value.get("alt_text") or "", decorative=bool(value.get("decorative")))
            if words:
                yield place, words
        elif kind == "paragraph":
            for words in link_words(value or ""):
                if words.strip().strip(".…>»").casefold() in EMPTY_LINK_WORDS:
                    yield (
                        place,
                        _("The link “%(words)s” does not say where it goes. Use words such as “the bus times”.")
                        % {"words": words.strip()},
                    )


class GatedPageForm(WagtailAdminPageForm):
    """The editor's form of every page: drafts save as they are, publishing asks the gate."""

    def clean(self) -> dict[str, Any]:
        """Add the gate's problems to the fields that they concern, unless a draft is being saved."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        body = cleaned.get("body")
        if body is not None and (found := problems(body.get_prep_value())):
            by_block: dict[int, str] = {}
            for place, words in found:
                by_block[place] = f"{by_block[place]} {words}" if place in by_block else words
            self.add_error(
                "body",
                StreamBlockValidationError(
                    block_errors={place: ValidationError(words) for place, words in by_block.items()},
                    non_block_errors=[ValidationError(words) for _place, words in found],
                ),
            )
        if cleaned.get("lead_image"):
            words = alt_problem(cleaned.get("lead_alt") or "", decorative=bool(cleaned.get("lead_decorative")))
            if words:
                self.add_error("lead_alt", words)
        return cleaned
