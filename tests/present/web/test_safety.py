"""What stands before the pages, over a small app with one page of each kind: who comes in, what is refused, what a browser is told."""

import asyncio
import base64
import io
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import httpx2
import itsdangerous
import pytest
from argon2 import PasswordHasher
from fastapi import Depends, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from reportedly.present.web.rendering import render
from reportedly.present.web.safety import limits
from reportedly.present.web.safety.accounts import Accounts
from reportedly.present.web.safety.guard import Guard, Person, admin, editor, reader
from reportedly.present.web.safety.headers import ALWAYS
from reportedly.present.web.safety.hosts import names_for
from reportedly.present.web.safety.limits import Attempts
from reportedly.present.web.safety.logging_in import local_path

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HERE = "http://localhost:8631"
PASSWORDS = {"ana": "seven green boats", "ed": "eight green boats", "rea": "nine green boats"}
LEDGER = "sarn.db"
Form = dict[str, str]


def app_of(guard: Guard, static: Path) -> FastAPI:
    """Pages that ask nothing, a reader, an editor; one that fails; one that takes files; a mounted interface for programs."""
    app, api = FastAPI(), FastAPI()
    app.state.desk = SimpleNamespace(today="2025-11-03", store=SimpleNamespace(name=LEDGER))

    @app.get("/")
    def home(request: Request) -> Response:
        return HTMLResponse(f"<p>{request.state.person.name}<i>{request.state.csrf}</i>")

    @app.get("/file")
    def file() -> Response:
        return Response(b"x", media_type="text/csv")

    @app.get("/boom")
    def boom() -> Response:
        raise RuntimeError("a mistake")

    @app.post("/edit")
    async def edit(request: Request, person: Annotated[Person, Depends(editor)]) -> dict[str, Any]:
        return {"who": person.name, "form": {k: v for k, v in (await request.form()).items() if isinstance(v, str)}}

    @app.post("/read")
    async def read(request: Request, person: Annotated[Person, Depends(reader)]) -> int:
        return sum([len(chunk) async for chunk in request.stream()])

    @api.get("/things")
    def things(person: Annotated[Person, Depends(reader)]) -> dict[str, str]:
        return {"who": person.name, "role": person.role}

    @api.post("/things")
    def make(person: Annotated[Person, Depends(editor)]) -> dict[str, str]:
        return {"who": person.name}

    @app.exception_handler(HTTPException)
    def failed(request: Request, error: HTTPException) -> Response:
        return render(request, "message.html", status=error.status_code, headers=error.headers, heading="No", message=str(error.detail))

    app.include_router(guard.router)
    app.mount("/api/v1", api)
    app.mount("/static", StaticFiles(directory=static))
    guard.protect(app)
    return app


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.css").write_text("p { margin: 0 }")
    return tmp_path / "static"


@pytest.fixture
def local(static: Path) -> Iterator[TestClient]:
    with TestClient(app_of(Guard.local("me"), static), HERE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts(tmp_path / "accounts.json", QUICK)
    for name, role in (("ana", "admin"), ("ed", "editor"), ("rea", "reader")):
        made.add(name, role, PASSWORDS[name])  # type: ignore[arg-type]
    return made


@pytest.fixture
def app(accounts: Accounts, static: Path) -> FastAPI:
    return app_of(Guard.with_accounts(accounts), static)


def browser(app: FastAPI, at: str = HERE, **more: Any) -> TestClient:
    return TestClient(app, at, raise_server_exceptions=False, follow_redirects=False, **more)


def token(client: TestClient, path: str = "/login") -> str:
    """The token of the forms of a page."""
    page = client.get(path).text
    return page.partition('name="csrf" value="')[2].partition('"')[0] or page.partition("<i>")[2].partition("</i>")[0]


def log_in(client: TestClient, name: str, password: str | None = None, **more: str) -> Any:
    return client.post("/login", data={"csrf": token(client), "name": name, "password": password or PASSWORDS[name], **more})


def logged_in(app: FastAPI, name: str) -> TestClient:
    client = browser(app)
    assert log_in(client, name).status_code == 303
    return client


def basic(name: str, password: str | None = None) -> Form:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password or PASSWORDS[name]}".encode()).decode()}


# Logging in


