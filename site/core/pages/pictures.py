"""Pictures in the sizes that pages show: made when a page is published, read with one query when it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.images import get_image_model

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage, AbstractRendition

WIDTHS = (400, 800, 1200)
FORMATS = ("avif", "webp", "jpeg")


def filter_spec(width: int, kind: str) -> str:
    """Wagtail's filter for one size: `width` in pixels, `kind` one of FORMATS."""
    return f"width-{width}|format-{kind}"


SPECS = [filter_spec(width, kind) for kind in FORMATS for width in WIDTHS]


@dataclass
class Shown:
    """One picture ready to show: its sources by format, a fallback file, its own shape and its words."""

    alt: str
    src: str
    width: int
    height: int
    sources: list[tuple[str, str]] = field(default_factory=list)


def make_renditions(images: Iterable[AbstractImage]) -> None:
    """Write the files and rows of every size of `images` that are missing. Slow: for publishing, never for reading."""
    for image in images:
        for rendition in image.get_renditions(*SPECS).values():
            rendition.file.close()  # Wagtail leaves the temporary file of a new size open
        image.file.close()


def with_renditions(ids: Iterable[int]) -> dict[int, AbstractImage]:
    """The images `ids` by id, each with its known sizes at hand (`sizes_at_hand`). One query; none for no ids.

    An image whose sizes were never made costs one more query for all such images, and shows its first file.
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
    return found


def shown(image: AbstractImage, alt: str) -> Shown:
    """`image` as the picture element needs it. Reads its sizes (one query) only when they are not at hand."""
    if not hasattr(image, "sizes_at_hand"):
        rows = image.renditions.filter(filter_spec__in=SPECS)
        image.sizes_at_hand = {rendition.filter_spec: rendition for rendition in rows}
    files = image.__dict__.get("files_at_hand")
    if files is None:
        files = image.__dict__["files_at_hand"] = _files(image)
    return Shown(alt=alt, **files)


def _files(image: AbstractImage) -> dict[str, Any]:
    sizes: dict[str, AbstractRendition] = image.sizes_at_hand
    fallback = sizes.get(filter_spec(800, "jpeg"))
    sources = [(f"image/{kind}", _srcset(sizes, kind)) for kind in FORMATS]
    return {
        "src": (fallback or image.file).url,
        "width": (fallback or image).width,
        "height": (fallback or image).height,
        "sources": [(kind, srcset) for kind, srcset in sources if srcset],
    }


def _srcset(sizes: dict[str, AbstractRendition], kind: str) -> str:
    rows = [sizes[spec] for spec in (filter_spec(width, kind) for width in WIDTHS) if spec in sizes]
    return ", ".join(f"{row.url} {row.width}w" for row in {row.width: row for row in rows}.values())
