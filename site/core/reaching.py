"""Reaching other sites without being led inside: which network addresses are public, and connections pinned to one.

A name is looked up once; the connection goes to an address that was checked, so a name that changes its mind meanwhile
leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import Any

# Ways to write an IPv4 address inside an IPv6 one.
TUNNELS = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")]


def is_public(address: str) -> bool:
    """Whether a network address is one of the public internet, and not a private one in other clothes."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in net for net in TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast


class Pinned(http.client.HTTPConnection):
    """A connection to one checked network address `to`; the certificate must be of the name. `timeout` in seconds."""

    def __init__(self, host: str, port: int, to: str, *, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._to, self._secure = to, secure

    def connect(self) -> None:
        """Connect to the address that was checked, never to what the name says now."""
        self.sock: Any = socket.create_connection((self._to, self.port), timeout=self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