def test_nobody_sees_a_page_without_logging_in(app: FastAPI) -> None:
    client = browser(app)
    for path in ("/", "/file", "/boom", "/people", "/nowhere", "/static", "//static/a.css", "/login/"):
        found = client.get(path)
        assert (found.status_code, found.headers["location"].partition("?")[0]) == (303, "/login"), path
    assert client.get("/file?q=a b").headers["location"] == "/login?next=%2Ffile%3Fq%3Da%2520b"
    assert client.get("/static/a.css").status_code == 200
    assert client.get("/static/%2e%2e/people").status_code == 404
    assert client.get("/login").status_code == 200


def test_logging_in_and_out(app: FastAPI) -> None:
    client = browser(app)
    done = log_in(client, "rea", next="/file")
    assert (done.status_code, done.headers["location"]) == (303, "/file")
    assert "rea<i>" in client.get("/").text
    assert client.get("/login?next=/file").headers["location"] == "/file"
    kept = dict(client.cookies)
    assert client.post("/logout", data={"csrf": token(client, "/")}).headers["location"] == "/login"
    assert client.get("/").status_code == 303
    thief = browser(app, cookies=kept)
    assert thief.get("/").status_code == 303, "the session has ended for whoever kept its cookie"


@pytest.mark.parametrize(("name", "password"), [("ana", "wrong wrong wrong"), ("ana", "x"), ("nobody", "seven green boats"),
                                                ("ANA", PASSWORDS["ana"])])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(app: FastAPI, name: str, password: str) -> None:
    client = browser(app)
    found = log_in(client, name, password)
    assert found.status_code == 401
    assert "The name or the password is wrong." in found.text
    assert "reportedly-session" not in client.cookies


def test_a_session_cookie_is_for_this_host_and_no_script(app: FastAPI) -> None:
    plain = log_in(browser(app), "ana").headers["set-cookie"].lower()
    assert plain.startswith("reportedly-session=")
    assert all(part in plain for part in ("httponly", "samesite=strict", "path=/", "max-age=43200"))
    assert "secure" not in plain
    assert "domain" not in plain
    safe = log_in(browser(app, "https://localhost"), "ana").headers["set-cookie"].lower()
    assert safe.startswith("__host-reportedly-session=")
    assert "secure" in safe


def test_a_cookie_that_was_changed_is_worth_nothing(app: FastAPI) -> None:
    cookie = logged_in(app, "rea").cookies["reportedly-session"]
    said, when, signed = cookie.split(".")
    forged = itsdangerous.URLSafeTimedSerializer("guess", salt="reportedly session").dumps(["1" * 32, "ana", "0" * 16])
    for tampered in (f"{said[:-2]}AA.{when}.{signed}", f"{said}.{when}.{signed[:-3]}AAA", f"{said}.{when}.", said, "", "..", forged, "é" * 9):
        client = browser(app)
        found = client.get("/", headers={b"Cookie": f"reportedly-session={tampered}".encode()})
        assert found.status_code == 303, tampered


def test_a_session_ends_after_twelve_hours(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = logged_in(app, "rea"), time.time()
    cookie = {"Cookie": f"reportedly-session={client.cookies['reportedly-session']}"}
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 11.9 * 3600)
    assert browser(app).get("/", headers=cookie).status_code == 200
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 12.1 * 3600)
    assert browser(app).get("/", headers=cookie).status_code == 303


def test_a_removed_account_a_new_password_and_a_new_role_count_at_once(app: FastAPI, accounts: Accounts) -> None:
    rea, ed = logged_in(app, "rea"), logged_in(app, "ed")
    accounts.set_role("rea", "editor")
    assert rea.post("/edit", data={"csrf": token(rea, "/")}).json()["who"] == "rea"
    accounts.remove("rea")
    assert rea.get("/").status_code == 303
    accounts.set_password("ed", "another good password")
    assert ed.get("/").status_code == 303


def test_each_login_is_a_session_of_its_own(app: FastAPI) -> None:
    one, two = logged_in(app, "rea"), logged_in(app, "rea")
    one.post("/logout", data={"csrf": token(one, "/")})
    assert two.get("/").status_code == 200


@pytest.mark.parametrize("told", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
                                  "evil", "/a\r\nSet-Cookie: x=y", "///evil.example", "http:/x", "/login?next=/login", "/logout",
                                  "/\t/evil.example"])
