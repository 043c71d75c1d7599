"""Pictures as they are stored: decoded and written anew, so that nothing comes with them that is not the picture.

No place, time, camera or comment survives (Exif, XMP, IPTC), and nothing behind the picture's end. Turned upright
first; the colour profile stays. The head of a file is read before anything is decoded, and one picture is decoded at a
time in each process, so it takes about 250 MB at most, whatever is sent.
"""

from __future__ import annotations

import io
import re
import threading
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError
from pillow_heif import register_heif_opener

READABLE = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
GRAPHICS = ("PNG", "GIF")  # kept as PNG: drawings and screenshots suffer from JPEG
LONGEST_SIDE = 12_000
STORED_SIDE = 2560  # twice the widest size that pages show
# Their readers hold two to four copies of a picture. Measured: 220 MB at these sizes; WebP of 39 million took 600.
MOST_PIXELS = {"WEBP": 14_000_000, "AVIF": 25_000_000, "HEIF": 25_000_000}
LARGEST_PROFILE = 1024 * 1024
JPEG_QUALITY = 90
# Web pages, programs and archives hidden in a picture. A browser or server that is told the wrong type would run them.
HIDDEN_MARKUP = re.compile(rb"<script|<\?php|<!doctype\s|<html[\s>]|<svg[\s>][^\x00]{0,200}xmlns", re.IGNORECASE)
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_one_at_a_time = threading.Lock()
register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class CleanPicture:
    """A picture ready to be stored: its bytes, and `png` or `jpg`."""

    data: bytes
    extension: str


def check_size(size: int) -> None:
    """Raises ValidationError for a file of more bytes than a picture may have."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if size > most:
        raise ValidationError(
            _("This file is %(size)s. The most is %(most)s. Make the picture smaller and add it again.")
            % {"size": filesizeformat(size), "most": filesizeformat(most)},
            code="file_too_large",
        )


def clean_picture(data: bytes) -> CleanPicture:
    """The picture in `data` (the bytes of a JPEG, PNG, GIF, WebP, AVIF or HEIC file) written anew, upright, at most
    STORED_SIDE pixels wide and high. Raises ValidationError, in words for an editor, for anything else."""
    check_size(len(data))
    if HIDDEN_MARKUP.search(data) or zipfile.is_zipfile(io.BytesIO(data)):
        raise ValidationError(
            _("This file holds something besides a picture. Open it in a picture program, save it anew, and add that."),
            code="not_only_a_picture",
        )
    with _one_at_a_time, _quiet(), _opened(data) as image:
        _check_head(image)
        return _written(image)


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of what our own limit refuses in words. (The lock makes changing the filters safe.)"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _opened(data: bytes) -> Image.Image:
    """Reads the head only."""
    try:
        return Image.open(io.BytesIO(data), formats=READABLE)
    except Image.DecompressionBombError as problem:
        words = _("This picture has too many pixels.")
        raise _too_many_pixels(words, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS) from problem
    except UnidentifiedImageError as problem:
        raise ValidationError(
            _("This is not a picture that can be read here. Save it as JPEG, PNG or WebP and add that."),
            code="invalid_image",
        ) from problem
    except Exception as problem:  # each of the readers fails in its own way on damaged files
        raise _damaged() from problem


def _check_head(image: Image.Image) -> None:
    """Refuse what is too large to decode, and what moves."""
    width, height = image.size
    most = min(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS, MOST_PIXELS.get(str(image.format), 10**9))
    if width * height > most or max(width, height) > LONGEST_SIDE:
        sides = {"width": width, "height": height}
        raise _too_many_pixels(_("This picture is %(width)s by %(height)s pixels.") % sides, most)
    # Phones keep several shots in one JPEG (MPO) or HEIC file: the first is the picture. Nothing of them moves.
    if image.format not in ("MPO", "HEIF") and getattr(image, "is_animated", False):
        raise ValidationError(
            _("This picture moves. Movement can distract people or make them ill. Save one still of it and add that."),
            code="animated",
        )


def _too_many_pixels(first: str, most: int) -> ValidationError:
    limit = _("The most is %(most)s million pixels, and no side over 12,000.") % {"most": most // 1_000_000}
    return ValidationError(
        " ".join([first, limit, _("Make it smaller and add it again.")]),
        code="file_too_many_pixels",
    )


def _damaged() -> ValidationError:
    return ValidationError(
        _("This picture is damaged or cut off: part of the file is missing. Copy it again from where it was taken."),
        code="damaged",
    )


def _written(image: Image.Image) -> CleanPicture:
    kind = str(image.format)
    try:
        if kind in ("JPEG", "MPO"):
            # Decoded at a half or a quarter where that is enough: a fraction of the memory.
            part = STORED_SIDE / max(image.size)
            image.draft(image.mode, (round(image.width * part), round(image.height * part)))
        image.load()
        turn = UPRIGHT.get(_orientation(image))
        profile = image.info.get("icc_profile")
        plain, profile = _in_screen_colours(image, profile)
        plain.thumbnail((STORED_SIDE, STORED_SIDE), Image.Resampling.LANCZOS)
        if turn is not None:
            plain = plain.transpose(turn)
        as_png = kind in GRAPHICS or "A" in plain.getbands()
        plain.info = {}  # a comment or text would be written again
        buffer = io.BytesIO()
        options: dict[str, Any] = {} if as_png else {"quality": JPEG_QUALITY, "progressive": True}
        if profile:
            options["icc_profile"] = profile
        plain.save(buffer, "PNG" if as_png else "JPEG", **options)
    except Exception as problem:  # each of the readers fails in its own way on damaged files
        raise _damaged() from problem
    return CleanPicture(buffer.getvalue(), "png" if as_png else "jpg")


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 where that cannot be read."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # hostile Exif must not lose the picture: it only stays as it lies
        return 1


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, bytes | None]:
    """`image` as grey, RGB or RGBA with 8 bits, and the profile that still fits its colours."""
    if image.mode == "CMYK":
        return _from_print(image, profile), None
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits: the upper 8 of them
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L"), None
    see_through = "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa", "RGBA")
    mode = "RGBA" if see_through else "L" if image.mode in ("1", "L") else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    return plain, _fitting(profile, "GRAY" if mode == "L" else "RGB")


def _from_print(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` in the four colours of print, as RGB."""
    if profile and len(profile) <= LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if made is not None:
                return made
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the plain way below
    return image.convert("RGB")


def _fitting(profile: bytes | None, space: str) -> bytes | None:
    """`profile` where it is a real colour profile for `space` (RGB or GRAY), else None."""
    if not profile or len(profile) > LARGEST_PROFILE:
        return None
    try:
        known = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip()
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return profile if known == space else None
