"""An address in, the bytes of its page out: one page, because a person asked for it; nothing else here goes on the network.

What an address may do to us (lead into one's own network, redirect without end, never answer, unpack to gigabytes) becomes one
`ReadError` of one line. The one idea: `_Checked` connects to the very address that it looked at, so that a name which leads
elsewhere the second time (DNS rebinding) gains nothing; and every wait ends when the whole time is up.
"""

import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore2
from protego import Protego

from reportedly.errors import ReadError, TooLarge
from reportedly.read.files import LIMIT

Address = IPv4Address | IPv6Address

AGENT = "reportedly (reads one page because a person asked for it)"
FORMS = frozenset({"text/html", "text/plain", "application/xhtml+xml", "application/xml", "text/xml"})
CONNECT, WHOLE = 10.0, 30.0  # seconds
REDIRECTS = 5
_ROBOTS = 512_000  # bytes: RFC 9309 asks for at least 500 KiB
_PIECE = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9.])?", re.I)
_GLOBAL = IPv6Network("2000::/3")
_WITH_IPV4 = IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are the address meant


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: `url` is where the redirects ended."""

    url: str
    data: bytes
    content_type: str


def is_public(address: Address) -> bool:
    """Whether an address is anybody's on the internet: not this machine's, a local network's, a group's or one set aside."""
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if address in _WITH_IPV4:
        inside = IPv4Address(int(address) & 0xFFFF_FFFF)
    return is_public(inside) if inside else address in _GLOBAL and address.is_global


def fetch(url: str, *, limit: int = LIMIT, allowed: Callable[[Address], bool] = is_public, connect: float = CONNECT,
          whole: float = WHOLE) -> Page:
    """The page at an address, of at most `limit` bytes once unpacked, or `ReadError` with what was wrong and what to do.

    robots.txt is obeyed (RFC 9309); only text and HTML is taken. `allowed` says which addresses may be connected to; `connect` and
    `whole` are seconds.
    """
    clock = _Clock(time.monotonic() + whole)
    try:
        with httpcore2.ConnectionPool(network_backend=_Checked(url, allowed, clock)) as pool:
            return _Visit(url, pool, limit, connect).page()
    except httpcore2.ConnectTimeout:
        raise _refusal(url, f"its server did not answer within {connect:g} s; try again later, or save the page and give the file") from None
    except httpcore2.TimeoutException:
        raise _refusal(url, f"the page did not come within {whole:g} s; try again later, or save the page and give the file") from None
    except httpcore2.ConnectError as error:
        raise _refusal(url, _why_not_connected(error)) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError):
        raise _refusal(url, "the connection broke off before the page had come whole; try again") from None


def _refusal(url: str, why: str) -> ReadError:
    return ReadError(f"{url if len(url) <= 200 else url[:199] + '…'}: {why}")


def _why_not_connected(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate does not hold ({cause.verify_message}); look at the page yourself, save it and give the file"
        cause = cause.__cause__ or cause.__context__
    return "its server cannot be reached; check the address, or try again later"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came: the page's bytes, or `to`, where it has moved."""

    status: int
    to: str | None = None
    content_type: str = ""
    data: bytes = b""


