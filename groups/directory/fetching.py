"""A list from an address that the operators allow: never anything in a private network, never more than it may be.

The name is looked up once, every address it has is checked, and the connection goes to one of these very addresses:
what the name says later plays no part.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from groups.directory.guide.reading import LARGEST
from groups.directory.guide.why import Unread, Unreadable

#: Seconds: for a connection or one piece of the answer, and for all of it.
PATIENCE, LONGEST = 10, 45
MOST_TURNS = 3
_PIECE = 65_536


class NotFetched(Unreadable):
    """Nothing was fetched; ``reason`` says why."""


@dataclass(frozen=True)
class Where:
    """An address that is allowed, in its parts."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the Host header has it."""
        usual = {"https": 443, "http": 80}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"


def look_at(address: str, hosts: Iterable[str]) -> Where:
    """Take an address apart. Raises NotFetched (``NOT_ALLOWED``) unless ``hosts`` names its host.

    An entry is a host ("lists.example.org"), or a host and all below it (".example.org"): over https at its usual port.
    Written as "http://lists.example.org:8080" it stands for that scheme and port.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError:
        raise NotFetched(Unread.NOT_ALLOWED) from None
    if parts.username or parts.password or not host or parts.scheme not in ("http", "https"):
        raise NotFetched(Unread.NOT_ALLOWED)
    port = port or {"https": 443, "http": 80}[parts.scheme]
    if not any(_allows(entry, parts.scheme, host, port) for entry in hosts):
        raise NotFetched(Unread.NOT_ALLOWED)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(sign <= " " for sign in path):
        raise NotFetched(Unread.NOT_ALLOWED)
    return Where(parts.scheme, host, port, path)


def _allows(entry: str, scheme: str, host: str, port: int) -> bool:
    entry = entry.strip().lower()
    if "://" in entry:
        parts = urlsplit(entry)
        usual = {"https": 443, "http": 80}.get(parts.scheme)
        return (scheme, host, port) == (parts.scheme, parts.hostname, parts.port or usual)
    if (scheme, port) != ("https", 443) or not entry:
        return False
    return host.endswith(entry) or host == entry[1:] if entry.startswith(".") else host == entry


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where an IPv4 address hides in it."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(address: str, hosts: Iterable[str]) -> bytes:
    """What stands at the address. Redirects are followed, each checked as the first. Raises NotFetched."""
    allowed, until = list(hosts), time.monotonic() + LONGEST
    for _turn in range(MOST_TURNS + 1):
        where = look_at(address, allowed)
        try:
            with _connected(where, until) as line:
                answer = _ask(line, where)
                if answer.status == 200:
                    return _body(answer, until)
                if answer.status not in (301, 302, 303, 307, 308):
                    raise NotFetched(Unread.REFUSED)
                address = urljoin(address, answer.headers.get("Location") or "")
        except (OSError, http.client.HTTPException) as error:
            late = isinstance(error, TimeoutError) or time.monotonic() > until
            raise NotFetched(Unread.TOO_SLOW if late else Unread.NO_ANSWER) from None
    raise NotFetched(Unread.REDIRECTED)


@contextmanager
def _connected(where: Where, until: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to an address of the host that was checked; cut at ``until``, however slowly the answer drips."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NotFetched(Unread.NO_ANSWER) from None
    if not found or not all(is_public(one) for one in found):
        raise NotFetched(Unread.NOT_PUBLIC)
    wire = _dialled(sorted(found, key=lambda one: ":" in one), where.port)
    cut = threading.Timer(max(0, until - time.monotonic()), _cut, [wire])
    cut.daemon = True
    cut.start()
    line = http.client.HTTPConnection(where.host, where.port, timeout=PATIENCE)
    try:
        line.sock = wire
        if where.scheme == "https":
            line.sock = ssl.create_default_context().wrap_socket(wire, server_hostname=where.host)
        yield line
    finally:
        cut.cancel()
        line.close()


def _dialled(addresses: list[str], port: int) -> socket.socket:
    for ip in addresses:
        with suppress(OSError):
            return socket.create_connection((ip, port), timeout=PATIENCE)
    raise NotFetched(Unread.NO_ANSWER)


def _cut(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)


def _ask(line: http.client.HTTPConnection, where: Where) -> http.client.HTTPResponse:
    headers = {
        "Host": where.named,
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Cairn",
        "Connection": "close",
    }
    line.request("GET", where.path, headers=headers)
    return line.getresponse()


def _body(answer: http.client.HTTPResponse, until: float) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotFetched(Unread.REFUSED)
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > LARGEST:
        raise NotFetched(Unread.TOO_LARGE)
    pieces, size = [], 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise NotFetched(Unread.TOO_LARGE)
        pieces.append(piece)
    if time.monotonic() > until:
        raise NotFetched(Unread.TOO_SLOW)
    if length.isdecimal() and size != int(length):
        raise NotFetched(Unread.NO_ANSWER)
    return b"".join(pieces)
