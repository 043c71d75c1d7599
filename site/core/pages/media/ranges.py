"""Parts of a film or a recording, as players ask for them. Safari plays nothing that cannot be had in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PLAYED = ("audio/", "video/")
CHUNK = 64 * 1024
_ONE_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def asked_part(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that `header` (RFC 9110, 14.2) asks for of `size` bytes; None where it asks for none, for
    several parts, or makes no sense, which means the whole. Raises IndexError for a part beyond the end."""
    found = _ONE_PART.fullmatch(header.strip())
    if not found or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise IndexError
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise IndexError
    return int(first), min(int(last), size - 1) if last else size - 1


def part_of(file: IO[bytes], size: int, header: str, content_type: str) -> HttpResponseBase | None:
    """The part of `file` (`size` bytes) that `header` asks for, or that there is none (416); None for the whole. Closes
    `file` unless it is the whole."""
    try:
        asked = asked_part(header, size)
    except IndexError:
        file.close()
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, content_type=content_type)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    if asked is None:
        return None
    first, last = asked
    response = StreamingHttpResponse(
        _read(file, first, last - first + 1), status=HTTPStatus.PARTIAL_CONTENT, content_type=content_type
    )
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _read(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
