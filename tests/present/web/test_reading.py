"""Reading without storing, then storing: pasted texts, uploads, links; what is hostile, too big, or another person's."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fastapi import FastAPI, HTTPException, Request
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.responses import Response as Answer

from reportedly.errors import NotInLedger
from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import Source
from reportedly.present.web.desk import Desk
from reportedly.present.web.draft import Drafts, Item
from reportedly.present.web.pages import reading
from reportedly.present.web.rendering import render
from reportedly.present.web.safety.guard import Person, editor, reader
from reportedly.read.fetch import fetch
from reportedly.types import Extraction, Failure, Report

EASY = "Harbour TV reported on Monday that the mayor of Tallinn said the bridge will reopen in May.\n\nThe harbour was calm on Sunday."
OTHER = "The ferry company said that it will stop its night boats in June."
HOSTILE = ('<script>alert(1)</script> "The <img src=x onerror=alert(2)> bridge \u202eis shut\u202c\0," Ana Kovač said on Monday. '
           f"The mayor said that {'a' * 10_000} will reopen in May.")


@dataclass
class Site:
    """The app as one person sees it."""

    client: TestClient
    desk: Desk
    person: Person

    def be(self, name: str, role: Any = "editor") -> None:
        self.person = Person(name, role, logged_in=True)

    def paste(self, text: str, **more: str) -> Response:
        return self.client.post("/read", data={"text": text, **more}, files={"files": ("", b"")})

    def upload(self, *files: tuple[str, bytes]) -> Response:
        return self.client.post("/read", files=[("files", file) for file in files])

    def links(self, *links: str) -> Response:
        return self.client.post("/read", data={"links": "\n".join(links)})

    def keep(self, read: Response, **more: Any) -> Response:
        return self.client.post("/read/keep", data={"draft": read.url.path.removeprefix("/read/")}, **more)

    @property
    def store(self) -> Ledger:
        return self.desk.store


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One for all, since its model loads once; each test gives it a ledger."""
    return Desk(open_ledger(tmp_path_factory.mktemp("ledger") / "unused.db"), today="2026-11-23")


@pytest.fixture
def site(desk: Desk, tmp_path: Path) -> Iterator[Site]:
    app = FastAPI()
    with open_ledger(tmp_path / "x.db") as desk.store:
        app.state.desk = desk
        app.include_router(reading.router)

        @app.get("/reports/{report}")
        def report(report: str) -> Answer:
            return Answer(f"report {report}")

        @app.exception_handler(NotInLedger)
        def refused(request: Request, error: NotInLedger) -> Any:
            return render(request, "message.html", status=404, heading="Not here", message=str(error))

        with TestClient(app, raise_server_exceptions=True) as client:
            made = Site(client, desk, Person("ana", "editor", logged_in=True))
            app.dependency_overrides = {reader: lambda: made.person, editor: lambda: _only(made.person)}
            yield made
    desk.fetches = True


def _only(person: Person) -> Person:
    if person.role == "reader":
        raise HTTPException(403, "that takes an editor")
    return person


def words(page: Response) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def stored(site: Site) -> list[str]:
    return [row.id for row in site.store.reports()]


def test_the_ways_to_give_a_report(site: Site) -> None:
    page = site.client.get("/read")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert all(f'name="{name}"' in page.text for name in ("text", "outlet", "published", "title", "url", "files", "links", "csrf"))


def test_statements_are_seen_without_being_stored(site: Site) -> None:
    page = site.paste(EASY, outlet="Vistula Post", published="2026-05-04")
    assert page.status_code == 200
    assert page.url.path.startswith("/read/")
    said = words(page)
    assert "Vistula Post" in said
    assert "Harbour TV outlet · report" in said
    assert "the mayor of Tallinn" in said
    assert said.index("In its own voice") < said.index("The harbour was calm")
    assert "not stored" in said
    assert not stored(site)
    assert site.store.failures() == []


def test_what_is_kept_is_the_report(site: Site) -> None:
    page = site.keep(site.paste(EASY.replace("\n", "\r\n"), outlet="Vistula Post", published="2026-05-04", title="Bridge", url="https://vistula.example/1"))
    [report] = stored(site)
    assert page.text == f"report {report}"
    found = site.store.extraction(report).report
    assert (found.text, found.outlet, found.published) == (EASY, "Vistula Post", "2026-05-04")
    assert (found.title, found.url) == ("Bridge", "https://vistula.example/1")
    assert re.fullmatch(r"pasted text [0-9a-f]{8}", found.name)
    assert found.name.endswith(found.sha256[:8])
    assert site.store.unlinked("") == [] or len(list(site.store.claims())) > 0


