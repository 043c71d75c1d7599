"""Pictures and files of the old site: from a ZIP of its uploads, or fetched where somebody said so. For the worker."""

from __future__ import annotations

import http.client
import logging
import socket
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from core.pages.media.actions import make_sizes
from core.pages.media.fields import DocumentUpload, PictureUpload
from core.reaching import Pinned, is_public
from news.wordpress.archives import has_short_list
from news.wordpress.models import MovedFile, WordpressExport

LARGEST = 20 * 1024 * 1024
MOST_MEMBERS = 50_000
SECONDS, PATIENCE = 30.0, 10.0
MOST_REDIRECTS = 3
_log = logging.getLogger(__name__)


class NotHere(Exception):
    """Why a file could not be had, in a few plain words."""


class Uploads:
    """The files of one export while drafts are made of it. Use it as a context: it holds the ZIP open."""

    def __init__(self, export: WordpressExport) -> None:
        self.export = export
        self._archive: zipfile.ZipFile | None = None
        self._members: dict[str, zipfile.ZipInfo] = {}

    def __enter__(self) -> Uploads:
        if self.export.uploads:
            try:
                file = self.export.uploads.open("rb")
                if not has_short_list(file):
                    raise zipfile.BadZipFile
                self._archive = zipfile.ZipFile(file)
                self._members = _safe_members(self._archive)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
                _log.info("the ZIP of export %s cannot be read", self.export.pk)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._archive is not None:
            self._archive.close()
        if self.export.uploads:
            self.export.uploads.close()

    def image(self, address: str) -> int:
        """The id of the picture at `address`, made where it was not moved before. Raises NotHere."""
        return self._moved(address, "image", self._make_image)

    def document(self, address: str) -> int:
        """The id of the file at `address`, made where it was not moved before. Raises NotHere."""
        return self._moved(address, "document", self._make_document)

    def _moved(self, address: str, field: str, make: Callable[[str, bytes], int]) -> int:
        if len(address) > 500:
            raise NotHere("its address is too long")
        known = MovedFile.objects.filter(address=address).values_list(f"{field}_id", flat=True).first()
        if known:
            return int(known)
        body = self._body(address)
        try:
            with transaction.atomic():
                pk = make(unquote(PurePosixPath(urlsplit(address).path).name), body)
                MovedFile.objects.update_or_create(address=address, defaults={f"{field}_id": pk})
        except ValidationError as problem:
            raise NotHere(" ".join(problem.messages)) from None
        return pk

    def _make_image(self, name: str, body: bytes) -> int:
        model = get_image_model()
        collection = self._collection(model)
        image = model(title=PurePosixPath(name).stem[:255] or "Picture", collection=collection)
        image.uploaded_by_user = self.export.made_by
        image.file = PictureUpload().clean(SimpleUploadedFile(name[-100:] or "picture", body))
        image.save()
        image.file.close()
        transaction.on_commit(lambda: make_sizes(image.pk))
        return int(image.pk)

    def _make_document(self, name: str, body: bytes) -> int:
        model = get_document_model()
        collection = self._collection(model)
        document = model(title=PurePosixPath(name).stem[:255] or "File", collection=collection)
        document.uploaded_by_user = self.export.made_by
        document.file = DocumentUpload().clean(SimpleUploadedFile(name[-100:] or "file", body))
        document.save()
        return int(document.pk)

    def _collection(self, model: type[Any]) -> Any:
        """Where the person may add files of this kind."""
        policy = policy_registry.get_by_type(model)
        found = policy.collections_user_has_permission_for(self.export.made_by, "add").first()
        if found is None:
            raise NotHere("you may not add files of this kind")
        return found

    def _body(self, address: str) -> bytes:
        inside = _inside_uploads(address)
        member = self._members.get(inside) if inside else None
        if member is not None and self._archive is not None:
            return _read_member(self._archive, member)
        if not self.export.fetches:
            raise NotHere("it is not in the ZIP" if self.export.uploads else "no ZIP was given, and it was not fetched")
        return fetch(address)


def _inside_uploads(address: str) -> str:
    """The path of a file inside the old site's uploads, such as `2020/05/bus.jpg`."""
    return unquote(urlsplit(address).path).partition("/uploads/")[2]


def _safe_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The plain files of `archive` by their path inside the uploads. Left out are links, and paths that lead away."""
    found: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist()[:MOST_MEMBERS]:
        name = member.filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if member.is_dir() or is_link or ".." in parts or name.startswith("/") or "\x00" in name:
            continue
        inside = name.partition("uploads/")[2] if "uploads/" in name else name
        found.setdefault(inside, member)
    return found


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """One file of the ZIP, read no further than LARGEST, whatever it says of its size."""
    try:
        with archive.open(member) as file:
            body = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as problem:
        raise NotHere("it cannot be read from the ZIP") from problem
    except Exception as problem:  # zlib.error and its like have no common base
        raise NotHere("it cannot be read from the ZIP") from problem
    if len(body) > LARGEST:
        raise NotHere("it is larger than 20 MB")
    return body


def fetch(address: str) -> bytes:
    """What is at `address` (http or https, of a public network only), at most LARGEST bytes in SECONDS. Raises
    NotHere."""
    until = time.monotonic() + SECONDS
    for _redirect in range(MOST_REDIRECTS + 1):
        try:
            body, onward = _ask(address, until)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError):
            raise NotHere("the old site does not answer") from None
        if onward is None:
            return body
        address = urljoin(address, onward)
    raise NotHere("the old site sends us on too often")


def _ask(address: str, until: float) -> tuple[bytes, str | None]:
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise NotHere("its address cannot be asked")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = Pinned(host, port, _public_address(host, port), secure=secure, timeout=PATIENCE)
    try:
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
            return b"", answer.headers["Location"]
        if answer.status != 200:
            raise NotHere(f"the old site answers {answer.status}")
        return _limited(answer, until), None
    finally:
        connection.close()


def _limited(answer: http.client.HTTPResponse, until: float) -> bytes:
    body = bytearray()
    while part := answer.read1(65536):
        body += part
        if len(body) > LARGEST:
            raise NotHere("it is larger than 20 MB")
        if time.monotonic() > until:
            raise NotHere("the old site is too slow")
    return bytes(body)


def _public_address(host: str, port: int) -> str:
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.IMPORT_FROM_PRIVATE_ADDRESSES and not all(is_public(address) for address in found):
        raise NotHere("its address is inside a private network")
    return found[0]
