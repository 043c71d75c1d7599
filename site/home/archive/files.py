"""One archive: `manifest.json`, `rows.jsonl` and the uploads under `media/`."""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.base import CommandError

from core.areas.models import Area
from home.archive import database

FORMAT = 1


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
    """Fill this site from `path`; returns rows and files read. Nothing changes unless every row fits.

    Raises CommandError with one sentence when the site is not empty (without `replace`) or the file will not do.
    """
    if not replace and (get_user_model()._default_manager.exists() or Area.objects.exists()):
        raise CommandError("This site is not empty; add --replace to put the backup in the place of everything in it.")
    try:
        with tarfile.open(path, "r:gz") as archive:
            _check(archive)
            rows = archive.extractfile("rows.jsonl")
            assert rows is not None  # noqa: S101 - _check found it
            with io.TextIOWrapper(rows, encoding="utf-8") as lines:
                count = database.replace_rows(lines)
            return count, _put_back_uploads(archive)
    except (OSError, tarfile.TarError, KeyError, EOFError, json.JSONDecodeError) as problem:
        raise CommandError(f"{path} cannot be read as a backup of Sayso ({problem}).") from None


def _check(archive: tarfile.TarFile) -> None:
    manifest_file = archive.extractfile("manifest.json")
    manifest = json.load(manifest_file) if manifest_file else {}
    archive.getmember("rows.jsonl")
    if manifest.get("format") != FORMAT or manifest.get("migrations") != database.applied_migrations():
        raise CommandError(
            "This backup was made by another version of Sayso; restore it with that version, then update and migrate."
        )


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
