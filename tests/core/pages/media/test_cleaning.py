"""What is stored of a picture: the picture, and nothing that came with it."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import from_pillow

from core.pages.media.cleaning import STORED_SIDE, clean_picture
from tests.core.pages.media.files import (
    GPS_IFD,
    PLACE,
    animated,
    archive,
    exif,
    huge_png,
    picture,
    profile,
    with_place,
)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def words_of(problem) -> str:
    return " ".join(problem.value.messages)


def heic(**options) -> bytes:
    buffer = io.BytesIO()
    made = from_pillow(Image.new("RGB", (64, 48), "#ff8c69"))
    made.save(buffer, exif=exif(), quality=80, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_no_place_nor_camera_is_stored(kind):
    sent = heic() if kind == "HEIF" else with_place(kind)
    assert PLACE.encode() in sent
    clean = clean_picture(sent)
    stored = opened(clean.data)
    assert PLACE.encode() not in clean.data
    assert not stored.getexif()
    assert not stored.getexif().get_ifd(GPS_IFD)
    assert not {"exif", "xmp", "comment", "Comment", "XML:com.adobe.xmp", "photoshop"} & set(stored.info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colour_profile_stays(kind):
    assert opened(clean_picture(with_place(kind)).data).info["icc_profile"] == profile()


def test_a_profile_that_is_none_goes():
    sent = picture(icc_profile=b"not a profile" * 20)
    assert "icc_profile" not in opened(clean_picture(sent).data).info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(kind, orientation):
    upright = opened(clean_picture(with_place(kind, orientation)).data)
    assert upright.size == ((60, 40) if orientation < 5 else (40, 60))
    # The dark half lies where the camera says: left, right, or for those on their side above or below.
    corner = {1: (2, 2), 2: (-3, 2), 3: (-3, 2), 4: (2, 2), 5: (2, 2), 6: (2, 2), 7: (2, -3), 8: (2, -3)}[orientation]
    dark = upright.convert("RGB").getpixel((corner[0] % upright.width, corner[1] % upright.height))
    assert max(dark) < 60


@pytest.mark.parametrize(
    ("tail", "refused"),
    [
        (b"<script>alert(1)</script>", True),
        (b"<?php system($_GET['x']); ?>", True),
        (b"<!DOCTYPE html><html>", True),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">', True),
        (archive(x=b"echo"), True),
        (b"MZ" + b"\x00" * 200, False),  # made safe: phones put films behind their photos
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "GIF", "PNG"])
def test_nothing_behind_a_picture_is_stored(kind, tail, refused):
    sent = picture(kind) + tail
    if refused:
        with pytest.raises(ValidationError) as problem:
            clean_picture(sent)
        assert "something besides a picture" in words_of(problem)
    else:
        assert tail not in clean_picture(sent).data


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_picture_that_moves_is_refused_in_words(kind):
    with pytest.raises(ValidationError) as problem:
        clean_picture(animated(kind))
    assert "moves" in words_of(problem)


def test_several_shots_of_a_phone_are_one_photo():
    first = Image.new("RGB", (60, 40), "red")
    buffer = io.BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")])
    assert opened(clean_picture(buffer.getvalue()).data).format == "JPEG"


@pytest.mark.parametrize(
    ("sent", "extension"),
    [
        (picture("JPEG", mode="CMYK"), "jpg"),
        (picture("PNG", mode="P"), "png"),
        (picture("PNG", mode="1"), "png"),
        (picture("PNG", mode="LA"), "png"),
        (picture("PNG", mode="RGBA"), "png"),
        (picture("GIF", mode="P"), "png"),
        (picture("WEBP", mode="RGBA"), "jpg"),
        (picture("JPEG", mode="L"), "jpg"),
        (picture("WEBP"), "jpg"),
        (heic(), "jpg"),
    ],
)
def test_every_kind_of_colour_can_be_shown(sent, extension):
    clean = clean_picture(sent)
    assert clean.extension == extension
    assert opened(clean.data).mode in ("L", "RGB", "RGBA")


def test_sixteen_bits_keep_their_brightness():
    buffer = io.BytesIO()
    Image.new("I;16", (10, 10), 32768).save(buffer, "PNG")
    assert opened(clean_picture(buffer.getvalue()).data).getpixel((5, 5)) == 128


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_that_is_cut_off_is_refused_in_words(kind):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, kind)
    whole = buffer.getvalue()
    with pytest.raises(ValidationError) as problem:
        clean_picture(whole[: len(whole) // 2])
    assert (
        "damaged or cut off" in words_of(problem)
        or "cannot" in words_of(problem)
        or "not a picture" in words_of(problem)
    )


@pytest.mark.parametrize(
    "sent", [huge_png(20_000, 20_000), huge_png(20_000, 1), huge_png(1, 60_000), huge_png(6400, 6400)]
)
def test_too_many_pixels_are_refused_before_any_is_decoded(sent):
    tracemalloc.start()
    try:
        with pytest.raises(ValidationError) as problem:
            clean_picture(sent)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
    assert "40 million pixels" in words_of(problem)


def test_a_large_photo_is_stored_smaller():
    stored = opened(clean_picture(picture("JPEG", size=(6000, 3000))).data)
    assert stored.size == (STORED_SIDE, STORED_SIDE // 2)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00" * 300,
        b'<svg width="10" height="10"></svg>',
        b"GIF89a",
        b"%PDF-1.4",
        b"\xff\xd8\xff",
        b"BM" + b"\x00" * 90,
        b"RIFF\x00\x00\x00\x00WEBPVP8X",
        b"8BPS\x00\x01" + b"\x00" * 40,
        b"II*\x00" + b"\x00" * 40,
    ],
)
def test_what_is_no_picture_is_refused_in_words(sent):
    with pytest.raises(ValidationError) as problem:
        clean_picture(sent)
    assert words_of(problem)


def test_a_file_of_sixty_megabytes_is_not_read():
    with pytest.raises(ValidationError) as problem:
        clean_picture(bytes(60_000_000))
    assert "57" in words_of(problem)
    assert "10" in words_of(problem)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_stored_clean_or_refused_and_nothing_else(kind, place, junk):
    whole = bytearray(with_place(kind) if kind != "GIF" else picture("GIF"))
    place %= len(whole)
    whole[place : place + len(junk)] = junk
    try:
        clean = clean_picture(bytes(whole))
    except ValidationError:
        return
    assert PLACE.encode() not in clean.data
    opened(clean.data)