class _Visit:
    """Fetching one page: robots.txt of each host on the way, redirects, the page."""

    def __init__(self, url: str, pool: httpcore2.ConnectionPool, limit: int, connect: float) -> None:
        self._name = url
        self._pool = pool
        self._limit = limit
        self._extensions = {"timeout": {"connect": connect}}
        self._robots: dict[str, Protego] = {}  # by origin

    def page(self) -> Page:
        """The page where the redirects end."""
        url = self._name
        for _ in range(REDIRECTS + 1):
            url = _plain(url, self._name)
            if not self._rules(url).can_fetch(url, AGENT.split(" ", 1)[0]):
                raise _refusal(self._name, "its site asks programs not to read it (robots.txt); save the page and give the file")
            answer = self._get(url, self._limit)
            if answer.to is None:
                if answer.status != 200:
                    raise _refusal(self._name, _why_no_page(answer.status))
                return Page(url, answer.data, answer.content_type)
            url = answer.to
        raise _refusal(self._name, f"redirects more than {REDIRECTS} times; give the address where it ends")

    def _rules(self, url: str) -> Protego:
        """What a site asks of programs. Without a robots.txt it asks nothing; if its server fails, it is left alone (RFC 9309, 2.3.1)."""
        origin = urljoin(url, "/")
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_txt(urljoin(origin, "/robots.txt")))
        return self._robots[origin]

    def _robots_txt(self, url: str) -> str:
        for _ in range(REDIRECTS + 1):
            answer = self._get(_plain(url, self._name), _ROBOTS, cut=True)
            if answer.status >= 500:
                raise _refusal(self._name, f"its site's robots.txt cannot be had ({answer.status}), which asks programs to stay away for now; "
                                           "try again later, or save the page and give the file")
            if answer.to is None:
                return answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
            url = answer.to
        return ""

    def _get(self, url: str, limit: int, *, cut: bool = False) -> _Answer:
        """Ask for one address. A body longer than `limit` is cut there, or `TooLarge`."""
        headers = [("user-agent", AGENT), ("accept", ", ".join(sorted(FORMS))), ("accept-encoding", "gzip")]
        with self._pool.stream("GET", url, headers=headers, extensions=self._extensions) as response:
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            if response.status in _MOVED and "location" in told:
                return _Answer(response.status, _joined(url, told["location"]))
            if response.status != 200:
                return _Answer(response.status)
            form = told.get("content-type", "of no type told")
            if not cut and form.partition(";")[0].strip().lower() not in FORMS:
                raise _refusal(self._name, f"is no web page or text ({form[:80]}); save what it holds as text or HTML and give the file")
            data = self._body(response.iter_stream(), told.get("content-encoding", ""), limit, cut=cut)
            return _Answer(200, content_type=form, data=data)

    def _body(self, chunks: Iterable[bytes], packed: str, limit: int, *, cut: bool) -> bytes:
        match packed.strip().lower():
            case "" | "identity":
                pieces = iter(chunks)
            case "gzip" | "x-gzip":
                pieces = self._unpacked(chunks)
            case other:
                raise _refusal(self._name, f"comes packed as {other[:40]}, which was not asked for; save the page and give the file")
        data = bytearray()
        for piece in pieces:
            data += piece
            if len(data) > limit:
                if cut:
                    return bytes(data[:limit])
                raise TooLarge(f"{self._name}: is more than {limit / 1e6:.0f} MB, and no more is fetched; save the part that you need")
        return bytes(data)

    def _unpacked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Unpack a piece at a time, so that a small body cannot fill the memory before somebody looks at its size."""
        unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            for chunk in chunks:
                left = chunk
                while left and not unpack.eof:
                    yield unpack.decompress(left, _PIECE)
                    left = unpack.unconsumed_tail
        except zlib.error:
            raise _refusal(self._name, "is packed wrongly (gzip); try again, or save the page and give the file") from None
        if not unpack.eof:
            raise _refusal(self._name, "the connection broke off before the page had come whole; try again")


def _joined(url: str, to: str) -> str:
    """Where a redirect leads; what is no address stays as it is."""
    try:
        return urljoin(url, to.strip())
    except ValueError:
        return to


def _plain(url: str, name: str) -> str:
    """An address with its host in ASCII and all else quoted, without a fragment; what is no address on the web is refused."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode()
    except ValueError:
        raise _refusal(name, "is no address; check it") from None
    if parts.scheme not in {"http", "https"}:
        raise _refusal(name, "is no address of a web page; give one that begins with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise _refusal(name, "holds a user's name or password; leave them out, or save the page and give the file")
    if ":" in host:
        host = f"[{host}]"
    elif not _HOST.fullmatch(host):
        raise _refusal(name, "is no address; check it")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~", errors="replace")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?", errors="replace") if parts.query else ""
    return f"{parts.scheme}://{host}{f':{port}' if port is not None else ''}{path}{query}"


def _why_no_page(status: int) -> str:
    match status:
        case 404 | 410:
            return f"the page is gone ({status}); check the address, or look for it in an archive"
        case 401 | 402 | 403 | 407 | 451:
            return f"its site does not show it to programs ({status}); save the page and give the file"
        case 429:
            return "its site asks to wait (429); try again later"
    return f"its site has trouble ({status}); try again later" if status >= 500 else f"its site sent no page ({status}); check the address"


@dataclass(frozen=True, slots=True)
class _Clock:
    """How long a wait may be: never longer than what is left of the whole."""

    end: float

    def left(self, timeout: float | None) -> float:
        """Seconds that are left of a timeout, or the timeout."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left if timeout is None else min(left, timeout)


class _Checked(httpcore2.NetworkBackend):
    """Connects to what a name leads to, if all of it is allowed."""

    def __init__(self, name: str, allowed: Callable[[Address], bool], clock: _Clock) -> None:
        self._name, self._allowed, self._clock = name, allowed, clock
        self._network = httpcore2.SyncBackend()

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Iterable[Any] | None = None) -> httpcore2.NetworkStream:
        """A connection to one of the addresses of a host, each checked; the first that answers."""
        failed: Exception = httpcore2.ConnectError()
        for address in self._addresses(host, port):
            try:
                stream = self._network.connect_tcp(str(address), port, self._clock.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._clock)
        raise failed

    def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            told = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(ip_address(str(where[0]).partition("%")[0]) for *_, where in told))
        except (OSError, ValueError):
            raise _refusal(self._name, "no server has this name; check the address, and that this machine is connected") from None
        for address in found:
            if not self._allowed(address):
                raise _refusal(self._name, f"leads into a private network or to this machine ({address}), and nothing is fetched from there; "
                                     "save the page and give the file")
        return found


class _Timed(httpcore2.NetworkStream):
    """A connection on which no wait outlasts the whole time, however slowly bytes drip."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: _Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most so many bytes."""
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of it."""
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        """End it."""
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
                  timeout: float | None = None) -> httpcore2.NetworkStream:
        """The same, encrypted, to the host that was asked for."""
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        """What the pool asks of it."""
        return self._stream.get_extra_info(info)