def test_one_is_not_sent_elsewhere_after_logging_in(app: FastAPI, told: str) -> None:
    assert local_path(told) == "/"
    client = browser(app)
    assert log_in(client, "rea", next=told).headers["location"] == "/"
    assert client.get("/login", params={"next": told}).headers["location"] == "/"


def test_a_script_is_sent_to_log_in_whole(app: FastAPI) -> None:
    found = browser(app).get("/", headers={"HX-Request": "true", "HX-Current-URL": f"{HERE}/claims?q=1"})
    assert (found.status_code, found.headers["hx-redirect"]) == (401, "/login?next=%2Fclaims%3Fq%3D1")
    assert browser(app).get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://["}).headers["hx-redirect"] == "/login"


def test_a_form_sent_after_the_session_ended_is_told_to_be_stale(app: FastAPI) -> None:
    client = logged_in(app, "ed")
    stale = token(client, "/")
    client.cookies.clear()
    found = client.post("/edit", data={"csrf": stale})
    assert found.status_code == 403
    assert "load the page again" in found.text


def test_who_is_not_known_is_not_told_of_the_ledger(app: FastAPI) -> None:
    for found in (browser(app, "http://evil.example").get("/"), browser(app).post("/login", headers={"Content-Length": "99000000"})):
        assert found.status_code in {413, 421}
        assert LEDGER not in found.text


# Roles


def test_each_role_may_do_its_part(app: FastAPI) -> None:
    for name, edits, manages in (("rea", 403, 403), ("ed", 200, 403), ("ana", 200, 200)):
        client = logged_in(app, name)
        assert client.get("/").status_code == 200
        assert client.post("/edit", data={"csrf": token(client, "/")}).status_code == edits, name
        assert client.get("/people").status_code == manages, name
        found = client.post("/people", data={"csrf": token(client, "/"), "act": "role", "name": name, "role": "admin"})
        assert found.status_code == manages, name
        assert browser(app).get("/api/v1/things", headers=basic(name)).json()["who"] == name
        assert browser(app).post("/api/v1/things", headers=basic(name)).status_code == edits


def test_a_dependency_lets_nobody_in_where_no_guard_stands() -> None:
    app = FastAPI()

    @app.get("/")
    def home(person: Annotated[Person, Depends(reader)]) -> str:
        return person.name

    assert TestClient(app).get("/").status_code == 401


def test_an_admin_manages_people(app: FastAPI, accounts: Accounts) -> None:
    client = logged_in(app, "ana")

    def act(what: str, name: str = "zoë", role: str = "", password: str = "") -> Any:
        fields = {"act": what, "name": name, "role": role, "password": password}
        return client.post("/people", data={"csrf": token(client, "/people"), **fields})

    good = "a good long one"
    assert "zoë can log in now." in act("add", role="reader", password=good).text
    assert log_in(browser(app), "zoë", good).status_code == 303
    act("role", role="editor")
    act("password", password="another long one")  # noqa: S106
    found = accounts.verify("zoë", "another long one")
    assert found
    assert found.role == "editor"
    act("remove")
    assert accounts.find("zoë") is None
    wrong = [act("add", "<script>", "reader", good), act("add", "x", "king", good), act("add", "x", "reader", good[:5]), act("remove", "ana"),
             act("role", "ana", "reader"), act("what", "ana"), act("")]
    assert [w.status_code for w in wrong] == [422] * 7
    assert "<script>" not in wrong[0].text
    assert len(accounts.people()) == 3


def test_an_admin_who_takes_a_new_password_stays(app: FastAPI) -> None:
    client, elsewhere = logged_in(app, "ana"), logged_in(app, "ana")
    found = client.post("/people", data={"csrf": token(client, "/people"), "act": "password", "name": "ana", "password": "another long one"})
    assert found.status_code == 303
    assert client.get("/people").status_code == 200
    assert elsewhere.get("/people").status_code == 303


