"""The dry run: what every post of an export would become. Written to its own rows, nothing else."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from core.pages.models import Topic
from news.wordpress.content import convert, plain
from news.wordpress.enums import ExportState, PostState
from news.wordpress.models import ExportedPost, MovedPost, WordpressExport
from news.wordpress.reading import BadExport, Item, Reader, Site

BATCH = 100
MOST_ITEMS = 50_000
MOST_TERMS, MOST_COUNTED = 200, 20_000
TAKEN = frozenset({"publish", "future", "draft", "pending"})
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_export(export: WordpressExport) -> None:
    """Read the file of `export` into posts and terms, or say why it cannot be. Writes in batches; sends nothing.

    Running it again begins anew. Memory does not grow with the file, but for a count of its categories and tags.
    """
    export.posts.all().delete()
    terms: Counter[str] = Counter()
    try:
        with export.file.open("rb") as file:
            reader = Reader(file)
            _read(export, reader, terms)
            export.source = reader.site.address or "unknown"
    except BadExport as problem:
        export.posts.all().delete()
        export.state, export.problem = ExportState.BAD, str(problem)
        export.save()
        return
    _mark_known(export)
    export.terms = _terms(terms)
    export.state = ExportState.READ
    export.save()


def _read(export: WordpressExport, reader: Reader, terms: Counter[str]) -> None:
    rows: list[ExportedPost] = []
    for number, item in enumerate(reader.items(), start=1):
        if number > MOST_ITEMS:
            raise BadExport(f"The file has more than {MOST_ITEMS:,} entries. Export it in parts, by date.")
        row = _row(export, number, item, reader.site)
        if row is None:
            continue
        rows.append(row)
        if row.state == PostState.NEW and not row.is_file:
            terms.update(term for term in row.data["terms"] if term in terms or len(terms) < MOST_COUNTED)
        if len(rows) >= BATCH:
            _write(export, rows)
            rows = []
    _write(export, rows)


def _write(export: WordpressExport, rows: list[ExportedPost]) -> None:
    with transaction.atomic():
        ExportedPost.objects.bulk_create(rows)
        export.save(update_fields=["touched_at"])


def _row(export: WordpressExport, number: int, item: Item, site: Site) -> ExportedPost | None:
    """A post or a file of the export; None for what is neither, such as menus and old versions."""
    fields = item.fields
    kind = fields.get("wp:post_type", "post")
    guid = fields.get("guid", "").strip() or f"{site.address}?p={fields.get('wp:post_id', number)}"
    row = ExportedPost(
        export=export,
        number=number,
        is_file=kind == "attachment",
        old_id=fields.get("wp:post_id", "").strip()[:40],
        guid=guid if len(guid) <= 255 else hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest(),
        title=plain(fields.get("title", ""), 200) or "Untitled",
    )
    if row.is_file:
        row.data = {"src": fields.get("wp:attachment_url", "").strip()[:500]}
        return row
    if kind not in ("post", "page"):
        return None
    row.old_path = _path(fields.get("link", ""))
    problem = _left_out(kind, fields)
    if problem:
        row.state, row.notes = PostState.LEFT_OUT, [problem]
    else:
        row.data, row.notes = _data(item, site)
    return row


def _left_out(kind: str, fields: dict[str, str]) -> str:
    status = fields.get("wp:status", "publish").strip()
    if kind == "page":
        return "It is a page, not news: write it again as a page"
    if fields.get("wp:post_password", "").strip() or status == "private":
        return "It was private on the old site"
    return "" if status in TAKEN else "It was not published and not a draft"


def _data(item: Item, site: Site) -> tuple[dict[str, Any], list[str]]:
    """What the draft will hold, and what could not be taken."""
    fields = item.fields
    found = convert(fields.get("content", ""), site.address)
    if item.is_cut:
        found.note("The post was too long: only its beginning was taken")
    creator = fields.get("creator", "").strip()
    data = {
        "summary": plain(fields.get("excerpt", ""), 160),
        "slug": slugify(unquote(fields.get("wp:post_name", "")))[:100],
        "day": _day(fields),
        "byline": plain(site.authors.get(creator) or creator, 120),
        "terms": list(dict.fromkeys(plain(term, 60) for term in item.terms if plain(term, 60))),
        "thumbnail": item.meta.get("_thumbnail_id", ""),
        "blocks": found.blocks,
    }
    return data, found.notes


def _day(fields: dict[str, str]) -> str:
    """The day of a post as ISO; today where the export gives none that can be."""
    match = _DAY.match(fields.get("wp:post_date", "").strip())
    try:
        day = datetime.date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    today = timezone.localdate()
    return (day if day and 1990 <= day.year <= today.year + 1 else today).isoformat()


def _path(link: str) -> str:
    """Where a post lived on the old site, from the root; empty where that is not known."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and len(path) <= 255 and path != "/" and path.isprintable() else ""


def _mark_known(export: WordpressExport) -> None:
    """Posts that were moved before stay as staff made them; of two with one name in the file the first counts."""
    known = set(MovedPost.objects.filter(source=export.source).values_list("guid", flat=True))
    seen: set[str] = set()
    for row in export.posts.filter(is_file=False, state=PostState.NEW).only("guid").iterator(chunk_size=BATCH):
        if row.guid in known:
            ExportedPost.objects.filter(pk=row.pk).update(state=PostState.KNOWN)
        elif row.guid in seen:
            ExportedPost.objects.filter(pk=row.pk).update(state=PostState.LEFT_OUT, notes=["It is in the file twice"])
        seen.add(row.guid)


def _terms(found: Counter[str]) -> list[dict[str, Any]]:
    """The categories and tags, the most used first, each with the topic that has its name."""
    topics = {}
    for topic in Topic.objects.all():
        topics |= {topic.slug: topic.pk, topic.name.casefold(): topic.pk}
    return [
        {"name": name, "count": count, "topic": topics.get(name.casefold()) or topics.get(slugify(name)) or ""}
        for name, count in found.most_common(MOST_TERMS)
    ]
