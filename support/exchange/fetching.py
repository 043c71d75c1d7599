"""Reading a file or feed from an https address that a member of staff typed, without letting it reach inside.

Every address that the name has must be public (core.reaching), and those of each redirect too.
"""

from __future__ import annotations

import http.client
import json
import socket
import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.conf import settings

from core.reaching import Pinned, is_public
from support.exchange.cells import Row
from support.exchange.csv_files import MOST_BYTES, MOST_ROWS, BadFile, read_csv
from support.exchange.feeds import looks_like_json, read_services, row_from

SECONDS = 60.0  # for everything
PATIENCE = 10.0  # for each answer
MOST_REDIRECTS = 4
MOST_ASKED = 300  # services read one by one


class Reader:
    """Reads addresses until its time or its bytes are used up."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._bytes = MOST_BYTES

    def read(self, address: str) -> bytes:
        """What is at `address`, after at most MOST_REDIRECTS redirects. Raises BadFile."""
        for _redirect in range(MOST_REDIRECTS + 1):
            try:
                body, onward = self._ask(address)
            except (OSError, http.client.HTTPException, UnicodeError, ValueError):
                raise BadFile("That address does not answer, or not safely. Check it, or upload a file.") from None
            if onward is None:
                return body
            address = urljoin(address, onward)
        raise BadFile("That address sends us on too often.")

    def _ask(self, address: str) -> tuple[bytes, str | None]:
        """The body at `address`, or where it sends us on to."""
        parts = urlsplit(address)
        secure = parts.scheme == "https"
        if not (secure or (parts.scheme == "http" and settings.IMPORT_FROM_PRIVATE_ADDRESSES)) or not parts.hostname:
            raise BadFile("Write a whole address that begins with https://")
        if parts.username is not None or parts.password is not None:
            raise BadFile("The address must not hold a name or a password.")
        port = parts.port or (443 if secure else 80)
        connection = Pinned(
            parts.hostname, port, checked_address(parts.hostname, port), secure=secure, timeout=PATIENCE
        )
        try:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", path, headers={"Accept-Encoding": "identity", "Accept": "*/*"})
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
                return b"", answer.headers["Location"]
            if answer.status != 200:
                raise BadFile(f"That address answers {answer.status}, not 200.")
            return self._body(answer), None
        finally:
            connection.close()

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        parts = []
        while part := answer.read1(65536):
            parts.append(part)
            self._bytes -= len(part)
            if self._bytes < 0:
                raise BadFile("What is there is larger than 20 MB.")
            if time.monotonic() > self._until:
                raise BadFile("Reading it takes more than a minute. Download it yourself and upload the file.")
        return b"".join(parts)


def checked_address(host: str, port: int) -> str:
    """One network address of `host`. Raises BadFile unless every address that it has is a public one."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.IMPORT_FROM_PRIVATE_ADDRESSES and not all(is_public(address) for address in found):
        raise BadFile("That address is inside a private network. Only public ones are read.")
    return found[0]


def read_address(address: str) -> tuple[list[Row], bool]:
    """The rows at `address`, and whether it is a feed: CSV, a file of Open Referral UK, or where a feed begins, whose
    pages and services are then read one by one. Raises BadFile."""
    reader = Reader()
    body = reader.read(address)
    if not looks_like_json(body):
        return read_csv(body), False
    if _is_root(body):
        address = address.partition("?")[0].rstrip("/") + "/services"
        body = reader.read(address)
    found = read_services(body)
    for page in range(2, min(_pages(body), MOST_ROWS) + 1):
        found += read_services(reader.read(_with_page(address, page)))
        if len(found) > MOST_ROWS:
            raise BadFile(f"The feed has more than {MOST_ROWS:,} services. Take it in parts.")
    short = [one for one in found if "service_at_locations" not in one and "schedules" not in one]
    if len(found) > 1 and len(short) == len(found):
        found = _one_by_one(reader, address, found)
    return [row_from(one) for one in found], True


def _is_root(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and "version" in said and "contents" not in said


def _pages(body: bytes) -> int:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return 1  # one service a line
    pages = said.get("total_pages") if isinstance(said, dict) else 1
    return pages if isinstance(pages, int) else 1


def _with_page(address: str, page: int) -> str:
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", page)])))


def _one_by_one(reader: Reader, address: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(found) > MOST_ASKED:
        raise BadFile(f"The feed lists {len(found)} services without their parts: too many to read one by one.")
    stub = address.partition("?")[0].rstrip("/")
    whole = []
    for one in found:
        identity = "".join(letter for letter in one["id"] if letter.isalnum() or letter in "-_.")
        whole += read_services(reader.read(f"{stub}/{identity}"))
    return whole