def test_without_accounts_everybody_at_this_machine_is_its_user(local: TestClient) -> None:
    assert "me<i>" in local.get("/").text
    assert "No login is needed here" in local.get("/login").text
    assert "There are no accounts" in local.get("/people").text
    assert local.post("/logout", data={"csrf": token(local, "/")}).status_code == 303
    assert local.post("/people", data={"csrf": token(local, "/"), "act": "add"}).status_code == 422
    assert local.post("/login", data={"csrf": token(local, "/"), "name": "x", "password": "y"}).status_code == 200
    assert local.get("/api/v1/things").json() == {"who": "me", "role": "admin"}


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"])
def test_without_accounts_nobody_comes_through_a_proxy(local: TestClient, header: str) -> None:
    found = local.get("/", headers={header: "198.51.100.7"})
    assert found.status_code == 403
    assert "reportedly account add" in found.text


def test_without_accounts_nobody_comes_from_another_machine(static: Path) -> None:
    app = app_of(Guard.local("me"), static)
    assert browser(app, client=("198.51.100.7", 1)).get("/").status_code == 403
    assert browser(app, client=("2001:db8::7", 1)).get("/").status_code == 403
    assert browser(app, client=("127.0.0.1", 1)).get("/").status_code == 200
    assert browser(app, client=("::1", 1)).get("/").status_code == 200


# Forged requests


def test_a_form_needs_the_token_of_its_own_session(app: FastAPI) -> None:
    client, other = logged_in(app, "ed"), logged_in(app, "ed")
    right = token(client, "/")
    assert client.post("/edit", data={"csrf": right, "a": "b"}).json() == {"who": "ed", "form": {"csrf": right, "a": "b"}}
    assert client.post("/edit", headers={"X-CSRF-Token": right}).status_code == 200
    for wrong in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": token(other, "/")}, {"csrf": token(browser(app))}, {"CSRF": right},
                  {"xcsrf": right}):
        assert client.post("/edit", data={**wrong, "a": "b"}).status_code == 403, wrong
        assert client.put("/edit", data=wrong).status_code == 403
        assert client.delete("/edit").status_code == 403
    assert client.post("/edit", headers={b"X-CSRF-Token": "é".encode()}).status_code == 403
    assert client.post("/edit", json={"csrf": right}).status_code == 403
    assert client.post("/edit", content=f"csrf={right}", headers={"Content-Type": "text/plain"}).status_code == 403


def test_logging_in_and_out_need_a_token_too(app: FastAPI) -> None:
    data = {"name": "ana", "password": PASSWORDS["ana"]}
    assert browser(app).post("/login", data=data).status_code == 403
    assert browser(app).post("/login", data={"csrf": token(browser(app)), **data}).status_code == 403, "that of another visitor"
    client = logged_in(app, "rea")
    assert client.post("/logout").status_code == 403
    assert client.get("/").status_code == 200


def test_a_token_before_logging_in_is_none_after(app: FastAPI) -> None:
    client = browser(app)
    early = token(client)
    log_in(client, "ed")
    assert client.post("/edit", data={"csrf": early}).status_code == 403


@pytest.mark.parametrize("many", [1, 7, 65536])
def test_the_token_is_found_however_a_form_comes(app: FastAPI, many: int) -> None:
    client = logged_in(app, "ed")
    right = token(client, "/")
    part = '--b1\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    whole = part.format("csrf", right) + part.format("a", "z" * 9000) + "--b1--\r\n"
    typed = f"csrf={right}&a={'z' * 9000}"
    for kind, body in (("multipart/form-data; boundary=b1", whole), ("application/x-www-form-urlencoded", typed),
                       ("application/x-www-form-urlencoded", f"a={'z' * 9000}&csrf={right}")):
        chunks = (body[n:n + many].encode() for n in range(0, len(body), many))
        found = client.post("/edit", content=chunks, headers={"Content-Type": kind})
        assert found.json()["form"] == {"csrf": right, "a": "z" * 9000}, (kind, found.text)


def test_a_form_with_files_needs_its_token_first(app: FastAPI) -> None:
    client = logged_in(app, "rea")
    file = {"files": ("a.txt", io.BytesIO(b"x" * 300_000))}
    assert client.post("/read", data={"csrf": token(client, "/")}, files=file).json() > 300_000
    assert client.post("/read", files=file).status_code == 403
    named = {"files": ("a.txt", io.BytesIO(b'Content-Disposition: form-data; name="csrf"\r\n\r\nabc\r\n'))}
    assert client.post("/read", files=named).status_code == 403
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "", "x"):
        assert client.post("/read", content=b"--\r\n", headers={"Content-Type": kind}).status_code == 403


