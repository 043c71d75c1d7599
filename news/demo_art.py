"""Pictures for the demo's articles, drawn from Say shapes (a circle with one tight corner): no photos, no people."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageChops, ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from core.pages.media.enums import People

CORAL, MARIGOLD, LAGOON, MULBERRY = "#ff8c69", "#ffca4f", "#52c8b4", "#6a1553"
SIZE = (1200, 675)
FINER = 2  # drawn twice as large, then made smaller, so that edges are smooth


@dataclass(frozen=True)
class Shape:
    """A Say shape: its middle and radius in pixels of SIZE, its colour, and which corner is tight (tl, tr, bl, br)."""

    x: int
    y: int
    radius: int
    colour: str
    corner: str


PICTURES: dict[str, tuple[str, list[Shape]]] = {
    "morning": ("#fff3d6", [Shape(600, 330, 190, MARIGOLD, "br"), Shape(300, 560, 260, LAGOON, "br"),
                            Shape(930, 600, 290, CORAL, "bl")]),
    "meeting": ("#ffe8e1", [Shape(400, 340, 220, CORAL, "bl"), Shape(690, 370, 200, MARIGOLD, "br"),
                            Shape(900, 300, 140, LAGOON, "br")]),
    "growing": ("#def4f0", [Shape(600, 420, 200, LAGOON, "bl"), Shape(760, 250, 150, LAGOON, "tl"),
                            Shape(450, 230, 130, MARIGOLD, "tr"), Shape(600, 640, 110, MULBERRY, "tl")]),
    "places": ("#ffe8e1", [Shape(280, 300, 130, CORAL, "bl"), Shape(590, 250, 120, MARIGOLD, "bl"),
                           Shape(880, 320, 140, LAGOON, "bl"), Shape(600, 720, 240, MARIGOLD, "tr")]),
    "listening": ("#f4e6f1", [Shape(350, 330, 210, MULBERRY, "bl"), Shape(640, 430, 160, CORAL, "br"),
                              Shape(850, 260, 170, MARIGOLD, "br")]),
}  # fmt: skip


def draw(name: str) -> bytes:
    """The picture `name` of PICTURES as PNG, SIZE in pixels."""
    paper, shapes = PICTURES[name]
    width, height = SIZE[0] * FINER, SIZE[1] * FINER
    picture = Image.new("RGB", (width, height), paper)
    for shape in shapes:
        layer = Image.new("RGB", (width, height), "white")
        _say_shape(ImageDraw.Draw(layer), shape)
        picture = ImageChops.multiply(picture, layer)
    buffer = io.BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _say_shape(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    """A circle, and a square in the quarter of its tight corner."""
    x, y, radius = shape.x * FINER, shape.y * FINER, shape.radius * FINER
    left, top = x - radius if "l" in shape.corner else x, y - radius if "t" in shape.corner else y
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape.colour)
    pen.rectangle((left, top, left + radius, top + radius), fill=shape.colour)


def picture(name: str) -> AbstractImage:
    """The demo picture `name` in the CMS, drawn and stored where it is missing."""
    title = f"Say shapes: {name}"
    found = get_image_model().objects.filter(title=title).first()
    if found is not None:
        return found
    file = ContentFile(draw(name), name=f"say-{name}.png")
    return get_image_model().objects.create(title=title, file=file, people=People.NOBODY)
