"""How large the list of names at the end of a ZIP is: reading it takes memory, whatever the files in it are."""

from __future__ import annotations

import struct
from typing import IO

LARGEST_LIST = 32 * 1024 * 1024  # bytes: some 300,000 files
_END, _LOCATOR, _END_64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_LONGEST_END = 22 + 65_535


def has_short_list(file: IO[bytes]) -> bool:
    """Whether the list of names in the ZIP `file` takes at most LARGEST_LIST bytes. False too where its end is not to
    be found. Reads 64 kB, and moves to the beginning."""
    size = _size_of_list(file)
    file.seek(0)
    return size is not None and size <= LARGEST_LIST


def _size_of_list(file: IO[bytes]) -> int | None:
    """As its end says (APPNOTE 4.3.14 to 4.3.16)."""
    length = file.seek(0, 2)
    begins = max(0, length - _LONGEST_END)
    file.seek(begins)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    size = int(struct.unpack_from("<L", tail, at + 12)[0])
    locator = begins + at - 20
    if locator >= 0:
        file.seek(locator)
        found = file.read(20)
        if found[:4] == _LOCATOR:
            file.seek(min(int(struct.unpack_from("<Q", found, 8)[0]), length))
            record = file.read(56)
            return int(struct.unpack_from("<Q", record, 40)[0]) if record[:4] == _END_64 else None
    return size
