"""One archive: `manifest.json`, `rows.jsonl` and the uploads under `media/`."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

from core.areas.models import Area
from home.archive import database

FORMAT = 1
PIECE = 1024 * 1024
# What a damaged file, or one of somebody else, makes the readers of gzip, tar, text and JSON say.
UNREADABLE = (OSError, EOFError, tarfile.TarError, zlib.error, KeyError, ValueError, SuspiciousOperation)


def back_up(path: Path) -> tuple[int, int]:
    """Write the whole site to `path` (.tar.gz, readable by its owner only); returns rows and files written.

    The file appears under its name only when it is whole. Raises CommandError when it is already there.
    """
    if path.exists():
        raise CommandError(f"{path} is already there; name a new file, so that no backup is lost.")
    part = path.with_name(path.name + ".part")
    try:
        with (
            open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as archive,
        ):
            counts = _write(archive)
        part.replace(path)
    except OSError as problem:
        raise CommandError(f"The backup could not be written to {path} ({problem.strerror}).") from None
    finally:
        part.unlink(missing_ok=True)
    return counts


def _write(archive: tarfile.TarFile) -> tuple[int, int]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as rows, database.one_moment():
        count = database.write_rows(rows)
        manifest = {"format": FORMAT, "rows": count, "migrations": database.applied_migrations()}
        _add(archive, "manifest.json", io.BytesIO(json.dumps(manifest, indent=1).encode()))
        rows.flush()
        rows.seek(0)
        _add(archive, "rows.jsonl", rows.buffer)
    files = 0
    for name in _uploads(""):
        with default_storage.open(name) as upload:
            _add(archive, f"media/{name}", upload)
        files += 1
    return count, files


def _add(archive: tarfile.TarFile, name: str, content: Any) -> None:
    """Add `content`, an open binary file, as `name`."""
    entry = tarfile.TarInfo(name)
    content.seek(0, os.SEEK_END)
    entry.size = content.tell()
    content.seek(0)
    archive.addfile(entry, content)


def _uploads(folder: str) -> Iterator[str]:
    """The names of every upload below `folder`."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from _uploads(f"{folder}{name}/")


def restore(path: Path, *, replace: bool) -> tuple[int, int]:
    """Fill this site from `path`; returns rows and files read.

    The whole file is read once before anything changes, and nothing changes unless every row fits.

    Raises CommandError with one sentence when the site is not empty (without `replace`) or the file will not do.
    """
    if not replace and (get_user_model()._default_manager.exists() or Area.objects.exists()):
        raise CommandError("This site is not empty; add --replace to put the backup in the place of everything in it.")
    try:
        _read_through(path)
        with tarfile.open(path, "r:gz") as archive:
            expected = _check(archive)
            with io.TextIOWrapper(_open(archive, "rows.jsonl"), encoding="utf-8") as lines:
                count = database.replace_rows(lines, expected=expected)
            return count, _put_back_uploads(archive)
    except (DeserializationError, DatabaseError) as problem:
        # Not what it says: that may hold what people wrote.
        raise CommandError(f"{path} holds a row that does not fit ({type(problem).__name__}).") from None
    except UNREADABLE as problem:
        raise CommandError(f"{path} cannot be read as a backup of Sayso ({problem}).") from None


def _open(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(f"{name} is no file in it")
    return found


def _read_through(path: Path) -> None:
    """Read the file to its end, so that gzip compares its own sums: nothing is damaged or cut off."""
    with gzip.open(path) as whole:
        while whole.read(PIECE):
            pass


def _check(archive: tarfile.TarFile) -> int:
    """Refuse an archive that will not do; returns how many rows it holds."""
    manifest = json.load(_open(archive, "manifest.json"))
    if not isinstance(manifest, dict) or not isinstance(manifest.get("rows"), int):
        raise KeyError("its manifest is another program's")
    if manifest.get("format") != FORMAT or manifest.get("migrations") != database.applied_migrations():
        raise CommandError(
            "This backup was made by another version of Sayso; restore it with that version, then update and migrate."
        )
    _open(archive, "rows.jsonl")
    for entry in archive:
        validate_file_name(entry.name, allow_relative_path=True)
    return manifest["rows"]


def _put_back_uploads(archive: tarfile.TarFile) -> int:
    count = 0
    for entry in archive:
        if not entry.isfile() or not entry.name.startswith("media/"):
            continue
        upload = archive.extractfile(entry)
        name = entry.name.removeprefix("media/")
        default_storage.delete(name)
        default_storage.save(name, File(upload))
        count += 1
    return count
