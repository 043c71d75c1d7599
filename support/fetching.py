"""Asking another site whether an address answers: politely, briefly, and never a machine of a private network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from core.reaching import Pinned, is_public

SECONDS = 5.0
MOST_REDIRECTS = 5
AGENT = "Sayso link check"
# Sites that refuse HEAD, or robots, still have the page: asked again with GET.
TRY_GET = frozenset({400, 403, 404, 405, 406, 410, 429, 500, 501, 503})


@dataclass(frozen=True)
class Answer:
    """`status`: HTTP status, 0 for none. `problem`: "" when somebody would see a page, else a code: `name` (no such
    host), `private`, `address` (nothing that can be asked), `loop`, `silent`, `gone` (a status of 400 and above)."""

    status: int
    problem: str


def ask(url: str) -> Answer:
    """Ask for `url` (http or https) with HEAD, then GET, following at most five redirects. Reads no body. Never raises.

    Every host, that of each redirect too, is looked up first, and the connection goes to the address that was looked
    at: what is not public is not asked.
    """
    answer = _follow("HEAD", url)
    return _follow("GET", url) if answer.status in TRY_GET or answer.problem == "silent" else answer


def _follow(method: str, url: str) -> Answer:
    for _turn in range(MOST_REDIRECTS + 1):
        try:
            status, place = _once(method, url)
        except _Refused as refused:
            return Answer(0, refused.args[0])
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(0, "silent")
        if 300 <= status < 400 and place:
            url = urljoin(url, place)
            continue
        return Answer(status, "gone" if status >= 400 else "")
    return Answer(0, "loop")


class _Refused(Exception):
    """Why an address is not asked."""


def _once(method: str, url: str) -> tuple[int, str]:
    """The status of one request, and where it redirects to."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as problem:
        raise _Refused("address") from problem
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise _Refused("address")
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    connection = Pinned(host, port, _public_address(host, port), secure=secure, timeout=SECONDS)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": f"{AGENT} ({settings.WAGTAILADMIN_BASE_URL})"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        connection.close()


def _public_address(host: str, port: int) -> str:
    """One network address of `host`; refused unless every address of it is public."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as problem:
        raise _Refused("name") from problem
    if not found or not all(_may_ask(address) for address in found):
        raise _Refused("private")
    return min(found, key=lambda address: (":" in address, address))


def _may_ask(address: str) -> bool:
    return is_public(address) or (settings.LINKS_MAY_BE_LOOPBACK and ipaddress.ip_address(address).is_loopback)
