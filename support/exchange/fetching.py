"""Reading a file or feed from an https address that a member of staff typed, without letting it reach inside.

The name is looked up once, every address that it has must be public, and the connection goes to one that was checked,
so a name that changes its mind meanwhile leads nowhere. Each redirect is checked the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.conf import settings

from support.exchange.cells import Row
from support.exchange.csv_files import MOST_BYTES, MOST_ROWS, BadFile, read_csv
from support.exchange.feeds import looks_like_json, read_services, row_from

SECONDS = 60.0  # for everything
PATIENCE = 10.0  # for each answer
MOST_REDIRECTS = 4
MOST_ASKED = 300  # services read one by one
# Ways to write an IPv4 address inside an IPv6 one.
TUNNELS = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")]


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
        connection = _Pinned(parts.hostname, port, checked_address(parts.hostname, port), secure=secure)
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


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked network address; the certificate must be of the name."""

    def __init__(self, host: str, port: int, to: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._to, self._secure = to, secure

    def connect(self) -> None:
        """Connect to the address that was checked, never to what the name says now."""
        self.sock: Any = socket.create_connection((self._to, self.port), timeout=PATIENCE)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def checked_address(host: str, port: int) -> str:
    """One network address of `host`. Raises BadFile unless every address that it has is a public one."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.IMPORT_FROM_PRIVATE_ADDRESSES and not all(is_public(address) for address in found):
        raise BadFile("That address is inside a private network. Only public ones are read.")
    return found[0]


def is_public(address: str) -> bool:
    """Whether a network address is one of the public internet, and not a private one in other clothes."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in net for net in TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast


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
