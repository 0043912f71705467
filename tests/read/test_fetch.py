"""Fetching one page, from a server on loopback that behaves as badly as servers do. What may be connected to is injected."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from typing import Any

import pytest

from reportedly.errors import ReadError, TooLarge
from reportedly.read import fetch as fetching
from reportedly.read.fetch import Page, fetch, is_public

PAGE = b"<!doctype html><html><body><p>The mayor said that the bridge will reopen in May.</p></body></html>"
HTML = "text/html; charset=utf-8"
Behave = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server: by path, what it does; and the paths that were asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.does: dict[str, Behave] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetch(self, path: str, **more: Any) -> Page:
        return fetch(self.url(path), **({"allowed": lambda _: True} | more))


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.agents.add(self.headers["User-Agent"])
            with suppress(OSError):  # the other side has gone
                found.does.get(self.path, answer(b"", 404))(self)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def answer(body: bytes = PAGE, status: int = 200, form: str | None = HTML, **headers: str) -> Behave:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": form, "Content_Length": str(len(body)), **headers}.items():
            if value is not None:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
    return send


def moved(to: str, status: int = 302) -> Behave:
    return answer(b"", status, Location=to)


def dripping(before: bytes, drop: bytes) -> Behave:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(before)
        for _ in range(200):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)
    return send


def test_a_page(site: Site) -> None:
    site.does["/a?b=1"] = answer()
    page = site.fetch("/a?b=1#c")
    assert page == Page(site.url("/a?b=1"), PAGE, HTML)
    assert site.asked == ["/robots.txt", "/a?b=1"]
    assert site.agents == {fetching.AGENT}


@pytest.mark.parametrize("form", ["text/html", "TEXT/HTML; charset=x", "text/plain", "application/xhtml+xml", "application/xml", "text/xml"])
def test_text_and_pages_are_taken(site: Site, form: str) -> None:
    site.does["/a"] = answer(form=form)
    assert site.fetch("/a").content_type == form


@pytest.mark.parametrize("form", ["application/pdf", "image/svg+xml", "application/octet-stream", "application/json", "", None])
def test_nothing_else_is(site: Site, form: str | None) -> None:
    site.does["/a"] = answer(form=form)
    with pytest.raises(ReadError, match="is no web page or text"):
        site.fetch("/a")


@pytest.mark.parametrize(("status", "words"), [
    (404, r"the page is gone \(404\)"), (410, r"the page is gone \(410\)"), (403, r"does not show it to programs \(403\)"),
    (429, r"asks to wait \(429\)"), (503, r"has trouble \(503\)"), (204, r"sent no page \(204\)"), (418, r"sent no page \(418\)")])
def test_what_the_site_says_instead(site: Site, status: int, words: str) -> None:
    site.does["/a"] = answer(b"", status)
    with pytest.raises(ReadError, match=words) as caught:
        site.fetch("/a")
    assert str(caught.value).startswith(site.url("/a") + ": ")


@pytest.mark.parametrize("url", [
    "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,a", "example.org/a", "http://", "http:///a", "",
    "http://[::1/a", "http://a:b:c/", "http://a:99999/", "http://exa mple.org/", "http://-a/", "http://%31/",
    f"http://{'a' * 64}.org/", "http://\udc80/"])
def test_what_is_no_address_on_the_web(url: str) -> None:
    with pytest.raises(ReadError, match="address"):
        fetch(url, allowed=lambda _: True)


@pytest.mark.parametrize("url", ["http://ana:secret@example.org/", "http://ana@example.org/", "https://:secret@example.org/", "http://example.org\\@127.0.0.1/"])
def test_no_password_is_sent(url: str) -> None:
    with pytest.raises(ReadError, match="name or password"):
        fetch(url)


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f.1", "[::127.0.0.1]"])
def test_this_machine_is_not_connected_to(site: Site, host: str) -> None:
    site.does["/a"] = answer()
    with pytest.raises(ReadError, match=r"private network or to this machine|no server has this name"):
        fetch(site.url("/a", host))
    assert not site.asked


@pytest.mark.parametrize("address", [
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "127.0.0.1", "0.0.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::10.0.0.1",
    "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "2002:7f00:1::1", "2001:db8::1", "2001:0:a00:1::f5ff:fffe", "100::1"])
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_redirect_into_the_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.does["/a"] = moved("http://10.0.0.1/secret")
    with pytest.raises(ReadError, match=r"private network or to this machine \(10.0.0.1\)"):
        site.fetch("/a", allowed=lambda address: str(address) == "127.0.0.1")


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name that leads to a harmless address when it is checked, and to this machine when it is connected to."""
    asked: list[str] = []

    def rebinding(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        if host != "rebinding.example":
            return real(host, port, *args, **more)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1" if len(asked) == 1 else "127.0.0.1", port))]

    real: Callable[..., list[Any]] = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with pytest.raises(ReadError, match=r"did not answer|cannot be reached"):
        fetch(site.url("/a", "rebinding.example"), allowed=lambda address: str(address) == "192.0.2.1", connect=0.5)
    assert asked == ["rebinding.example"]
    assert not site.asked


def test_a_name_with_one_private_address_is_refused_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, site.port)) for a in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(ReadError, match=r"10\.0\.0\.1"):
        fetch("http://two.example/", allowed=lambda address: str(address) != "10.0.0.1")


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(ReadError, match="no server has this name"):
        fetch("http://nobody.invalid/a")


def test_a_port_that_nobody_listens_on() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ReadError, match="cannot be reached"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", allowed=lambda _: True)


