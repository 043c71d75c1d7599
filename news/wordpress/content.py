"""The words of an old post as our blocks. What has no place here is left out and said in a note, never passed on.

First nh3 makes well-formed HTML of a short list of tags, whatever it was; only that is walked (news.wordpress.walking).
"""

from __future__ import annotations

import html
import re

import nh3

from core.text.plain import one_line
from news.wordpress.walking import BREAKS, GALLERY, HEADINGS, INLINE, SCHEMES, TABLE_PARTS, Block, Converted, Walker

LONGEST, DEEPEST = 500_000, 300
KEPT = {*INLINE, *HEADINGS, *TABLE_PARTS, *BREAKS,
        "a", "ul", "ol", "li", "br", "blockquote", "cite", "img", "table", "figcaption"}  # fmt: skip
SILENT = {"script", "style", "template", "noscript", "iframe", "object", "video", "audio", "svg", "math", "select",
          "textarea", "button", "canvas", "title"}  # fmt: skip
_NOT_TAKEN = re.compile(
    r"<(script|style|iframe|embed|object|form|video|audio|svg|canvas)\b([^<>]{0,500})", re.IGNORECASE
)
_SOURCE = re.compile(r"""src\s*=\s*["']?(https?://[^\s"'<>]{1,200})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_CODE = re.compile(r"\[(/?)([a-zA-Z][a-zA-Z0-9_-]{1,40})(\s[^\[\]]{0,1000})?/?\]")
_CAPTION = re.compile(r"\[(?:wp_)?caption[^\[\]]{0,500}\](.{0,1500}?)\[/(?:wp_)?caption\]", re.DOTALL)
_IDS = re.compile(r"""ids\s*=\s*["']?([\d,\s]{1,600})""")
_KNOWN = frozenset({"audio", "video", "playlist", "embed", "gallery", "caption", "contact-form", "contact-form-7",
                    "gravityform", "ninja_form", "wpforms", "button", "row", "column", "one_half", "toc", "youtube",
                    "vimeo", "tweet", "instagram", "accordion", "tabs", "tab", "slider", "rev_slider",
                    "download"})  # fmt: skip
_BUILDERS = ("vc_", "et_pb_", "fusion_", "av_", "cs_", "fl_", "elementor", "mk_", "tatsu_", "kc_", "wp_", "su_")


def convert(source: str, site: str) -> Converted:
    """`source`, the HTML of a post of the old site at the address `site`, as blocks. Never raises."""
    found = Converted()
    if len(source) > LONGEST:
        found.note("The post was too long: only its beginning was taken")
        source = source[:LONGEST]
    if _depth(source) > DEEPEST:
        found.note("The post was nested too deeply: only its words were taken")
        source = re.sub(r"<[^<>]*>", "\n\n", source)
    for match in _NOT_TAKEN.finditer(source):
        where = _SOURCE.search(match[2])
        found.note(f"Could not be taken: {match[1].lower()}" + (f" from {one_line(where[1])}" if where else ""))
    is_blocks = "<!-- wp:" in source
    clean = nh3.clean(
        _without_codes(source, found),
        tags=KEPT,
        clean_content_tags=SILENT,
        attributes={"a": {"href"}, "img": {"src"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    walker = Walker(found, site, by_lines=not is_blocks)
    walker.feed(clean)
    walker.close()
    walker.finish()
    _mend_headings(found.blocks)
    return found


def _depth(source: str) -> int:
    """How deep tags stand in each other, at most, as far as their order tells."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        depth = max(depth - 1, 0) if match[1] else depth + (match[2].lower() not in ("br", "img", "hr", "input"))
        deepest = max(deepest, depth)
    return deepest


def plain(source: str, longest: int) -> str:
    """The words of a bit of HTML in one line, cut at a word to at most `longest` characters."""
    words = one_line(html.unescape(nh3.clean(_CODE.sub(" ", source), tags=set(), clean_content_tags=SILENT)))
    if len(words) <= longest:
        return words
    return (
        words[: longest - 1].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in words[: longest - 1] else words[:longest]
    )


def _without_codes(source: str, found: Converted) -> str:
    """`source` with WordPress's [shortcodes] as HTML or taken out. Brackets that are only words stay."""
    source = _CAPTION.sub(lambda match: f"<figure>{_captioned(match[1])}</figure>", source)

    def one(match: re.Match[str]) -> str:
        name, rest = match[2].lower(), match[3] or ""
        if name not in _KNOWN and not name.startswith(_BUILDERS):
            return match[0]
        if name == "gallery" and not match[1]:
            ids = _IDS.search(rest)
            numbers = re.findall(r"\d{1,18}", ids[1])[:60] if ids else []
            if numbers:
                return "".join(f'<img src="{GALLERY}{number}">' for number in numbers)
        if name not in ("caption", "wp_caption") and not match[1]:
            found.note(f"Could not be taken: [{name}]")
        return " "

    return _CODE.sub(one, source)


def _captioned(inside: str) -> str:
    picture, gap, words = inside.rpartition(">")
    return f"{picture}{gap}<figcaption>{words}</figcaption>"


def _mend_headings(blocks: list[Block]) -> None:
    """The highest level of the post is ours of two, all below it three; the first is always two."""
    headings = [block["value"] for block in blocks if block["type"] == "heading"]
    top = min((value["level"] for value in headings), default=0)
    for place, value in enumerate(headings):
        value["level"] = "2" if place == 0 or value["level"] == top else "3"
