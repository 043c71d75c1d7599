"""Links that people write: absolute https only, and honest about where they lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

REL = "nofollow ugc noopener noreferrer"

# Hosts (and those below them) so well known that their name need not be printed beside a link.
WELL_KNOWN = (
    "gov.uk",
    "nhs.uk",
    "police.uk",
    "gov.wales",
    "gov.scot",
    "childline.org.uk",
    "samaritans.org",
    "giveusashout.org",
    "crimestoppers-uk.org",
    "fearless.org",
    "victimsupport.org.uk",
    "papyrus-uk.org",
    "nspcc.org.uk",
    "bbc.co.uk",
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_LOOKS_LIKE_ADDRESS = re.compile(r"://|\w[.。．]\w|www", re.IGNORECASE)


def safe_address(href: str) -> tuple[str, str] | None:
    """`href` as (https address without userinfo, its ASCII host), or None when it is no absolute web address."""
    try:
        parts = urlsplit(href)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or len(host) > 253 or not _HOST.fullmatch(host):
        return None
    # Port 80 belongs to plain http; under https it would lead nowhere.
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return parts._replace(scheme="https", netloc=place).geturl(), host


def is_well_known(host: str) -> bool:
    """Whether `host` is, or lies below, a host of WELL_KNOWN."""
    return any(host == known or host.endswith("." + known) for known in WELL_KNOWN)


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _honest(opening: Token, label: Sequence[Token]) -> list[Token]:
    """The tokens of one link: mended, named by its host where its words could mislead, or its words alone."""
    found = safe_address(str(opening.attrGet("href") or ""))
    if found is None:
        return list(label)
    address, host = found
    opening.attrs = {"href": address, "rel": REL}
    closing = Token("link_close", "a", -1)
    if opening.info == "auto":
        # A bare address is its own label: printed as it is dialled, never decoded into look-alike letters.
        return [opening, _text(address), closing]
    words = "".join(token.content for token in label)
    if is_well_known(host) and not _LOOKS_LIKE_ADDRESS.search(words):
        return [opening, *label, closing]
    return [opening, *label, closing, _text(f" ({host})")]


def _mend(tokens: list[Token]) -> list[Token]:
    mended: list[Token] = []
    opening: Token | None = None
    label: list[Token] = []
    for token in tokens:
        if token.type == "link_open":
            opening, label = token, []
        elif token.type == "link_close" and opening is not None:
            mended += _honest(opening, label)
            opening = None
        else:
            (mended if opening is None else label).append(token)
    return mended


def _rule(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = _mend(token.children)


def honest_links(markdown: MarkdownIt) -> None:
    """A markdown-it plugin: every link becomes honest https, or plain text. Runs after linkify."""
    markdown.core.ruler.push("honest_links", _rule)