@pytest.mark.parametrize("said", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:9999"}, {"Origin": "http://["}, {"Origin": ""},
    {"Referer": "https://evil.example/x"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site", "Origin": HERE},
    {"Origin": "http://localhost:8631.evil.example"}, {"Origin": "http://evil.example#localhost:8631"}])
def test_what_another_site_sends_is_not_done_even_with_a_token(app: FastAPI, local: TestClient, said: Form) -> None:
    client = logged_in(app, "ed")
    assert client.post("/edit", data={"csrf": token(client, "/")}, headers=said).status_code == 403
    assert client.post("/api/v1/things", headers={"X-CSRF-Token": token(client, "/"), **said}).status_code == 403
    assert browser(app).post("/api/v1/things", headers={**basic("ed"), **said}).status_code == 403
    assert local.post("/api/v1/things", headers=said).status_code == 403
    assert local.post("/edit", data={"csrf": token(local, "/")}, headers=said).status_code == 403


@pytest.mark.parametrize("said", [{"Origin": HERE}, {"Referer": HERE + "/claims"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
                                  {"Sec-Fetch-Site": "none"}, {}])
def test_what_our_own_page_sends_is_done(app: FastAPI, said: Form) -> None:
    client = logged_in(app, "ed")
    assert client.post("/edit", data={"csrf": token(client, "/")}, headers=said).status_code == 200


def test_programs_need_a_password_and_scripts_the_token(app: FastAPI) -> None:
    client = logged_in(app, "ed")
    assert client.get("/api/v1/things").json()["who"] == "ed"
    assert client.post("/api/v1/things").status_code == 403
    assert client.post("/api/v1/things", data={"csrf": token(client, "/")}).status_code == 403, "a form can be sent from anywhere"
    assert client.post("/api/v1/things", headers={"X-CSRF-Token": token(client, "/")}).json() == {"who": "ed"}
    assert browser(app).post("/api/v1/things", headers=basic("ed")).json() == {"who": "ed"}
    given = [basic("ed", "wrong"), basic("nobody", "x"), *({"Authorization": said} for said in ("", "Basic !!", "Basic", "Bearer x"))]
    for headers in given:
        found = browser(app).get("/api/v1/things", headers=headers)
        assert (found.status_code, found.headers["www-authenticate"]) == (401, 'Basic realm="Reportedly"'), headers
        assert found.json()["detail"]
    assert browser(app).get("/", headers=basic("ed")).status_code == 303, "only for programs"


def test_a_password_is_believed_only_as_long_as_it_is_right(app: FastAPI, accounts: Accounts) -> None:
    client = browser(app)
    assert client.get("/api/v1/things", headers=basic("ed")).json()["role"] == "editor"
    accounts.set_role("ed", "reader")
    assert client.get("/api/v1/things", headers=basic("ed")).json()["role"] == "reader"
    accounts.set_password("ed", "another long one")
    assert client.get("/api/v1/things", headers=basic("ed")).status_code == 401
    accounts.remove("ed")
    assert client.get("/api/v1/things", headers=basic("ed", "another long one")).status_code == 401


def test_without_accounts_a_program_needs_nothing_and_a_browser_the_token(local: TestClient) -> None:
    assert local.post("/api/v1/things", json={}).json() == {"who": "me"}
    assert local.post("/api/v1/things", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 403, "forms can do that"
    right = token(local, "/")
    assert local.post("/api/v1/things", headers={"Origin": HERE}).status_code == 403
    assert local.post("/api/v1/things", json={}).status_code == 403, "it has a cookie by now"
    assert local.post("/api/v1/things", headers={"Origin": HERE, "X-CSRF-Token": right}).status_code == 200
    local.cookies.clear()
    assert local.post("/edit").status_code == 403, "a page always needs it"


# Names


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "localhost:8631:1", "[::2]", "0.0.0.0",  # noqa: S104
                                  "127.0.0.2", "localhost@evil.example", "localhost/", "2130706433"])
