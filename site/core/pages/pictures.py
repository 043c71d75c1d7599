"""Pictures in the sizes that pages show: made when a page is published, read with one query when it is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

from core.pages.reviews import uk_today

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage, AbstractRendition

WIDTHS = (400, 800, 1200)
FORMATS = ("avif", "webp", "jpeg")
_log = logging.getLogger(__name__)


def filter_spec(width: int, kind: str) -> str:
    """Wagtail's filter for one size: `width` in pixels, `kind` one of FORMATS."""
    return f"width-{width}|format-{kind}"


SPECS = [filter_spec(width, kind) for kind in FORMATS for width in WIDTHS]


@dataclass
class Shown:
    """One picture ready to show: its sources by format, a fallback file, its own shape and its words. `src` is empty
    where there is nothing that the public may see."""

    alt: str
    src: str
    width: int
    height: int
    sources: list[tuple[str, str]] = field(default_factory=list)


def make_renditions(images: Iterable[AbstractImage]) -> int:
    """Write the files and rows of every size of `images` that is missing, but of none that somebody in it has not
    agreed to; how many were made. Slow (about a second a new picture): for uploads and publishing, never reading."""
    made = 0
    for image in images:
        if not image.may_be_shown():
            continue
        # Asked of the database: Wagtail's own cache can still name sizes that were deleted.
        known = set(image.renditions.filter(filter_spec__in=SPECS).values_list("filter_spec", flat=True))
        missing = [Filter(spec=spec) for spec in SPECS if spec not in known]
        try:
            new = list(image.create_renditions(*missing).values())
        except SourceImageIOError:
            _log.warning("The original of picture %s cannot be read", image.pk)
            continue
        for rendition in new:
            rendition.file.close()  # Wagtail leaves the temporary file of a new size open
        image.file.close()
        made += len(new)
    return made


def with_renditions(ids: Iterable[int]) -> dict[int, AbstractImage]:
    """The images `ids` by id, each with its known sizes at hand (`sizes_at_hand`). One query; none for no ids.

    Left out are those that somebody in them has not agreed to, or no longer does: to a page they are deleted. Pages are
    kept until UK midnight at most, and agreements end by day. Images without sizes cost one more query for all of them.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    model = get_image_model()
    found: dict[int, AbstractImage] = {}
    renditions = model.get_rendition_model().objects.filter(image_id__in=wanted, filter_spec__in=SPECS)
    for rendition in renditions.select_related("image"):
        image = found.setdefault(rendition.image_id, rendition.image)
        image.__dict__.setdefault("sizes_at_hand", {})[rendition.filter_spec] = rendition
    if missing := wanted - found.keys():
        for image in model.objects.filter(pk__in=missing):
            image.sizes_at_hand = {}
            found[image.pk] = image
    today = uk_today()
    return {number: image for number, image in found.items() if image.may_be_shown(today)}


def shown(image: AbstractImage, alt: str) -> Shown:
    """`image` as the picture element needs it. Reads its sizes (one query) only when they are not at hand."""
    if not image.may_be_shown():
        return Shown(alt=alt, src="", width=image.width, height=image.height)
    if not hasattr(image, "sizes_at_hand"):
        rows = image.renditions.filter(filter_spec__in=SPECS)
        image.sizes_at_hand = {rendition.filter_spec: rendition for rendition in rows}
    files = image.__dict__.get("files_at_hand")
    if files is None:
        files = image.__dict__["files_at_hand"] = _files(image)
    return Shown(alt=alt, **files)


def card_file(image: AbstractImage) -> tuple[str, int, int]:
    """The largest JPEG of `image` that was made, as (address, width, height): what a shared link shows. No query when
    its sizes are at hand."""
    known = shown(image, "")
    large = image.sizes_at_hand.get(filter_spec(WIDTHS[-1], "jpeg"))
    return (large.url, large.width, large.height) if large else (known.src, known.width, known.height)


def _files(image: AbstractImage) -> dict[str, Any]:
    sizes: dict[str, AbstractRendition] = image.sizes_at_hand
    fallback = sizes.get(filter_spec(800, "jpeg"))
    sources = [(f"image/{kind}", _srcset(sizes, kind)) for kind in FORMATS]
    return {
        # The original answers nobody, so without sizes readers see the picture's words. Sizes are made at upload.
        "src": (fallback or image.file).url,
        "width": (fallback or image).width,
        "height": (fallback or image).height,
        "sources": [(kind, srcset) for kind, srcset in sources if srcset],
    }


def _srcset(sizes: dict[str, AbstractRendition], kind: str) -> str:
    rows = [sizes[spec] for spec in (filter_spec(width, kind) for width in WIDTHS) if spec in sizes]
    return ", ".join(f"{row.url} {row.width}w" for row in {row.width: row for row in rows}.values())