def test_keeping_twice_changes_nothing_and_says_so(site: Site) -> None:
    read = site.paste(EASY)
    site.keep(read)
    again = site.keep(read)
    assert "in the ledger already; nothing changed" in words(again)
    later = site.paste(EASY)
    assert "in the ledger already" in words(later)
    assert "Keep it" not in words(later)
    assert len(stored(site)) == 1


def test_a_reader_sees_and_cannot_keep(site: Site) -> None:
    site.be("piet", "reader")
    read = site.paste(EASY)
    assert read.status_code == 200
    assert "takes an editor" in words(read)
    assert site.keep(read).status_code == 403
    assert not stored(site)


def test_another_persons_draft_is_refused(site: Site) -> None:
    read = site.paste(EASY)
    site.be("piet")
    assert site.client.get(read.url.path).status_code == 404
    assert site.keep(read).status_code == 404
    assert not stored(site)
    assert site.client.get("/read/nothing").status_code == 404
    assert site.client.post("/read/keep", data={}).status_code == 404


def archive(inside: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", inside)
    return into.getvalue()


BAD = {"empty.txt": (b"", "the file is empty"), "blank.html": (b" \n", "the file is empty"),
       "picture.html": (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
       "binary.txt": (bytes(range(256)) * 40, "is binary"), "bomb.zip": (archive(b"\0" * 5_000_000), "a zip archive"),
       "bomb.txt": (gzip.compress(b"a" * 5_000_000), "a gzip archive"),
       "wide.txt": (b"\xff\xfe" + bytes(range(255, 0, -1)) * 9, "save it as UTF-8"),
       "bare.html": (b"<!doctype html><html><body></body></html>", ""), "fifty.txt": (b"a word " * 7_200_000, "50.4 MB"),
       "long.txt": (b"Ana said no. " * 30_000, "390,000 characters")}


def test_each_bad_file_is_one_message_beside_the_others(site: Site) -> None:
    page = site.upload(("good.txt", EASY.encode()), *((name, data) for name, (data, _) in BAD.items()), ("also.txt", OTHER.encode()))
    assert page.status_code == 200
    said = words(page)
    assert said.count("✕ not read") == 2 * len(BAD)
    for name, (_, reason) in BAD.items():
        assert name in said
        assert reason in said
    assert "The harbour was calm" in said
    assert "stop its night boats" in said
    kept = site.keep(page)
    assert words(kept).count("added to the ledger") == 4
    assert {f.name for f in site.store.failures()} == set(BAD)
    assert {row.name for row in site.store.reports()} == {"good.txt", "also.txt"}
    site.keep(page)
    assert len(site.store.failures()) == len(BAD)


def test_only_bad_files(site: Site) -> None:
    read = site.upload(("empty.txt", b""))
    assert "Keep it" in words(read)
    kept = site.keep(read)
    assert kept.status_code == 200
    assert "noted in the ledger" in words(kept)
    assert [f.name for f in site.store.failures()] == ["empty.txt"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\ana\\a.txt", "<script>alert(1)</script>.txt", "a\r\nb.txt", "ü" * 300,
                                  "\u202etxt.exe"])
def test_hostile_file_names(site: Site, name: str) -> None:
    page = site.upload((name, EASY.encode()))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "\u202e" not in page.text
    assert site.keep(page).status_code == 200
    [row] = site.store.reports()
    assert "/" not in row.name
    assert "\\" not in row.name
    assert len(row.name) <= 200


@pytest.mark.parametrize("give", [
    lambda site: site.paste(HOSTILE, outlet="<b>Post</b>", title="\" onload=alert(1) x=\"", published="2026-05-04"),
    lambda site: site.upload(("a.txt", HOSTILE.replace("\0", "").encode()), ("b.html", f"<html><body><p>{HOSTILE}</p></body></html>".encode()))])
def test_hostile_texts_are_shown_harmlessly(site: Site, give: Callable[[Site], Response]) -> None:
    page = give(site)
    assert page.status_code == 200
    bare = re.sub(r'<script src="/static/[\w.]+" defer></script>', "", page.text)
    assert "<script" not in bare
    assert "<img" not in bare
    assert "<b>" not in bare
    assert not re.search(r"<[^>]*\sonload=", bare)
    assert not set("\u202e\0") & set(bare)


@pytest.mark.parametrize(("sent", "says"), [
    ({}, "Nothing was given"), ({"text": " \r\n "}, "Nothing was given"), ({"text": EASY, "published": "last Tuesday"}, "no ISO 8601 date"),
    ({"text": EASY, "url": "javascript:alert(1)"}, "begin with https://"),
    ({"links": "\n".join(f"http://a.invalid/{n}" for n in range(30))}, "at most 20")])
def test_what_cannot_be_meant_is_asked_again(site: Site, sent: dict[str, str], says: str) -> None:
    page = site.client.post("/read", data=sent)
    assert page.status_code == 422
    assert says in words(page)
    assert unescape(page.text).count(sent.get("text", "").strip()) >= 1


def test_too_many_files(site: Site) -> None:
    page = site.upload(*((f"{n}.txt", b"Ana said no.") for n in range(21)))
    assert page.status_code == 422
    assert "at most 20" in words(page)
    assert site.upload(*((f"{n}.txt", b"Ana said no.") for n in range(100))).status_code == 400


def test_a_long_paste_is_one_message(site: Site) -> None:
    page = site.paste("Ana said no. " * 400_000)
    assert page.status_code == 200
    assert "5.2 MB" in words(page)


@pytest.mark.parametrize("sent", [b"", b"--x", b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\na", b"\xff\0"])
def test_bodies_that_are_no_form(site: Site, sent: bytes) -> None:
    for form in ("multipart/form-data; boundary=x", "multipart/form-data", "application/json", "application/x-www-form-urlencoded"):
        assert site.client.post("/read", content=sent, headers={"content-type": form}).status_code in {200, 400, 422}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on loopback, where fetching may go in these tests."""
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><html><head><title>Boats</title></head><body><article><p>{OTHER}</p><p>{EASY}</p></article></body></html>"
            self.send_response(200 if self.path == "/boats" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setattr(reading, "fetch", lambda url, **more: fetch(url, allowed=lambda _: True, **more))
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_links_are_fetched(site: Site, server: str) -> None:
    page = site.links(f"{server}/boats", f"{server}/gone", "ftp://a.example/", f"{server}/boats")
    said = words(page)
    assert "stop its night boats" in said
    assert "the page is gone (404)" in said
    assert "begins with https://" in said
    site.keep(page)
    [row] = site.store.reports()
    assert row.name == f"{server}/boats"
    assert site.store.extraction(row.id).report.url == f"{server}/boats"
    assert {f.name for f in site.store.failures()} == {f"{server}/gone", "ftp://a.example/"}


def test_nothing_is_fetched_from_this_machine(site: Site) -> None:
    assert "private network or to this machine" in words(site.links("http://127.0.0.1:1/"))


def test_fetching_can_be_turned_off(site: Site, server: str) -> None:
    site.desk.fetches = False
    assert "name=\"links\"" not in site.client.get("/read").text
    assert "pages are not fetched here" in words(site.links(f"{server}/boats"))


def item(size: int) -> Item:
    return Item(Source("a"), Extraction(Report("r0", "a", "a" * size, "0" * 64), (), ()))


def test_drafts_are_bounded_in_number_in_room_and_in_time() -> None:
    now = 0.0
    drafts = Drafts(most=3, most_of_one=2, room=100, seconds=10, clock=lambda: now)

    def held(*ids: tuple[str, str]) -> list[bool]:
        found = []
        for who, id_ in ids:
            try:
                found.append(bool(drafts.get(id_, who)))
            except NotInLedger:
                found.append(False)
        return found

    ana = [("ana", drafts.put("ana", [item(10)])) for _ in range(3)]
    assert held(*ana) == [False, True, True]
    others = [(who, drafts.put(who, [item(10)])) for who in ("piet", "oleg")]
    assert held(*ana, *others) == [False, False, True, True, True]
    big = ("eva", drafts.put("eva", [item(95), Item(Source("b"), Failure("b", "b"))]))
    assert held(*ana, *others, big) == [False] * 5 + [True]
    alone = ("eva", drafts.put("eva", [item(1000)]))
    assert held(big, alone) == [False, True]
    now = 10.0
    assert held(alone) == [False]


def test_ids_of_drafts_cannot_be_guessed() -> None:
    drafts = Drafts()
    ids = {drafts.put("ana", [item(1)]) for _ in range(8)}
    assert len(ids) == 8
    assert all(len(id_) >= 22 for id_ in ids)
