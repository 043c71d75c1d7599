"""Files as people and attackers send them, made here and now."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

GPS_IFD = 0x8825
PLACE = "SECRETPLACE"


def exif(orientation=1) -> bytes:
    """Exif with a place, a camera and an orientation."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = PLACE  # maker of the camera
    found[GPS_IFD] = {1: "N", 2: (53.0, 47.0, 12.0), 3: "W", 4: (1.0, 32.0, 30.0), 29: "2026:05:01"}
    return found.tobytes()


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>{PLACE}</exif:GPSLatitude></x:xmpmeta>'.encode()


@functools.cache  # it holds the second at which it was made
def profile(size_of="sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(size_of)).tobytes()


def picture(kind="JPEG", size=(60, 40), mode="RGB", colour=(255, 140, 105), **options) -> bytes:
    """A picture of one colour, its left half darker so that turning shows."""
    image = Image.new("RGB", size, colour)
    image.paste((20, 20, 20), (0, 0, size[0] // 2, size[1]))
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


def with_place(kind: str, orientation=1) -> bytes:
    """A picture of `kind` that tells where it was taken, in Exif, and in XMP where that can be written."""
    options = {"exif": exif(orientation), "icc_profile": profile()}
    if kind == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", xmp().decode())
        words.add_text("Comment", PLACE)
        options["pnginfo"] = words
    elif kind == "JPEG":
        options |= {"xmp": xmp(), "comment": PLACE.encode()}
    elif kind in ("WEBP", "AVIF"):
        options["xmp"] = xmp()
    return picture(kind, **options)


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=100)
    return buffer.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG whose head claims `width` by `height` and whose data is short."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def archive(**members: bytes | str) -> bytes:
    return archive_of(members)


def archive_of(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return buffer.getvalue()


def docx(**more: bytes | str) -> bytes:
    """A Word file with its author in its properties, and further members."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document/>",
        "docProps/core.xml": (
            "<cp:coreProperties><dc:creator>Jaden Secret</dc:creator>"
            "<cp:lastModifiedBy>Jaden Secret</cp:lastModifiedBy></cp:coreProperties>"
        ),
    }
    return archive_of(members | {name.replace("__", "/").replace("_bin", ".bin"): data for name, data in more.items()})


def pdf(pages=3, *, more=b"") -> bytes:
    kids = b" ".join(f"{number} 0 R".encode() for number in range(3, 3 + pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages]
    objects += [b"<< /Type /Page /Parent 2 0 R >>"] * pages
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (place, words) for place, words in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + more + b"trailer << /Root 1 0 R >>\n%%EOF\n"
