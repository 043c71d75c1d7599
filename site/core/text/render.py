"""Markdown to stored HTML, through two sanitisers that must agree (docs/adr/0003)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import bleach
import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from core.text.clean import clean
from core.text.links import honest_links

# Raise it whenever the same source would give other HTML: stored copies are then made again.
RENDERER_VERSION = 1
TAGS = frozenset(["p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr", "a"])
ATTRIBUTES = {"a": {"href", "rel"}}
_POLICIES = {"post": TAGS}


@dataclass(frozen=True)
class Rendered:
    """`html` safe to show, `plain` the words without marks, `version` of the renderer, `held`: a person must look."""

    html: str
    plain: str
    version: int
    held: bool


class _House(RendererHTML):
    """markdown-it's renderer, less every attribute that the allow-list has no room for."""

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<pre><code>{escape(tokens[idx].content)}</code></pre>\n"

    code_block = fence

    def ordered_list_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<ol>\n"


def _quiet_headings(state: Any) -> None:
    """Titles in a post stand below the page's own: the biggest becomes h3, every other h4."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag == "h1" else "h4"


def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "js-default",
        {"html": False, "linkify": True, "breaks": True, "typographer": False, "maxNesting": 20, "xhtmlOut": False},
        renderer_cls=_House,
    )
    parser.disable(["image", "table", "html_block", "html_inline", "reference"])
    parser.core.ruler.push("quiet_headings", _quiet_headings)
    parser.use(honest_links)
    return parser


_PARSER = _parser()


def _plain(tokens: Sequence[Token]) -> str:
    """The words of `tokens` without marks, one line for each block."""
    lines: list[str] = []
    for token in tokens:
        if token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.children is not None:
            lines.append("".join("\n" if part.type.endswith("break") else part.content for part in token.children))
    return "\n".join(lines)


def _as_typed(text: str) -> str:
    """`text` escaped, with its lines: what is shown while a person looks."""
    return "<p>" + "<br>\n".join(escape(line) for line in text.split("\n")) + "</p>"


def render(source: str, *, policy: str = "post") -> Rendered:
    """`source` (markdown, at most 10,000 characters) as safe HTML.

    The HTML holds only TAGS, and of attributes only `href` and `rel` of links. Where the two sanitisers disagree,
    `held` is True and `html` is the escaped text as it was typed. Raises ValueError, with words for the person who
    wrote it, when `source` is too long or cannot be text. Raises KeyError for an unknown `policy`.
    """
    tags = _POLICIES[policy]
    text = clean(source)
    tokens = _PARSER.parse(text)
    made = _PARSER.renderer.render(tokens, _PARSER.options, {})
    cleaned = nh3.clean(made, tags=set(tags), attributes=ATTRIBUTES, url_schemes={"https"}, link_rel=None)
    checked = bleach.clean(cleaned, tags=tags, attributes={"a": ["href", "rel"]}, protocols=["https"], strip=True)
    held = checked != cleaned
    return Rendered(
        html=_as_typed(text) if held else cleaned, plain=_plain(tokens), version=RENDERER_VERSION, held=held
    )
