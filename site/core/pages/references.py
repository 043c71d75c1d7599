"""What stored blocks refer to, filled in: at most one query a kind of thing, however many blocks and however deep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model
from wagtail.rich_text import expand_db_html

from core.pages.addresses import public_path
from core.pages.pictures import with_renditions
from core.pages.stored import ADDRESSES, FILES, PAGES, PICTURES, PROSE, ids, rows

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage

SAFE_STARTS = ("https://", "http://")


class Prose:
    """Rich text from the CMS's own editor, which keeps a short list of tags, as HTML with its links filled in."""

    def __init__(self, source: str) -> None:
        self._html = expand_db_html(source)

    def __str__(self) -> str:
        return self._html


@dataclass(frozen=True)
class Things:
    """Pictures with their sizes and files, by id."""

    pictures: dict[int, AbstractImage] = field(default_factory=dict)
    files: dict[int, AbstractDocument] = field(default_factory=dict)

    def filled(self, value: Any) -> Any:
        """`value` with pictures, files, paths of pages and writing in place of what is stored.

        What was deleted, and a page that is not open to all, is None; an address elsewhere that is none, "".
        """
        if isinstance(value, Mapping):
            return {key: self._of(key, inner) for key, inner in value.items()}
        return [self.filled(row) for row in rows(value)] if isinstance(value, list) else value

    def _of(self, key: str, value: Any) -> Any:
        if key in PROSE and isinstance(value, str):
            return Prose(value) if value else ""
        if key in ADDRESSES and isinstance(value, str):
            return value if value.startswith(SAFE_STARTS) else ""
        if type(value) is not int:
            return self.filled(value)
        if key in PICTURES:
            return self.pictures.get(value)
        if key in FILES:
            return self.files.get(value)
        return public_path(value) if key in PAGES else value


def everything(values: list[Any], *, images: Iterable[int] = ()) -> Things:
    """What `values` (stored values of blocks) refer to, and the further pictures `images`.

    At most two queries, pictures and files; pages come from the address map.
    """
    files = ids(values, FILES)
    return Things(
        pictures=with_renditions({*ids(values, PICTURES), *images}),
        files=get_document_model().objects.in_bulk(files) if files else {},
    )