def test_redirects_are_followed_and_their_end_is_told(site: Site) -> None:
    site.does |= {"/a": moved("/b", 301), "/b": moved("c/d", 307), "/c/d": moved(site.url("/é ü"), 308), "/%C3%A9%20%C3%BC": answer()}
    assert site.fetch("/a").url == site.url("/%C3%A9%20%C3%BC")


def test_five_redirects_and_no_more(site: Site) -> None:
    site.does |= {f"/{n}": moved(f"/{n + 1}") for n in range(20)} | {"/5": answer()}
    assert site.fetch("/0").data == PAGE
    site.does["/5"] = moved("/6")
    with pytest.raises(ReadError, match="redirects more than 5 times"):
        site.fetch("/0")


def test_an_odd_address_is_asked_for_as_it_can_be(site: Site) -> None:
    site.does["/?a?"] = answer()
    assert site.fetch("/?a\udc80").data == PAGE


@pytest.mark.parametrize("to", ["file:///etc/passwd", "javascript:alert(1)", "http://ana:secret@127.0.0.1/", "http://[::1/"])
def test_a_redirect_off_the_web_is_refused(site: Site, to: str) -> None:
    site.does["/a"] = moved(to)
    with pytest.raises(ReadError):
        site.fetch("/a")


def test_too_long(site: Site) -> None:
    site.does["/a"] = answer(b"a" * 5001)
    with pytest.raises(TooLarge):
        site.fetch("/a", limit=5000)
    assert len(site.fetch("/a", limit=5001).data) == 5001


def test_packed(site: Site) -> None:
    site.does["/a"] = answer(gzip.compress(PAGE), Content_Encoding="gzip")
    assert site.fetch("/a").data == PAGE


def test_a_bomb_is_not_unpacked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = zlib.compressobj(9, wbits=31)
    bomb = b"".join(pressed.compress(b"\0" * 1_000_000) for _ in range(200)) + pressed.flush()
    assert len(bomb) < 250_000
    site.does["/a"] = answer(bomb, Content_Encoding="gzip")
    began = time.monotonic()
    with pytest.raises(TooLarge):
        site.fetch("/a", limit=1_000_000)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("body", "packed", "words"), [
    (gzip.compress(PAGE)[:-12], "gzip", "broke off"), (PAGE, "gzip", "packed wrongly"), (PAGE, "br", "packed as br"),
    (gzip.compress(gzip.compress(PAGE)), "gzip, gzip", "packed as gzip, gzip")])
def test_packed_wrongly(site: Site, body: bytes, packed: str, words: str) -> None:
    site.does["/a"] = answer(body, Content_Encoding=packed)
    with pytest.raises(ReadError, match=words):
        site.fetch("/a")


def test_a_page_that_breaks_off(site: Site) -> None:
    site.does["/a"] = answer(PAGE, Content_Length="5000")
    with pytest.raises(ReadError, match="broke off"):
        site.fetch("/a")


def test_what_is_not_http(site: Site) -> None:
    site.does["/a"] = dripping(b"SSH-2.0-x\r\n\r\n", b"a")
    with pytest.raises(ReadError, match="broke off"):
        site.fetch("/a")


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"],
                         ids=["head", "body"])
def test_a_page_that_drips(site: Site, before: bytes) -> None:
    site.does["/a"] = dripping(before, b"a")
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"did not come within 0\.5 s"):
        site.fetch("/a", whole=0.5)
    assert time.monotonic() - began < 3


def test_a_site_that_never_answers(site: Site) -> None:
    site.does["/a"] = lambda _: time.sleep(3)
    with pytest.raises(ReadError, match=r"did not come within 0\.3 s"):
        site.fetch("/a", whole=0.3)


@pytest.mark.parametrize(("robots", "may"), [
    (b"User-agent: *\nDisallow: /a", False), (b"User-agent: reportedly\nDisallow: /", False), (b"User-agent: other\nDisallow: /", True),
    (b"User-agent: *\nDisallow: /\nAllow: /a", True), (b"\xff\x00 nonsense", True), (b"", True), (b"# " + b"a" * 600_000, True)])
def test_robots_are_obeyed(site: Site, robots: bytes, *, may: bool) -> None:
    site.does |= {"/a": answer(), "/robots.txt": answer(robots, form="text/plain")}
    if may:
        assert site.fetch("/a").data == PAGE
    else:
        with pytest.raises(ReadError, match="asks programs not to read it"):
            site.fetch("/a")
        assert site.asked == ["/robots.txt"]


def test_a_redirect_to_what_robots_forbid(site: Site) -> None:
    site.does |= {"/a": moved("/b"), "/b": answer(), "/robots.txt": answer(b"User-agent: *\nDisallow: /b", form="text/plain")}
    with pytest.raises(ReadError, match="asks programs not to read it"):
        site.fetch("/a")
    assert site.asked == ["/robots.txt", "/a"]


def test_robots_that_cannot_be_had(site: Site) -> None:
    site.does |= {"/a": answer(), "/robots.txt": answer(b"", 503)}
    with pytest.raises(ReadError, match=r"robots\.txt cannot be had"):
        site.fetch("/a")


def test_robots_that_have_moved_in_a_ring(site: Site) -> None:
    site.does |= {"/a": answer(), "/robots.txt": moved("/robots.txt")}
    assert site.fetch("/a").data == PAGE


def test_proxies_of_the_environment_are_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.does["/a"] = answer()
    assert site.fetch("/a").data == PAGE
