"""Replacing a few words wherever a page says them: in its own fields and in the text of its blocks, never in marks.

“01632 960001” in a paragraph also stands in a link such as `tel:01632960001`: that is changed with it, and so is a
`mailto:`. Words are found as readers see them: “knife crime” also where one of both is bold. Pure functions over stored
data; nothing is read or written here.
"""

from __future__ import annotations

import html
import re
from typing import Any

from django.db import models
from wagtail.blocks import (
    Block,
    CharBlock,
    EmailBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import RichTextField, StreamField

from core.pages.models import BasePage

_TAG = re.compile(r"(<[^>]*>)")
_CALL = re.compile(r'href="(tel|mailto|sms):([^"?]*)', re.IGNORECASE)
_PLAIN = (CharBlock, TextBlock, EmailBlock, URLBlock)
_INLINE = re.compile(r"</?(?:a|b|strong|i|em|code|sub|sup|del|s|u)\b", re.IGNORECASE)
_LINK = re.compile(r"<(/?)a\b", re.IGNORECASE)
_HOLLOW = re.compile(r"<(b|strong|i|em|code|sub|sup|del|s|u)>(\s*)</\1>", re.IGNORECASE)
# What readers see of the base of every page; its address, dates and care are changed in the editor.
_BASE_FIELDS = ("title", "summary")


class Replacer:
    """Replaces `wrong` by `right`; `count` says how often it did. A space finds one that does not break too."""

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right, self.count = wrong, right, 0
        self._found = re.compile(re.escape(wrong).replace("\\ ", "[ \u00a0]"))

    def text(self, value: str) -> str:
        """`value`, plain text, with the words replaced."""
        made, count = self._found.subn(lambda _match: self.right, value)
        self.count += count
        return made

    def marked_up(self, value: str) -> str:
        """`value`, HTML as rich text is stored, with the words replaced in its text and in links to call or write."""
        pieces, before = _TAG.split(value), self.count
        words, together = [html.unescape(piece) for piece in pieces[::2]], [0]
        for place, tag in enumerate(pieces[1::2], start=1):
            pieces[place * 2 - 1] = _CALL.sub(self._call, tag)
            if not _INLINE.match(tag):
                self._in_one_line(pieces, words, together)
                together = []
            together.append(place)
        self._in_one_line(pieces, words, together)
        if self.count == before:
            return "".join(pieces)
        pieces[::2] = [html.escape(each, quote=False) for each in words]
        return _without_hollow("".join(pieces))

    def _in_one_line(self, pieces: list[str], words: list[str], together: list[int]) -> None:
        """Replace in those of `words` (by their places) that only inline tags stand between, the last place first."""
        for match in reversed(list(self._found.finditer("".join(words[place] for place in together)))):
            parts, at = [], 0
            for place in together:
                begins, ends = max(match.start() - at, 0), min(match.end() - at, len(words[place]))
                if begins < ends:
                    parts.append((place, begins, ends))
                at += len(words[place])
            links = {place: link for place, *_rest in parts if (link := _link_around(pieces, place)) is not None}
            if len(set(links.values())) > 1:
                continue  # one of both links would be left without words
            keeps = next(iter(links), parts[0][0])
            for place, begins, ends in parts:
                said = words[place]
                words[place] = said[:begins] + (self.right if place == keeps else "") + said[ends:]
            self.count += 1

    def _call(self, link: re.Match[str]) -> str:
        scheme, target = link[1], html.unescape(link[2])
        if scheme.lower() == "mailto":
            changed = self.right if target == self.wrong else target
        else:
            same = _digits(target) == _digits(self.wrong) != ""
            changed = re.sub(r"[^\d+]", "", self.right) if same and _digits(self.right) else target
        if changed == target:
            return link[0]
        return f'href="{scheme}:{html.escape(changed)}'

    def block(self, block: Block, value: Any) -> Any:
        """`value`, stored data of `block`, with the words replaced in what people read."""
        if isinstance(block, RichTextBlock):
            return self.marked_up(value) if isinstance(value, str) else value
        if isinstance(block, StructBlock) and isinstance(value, dict):
            children = block.child_blocks
            return {
                name: self.block(children[name], part) if name in children else part for name, part in value.items()
            }
        if isinstance(block, ListBlock) and isinstance(value, list):
            return [self._item(block.child_block, row) for row in value]
        if isinstance(block, StreamBlock) and isinstance(value, list):
            known = block.child_blocks
            return [
                {**row, "value": self.block(known[row["type"]], row["value"])} if row.get("type") in known else row
                for row in value
            ]
        return self.text(value) if isinstance(block, _PLAIN) and isinstance(value, str) else value

    def _item(self, block: Block, row: Any) -> Any:
        if isinstance(row, dict) and row.get("type") == "item" and "value" in row:
            return {**row, "value": self.block(block, row["value"])}
        return self.block(block, row)


def _link_around(pieces: list[str], place: int) -> int | None:
    """Which tag opens the link that the text at `place` stands in; None where it stands in none."""
    for number in range(place * 2 - 1, 0, -2):
        if link := _LINK.match(pieces[number]):
            return None if link[1] else number
    return None


def _without_hollow(value: str) -> str:
    """`value` without bold and the like around nothing."""
    made = _HOLLOW.sub(r"\2", value)
    return made if made == value else _without_hollow(made)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def readable_fields(page: Any) -> list[Any]:
    """The fields of `page` whose words readers see: of its own type, and title and summary."""
    of_every_page = {field.name for field in BasePage._meta.local_fields} - set(_BASE_FIELDS)
    kinds = models.CharField | models.TextField | StreamField
    own = [field for field in type(page)._meta.local_fields if isinstance(field, kinds)]
    base = [type(page)._meta.get_field(name) for name in _BASE_FIELDS]
    unique = {field.name: field for field in [*base, *own]}
    return [field for field in unique.values() if not field.choices and field.name not in of_every_page]


def replace_in(page: Any, wrong: str, right: str) -> int:
    """Replace `wrong` by `right` wherever `page` (in memory) says it; how many times."""
    replacer = Replacer(wrong, right)
    for field in readable_fields(page):
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            raw = replacer.block(field.stream_block, [dict(row) for row in value.raw_data])
            setattr(page, field.name, field.to_python(raw))
        elif isinstance(field, RichTextField):
            setattr(page, field.name, replacer.marked_up(value or ""))
        elif isinstance(value, str):
            setattr(page, field.name, replacer.text(value))
    return replacer.count