def test_no_other_name_is_answered(local: TestClient, host: str) -> None:
    for path in ("/", "/api/v1/things", "/static/a.css", "/login"):
        found = local.get(path, headers={"Host": host})
        assert found.status_code == 421, path
        assert "me" not in found.text.split()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8631", "[::1]:8631", "localhost."])
def test_the_names_of_this_machine_are_answered(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"Host": host}).status_code == 200


def test_beyond_this_machine_the_names_that_are_allowed_are_answered(accounts: Accounts, static: Path) -> None:
    for bound, known, unknown in (("192.0.2.7", "192.0.2.7:8631", "192.0.2.8"), ("0.0.0.0", "192.0.2.8", "evil.example"),  # noqa: S104
                                  ("::", "[2001:db8::1]:8631", "evil.example"), ("2001:db8::1", "[2001:db8::1]", "[2001:db8::2]")):
        app = app_of(Guard.with_accounts(accounts, names_for(bound, ["Desk.example"])), static)
        for host in (known, "desk.example", "desk.example:443", "localhost"):
            assert browser(app).get("/login", headers={"Host": host}).status_code == 200, (bound, host)
        assert browser(app).get("/login", headers={"Host": unknown}).status_code == 421, (bound, unknown)


# Limits


def test_a_body_that_is_too_large_is_refused_announced_or_not(local: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 100_000)
    monkeypatch.setattr(limits, "MOST_UPLOADED", 200_000)
    right = {"X-CSRF-Token": token(local, "/"), "Content-Type": "application/x-www-form-urlencoded"}
    sent = 0

    def chunks(count: int) -> Iterator[bytes]:
        nonlocal sent
        for _ in range(count):
            sent += 1000
            yield b"a" * 1000

    for path, most in (("/edit", 100), ("/read", 200)):
        assert local.post(path, content=b"a" * most * 1000, headers=right).status_code == 200
        assert local.post(path, content=chunks(most), headers=right).status_code == 200
        assert local.post(path, content=b"a" * (most * 1000 + 1), headers=right).status_code == 413
        assert local.post(path, content=chunks(most + 1), headers=right).status_code == 413
    for told in ("-1", "9" * 30, "1e9", "x"):
        assert local.post("/edit", headers={**right, "Content-Length": told}).status_code == 413
    found = local.post("/api/v1/things", headers={**right, "Content-Length": "100001"})
    assert (found.status_code, list(found.json())) == (413, ["detail"])


def test_wrong_passwords_have_to_wait(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(app.state.guard.door, "attempts", Attempts(lambda: now))
    client = browser(app)
    assert [log_in(client, "ed", "wrong").status_code for _ in range(5)] == [401] * 5
    found = log_in(client, "ed")
    assert (found.status_code, found.headers["retry-after"]) == (429, "16")
    assert "Wait 16 seconds" in found.text
    assert browser(app, client=("192.0.2.9", 1)).get("/api/v1/things", headers=basic("ed")).status_code == 429, "nor from elsewhere"
    assert log_in(client, "rea").status_code == 429, "nor another name from there"
    assert log_in(browser(app, client=("192.0.2.9", 1)), "rea").status_code == 303
    now += 16
    assert log_in(client, "ed").status_code == 303


def test_waits_grow_and_are_forgotten() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    waits = []
    for _ in range(14):
        while wait := attempts.begin("ana", "192.0.2.1"):
            waits.append(wait)
            now += wait
    assert waits[:5] == [16, 31, 61, 121, 241]
    assert waits[-1] == 901, "fifteen minutes at most"
    now += 901 + 901
    assert [attempts.begin("ana", "192.0.2.1") for _ in range(5)] == [0] * 5


def test_a_name_waits_a_minute_at_most() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    longest = 0
    for number in range(40):
        while wait := attempts.begin("ana", f"192.0.2.{number}"):
            longest = max(longest, wait)
            now += wait
    assert longest == 61


def test_slow_mistakes_are_none() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    for _ in range(20):
        assert attempts.begin("ana", "192.0.2.1") == 0
        now += 61


def test_one_s_own_account_buys_no_guesses_at_others() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(4):
        assert attempts.begin(f"victim {number}", "192.0.2.1") == 0
        assert attempts.begin("mine", "192.0.2.1") == 0
        attempts.succeeded("mine", "192.0.2.1")
    assert attempts.begin("victim 5", "192.0.2.1") == 0
    assert attempts.begin("victim 6", "192.0.2.1") > 0


def test_a_network_is_one_address_and_what_is_watched_is_bounded() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(5):
        attempts.begin(f"n{number}", f"2001:db8::{number}")
    assert attempts.begin("x", "2001:db8::ffff") > 0
    assert attempts.begin("x", "2001:db8:1::1") == 0
    for number in range(12_000):
        attempts.begin(f"n{number}" * 1000, f"address {number}")
    assert len(attempts._watched) <= limits.MOST_WATCHED
    assert max(map(len, attempts._watched)) < 200


def test_a_hundred_at_once_have_five_guesses(app: FastAPI) -> None:
    async def guess() -> list[int]:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=HERE) as client:
            answers = await asyncio.gather(*(client.get("/api/v1/things", headers=basic("ed", f"guess {n}")) for n in range(100)))
        return sorted(a.status_code for a in answers)

    assert asyncio.run(guess()) == [401] * 5 + [429] * 95


