"""What the process that fetches may reach: the hosts of its source, at public addresses, and nothing else.

Python tells an audit hook of every name that is looked up and every connection that is made, whichever library makes
it. So the address that is judged is the one that is connected to: no second look-up can put another in its place.

Through a proxy it is the proxy that looks names up: then nothing but the proxy is reached, and whoever asks it for a
host checks the name first (`check_url`). Whether the name leads to a private address is the proxy's to refuse.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Collection
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from etl.sources.trouble import Trouble

_LEADS_ON = {"docs.google.com": ("*.googleusercontent.com",)}  # where a published sheet really lies
_LOOPBACK = ipaddress.ip_address("::1")  # counted among the reserved
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(OSError):
    """An error that every library takes for a connection that failed."""


class Guard:
    """What may be reached; `refused` says what was asked for and is not."""

    def __init__(self, hosts: Collection[str], port: int | None, intranet_host: str = "", proxy: str = "") -> None:
        self._hosts = frozenset(hosts) | {more for host in hosts for more in _LEADS_ON.get(host, ())}
        self._ports = {port, 443}
        self._inside: frozenset[str] = frozenset()
        self.refused: Trouble | None = None
        self._proxy = urlsplit(proxy) if proxy else None
        named = self._proxy.hostname if self._proxy is not None else intranet_host
        if named:
            with suppress(OSError):
                found = socket.getaddrinfo(named, None, type=socket.SOCK_STREAM)
                self._inside = frozenset(str(one[4][0]) for one in found)

    def bind(self) -> None:
        """Bind this process, for as long as it lives."""
        sys.addaudithook(self._heard)

    def check_host(self, host: str) -> None:
        """Raises: Trouble for a host that the source does not name."""
        if not is_among(host, self._hosts):
            raise self._refuse(Trouble("source_leads_on", host=host[:100]))

    def check_url(self, url: str) -> None:
        """Raises: Trouble for an address whose host or port is not the source's; asked before a proxy is."""
        parts = urlsplit(url)
        self.check_host(parts.hostname or "")
        if self._proxy is not None and (parts.scheme != "https" or (parts.port or 443) not in self._ports):
            raise self._refuse(Trouble("source_private"))

    def check_address(self, address: str, port: int) -> None:
        """Raises: Trouble for an address that is not public, nor that of the host within the house."""
        if self._proxy is not None:
            if address not in self._inside or port != self._proxy.port:
                raise self._refuse(Trouble("source_private"))
            return
        is_inside = address in self._inside and may_be_inside(address)
        if not (is_public(address) or is_inside) or port not in self._ports:
            raise self._refuse(Trouble("source_private"))

    def _is_proxy(self, host: str) -> bool:
        return self._proxy is not None and host.casefold() == self._proxy.hostname

    def _refuse(self, trouble: Trouble) -> Trouble:
        self.refused = self.refused or trouble
        return trouble

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        try:
            if event == "socket.getaddrinfo":
                host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
                if host is not None and not _is_address(host) and not self._is_proxy(host):
                    self.check_host(host)
            elif event == "socket.connect":
                where = arguments[1]
                if not isinstance(where, tuple):
                    raise self._refuse(Trouble("source_private"))
                self.check_address(str(where[0]), int(where[1]))
            elif event in ("socket.sendto", "socket.sendmsg") and arguments[1] is not None:
                raise self._refuse(Trouble("source_private"))
            elif event in _STARTS:
                raise Trouble("source_odd_answer", status="-")
        except Trouble as trouble:
            raise Refused(trouble.code) from None


def is_among(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is one of these; `*.example.dk` is every one below it."""
    name = host.casefold().rstrip(".")
    return name in hosts or any(one.startswith("*.") and name.endswith(one[1:]) for one in hosts)


def is_public(text: str) -> bool:
    """Whether an address is one of the open internet, also where another is written into it."""
    address = _address(text)
    if address is None:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo or address.is_site_local or int(address) >> 32 == 0:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def may_be_inside(text: str) -> bool:
    """Whether a machine of the house can have this address; where clouds keep their own secrets is none."""
    address = _address(text)
    if address is None:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    nobody = address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved
    return address.is_private and (not nobody or address == _LOOPBACK)


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _is_address(text: str) -> bool:
    return _address(text) is not None