# What a browser is told


def test_every_response_has_the_headers(app: FastAPI, local: TestClient) -> None:
    client = logged_in(app, "rea")
    answers = [client.get(path) for path in ("/", "/file", "/boom", "/nowhere", "/login", "/people", "/static/a.css", "/static/none.css",
                                             "/api/v1/things", "/api/v1/none")]
    answers += [client.post("/edit"), client.post("/", data={"csrf": token(client, "/")}), client.request("OPTIONS", "/"), client.head("/"),
                client.request("TRACE", "/"), *(browser(app).get(path) for path in ("/", "/api/v1/things", "/login")),
                local.get("/", headers={"Host": "evil.example"}), local.post("/edit", headers={"Content-Length": "9999999"})]
    assert {a.status_code for a in answers} >= {200, 303, 401, 403, 404, 405, 413, 421, 500}
    for answer in answers:
        for name, value in ALWAYS.items():
            assert answer.headers.get_list(name) == [value], (answer.request.url, answer.status_code, name)
        static = answer.request.url.path == "/static/a.css"
        assert answer.headers["cache-control"].split(",")[0] in ({"public"} if static else {"private", "no-store"})
        assert "server" not in answer.headers


def test_the_policy_lets_nothing_in_from_elsewhere_and_no_inline_script() -> None:
    policy = dict(part.split(" ", 1) for part in ALWAYS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {"script-src", "style-src", "img-src", "connect-src", "form-action", "frame-ancestors", "base-uri"} < set(policy)
    assert set(policy.values()) == {"'none'", "'self'"}


def test_a_mistake_of_the_program_is_told_without_its_insides(app: FastAPI, local: TestClient) -> None:
    found = local.get("/boom")
    assert found.status_code == 500
    assert "The program made a mistake" in found.text
    assert "a mistake</" not in found.text
    assert "Traceback" not in found.text
    with pytest.raises(RuntimeError, match="a mistake"):
        TestClient(local.app, HERE).get("/boom")


def test_pages_set_the_visitor_s_cookie_once_and_files_never(local: TestClient) -> None:
    assert "set-cookie" not in local.get("/file").headers
    assert "set-cookie" not in local.get("/static/a.css").headers
    assert "set-cookie" not in local.get("/api/v1/things").headers
    assert "reportedly-visitor=" in local.get("/").headers["set-cookie"]
    assert "set-cookie" not in local.get("/").headers
    local.cookies.clear()
    assert "set-cookie" in local.get("/", headers={"Cookie": "reportedly-visitor=<script>"}).headers, "what we did not make is replaced"


def test_a_websocket_is_closed(local: TestClient) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asyncio.run(local.app({"type": "websocket", "path": "/", "headers": []}, receive, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_names_in_forms_are_escaped(app: FastAPI) -> None:
    found = log_in(browser(app), '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in found.text
    assert '&#34;&gt;&lt;script&gt;' in found.text


def test_admins_are_asked_for_by_the_dependency() -> None:
    assert admin(_asked_by("admin")).role == "admin"
    with pytest.raises(HTTPException) as refused:
        admin(_asked_by("editor"))
    assert refused.value.status_code == 403


def _asked_by(role: Any) -> Request:
    return Request({"type": "http", "state": {"person": Person("x", role, logged_in=True)}})
